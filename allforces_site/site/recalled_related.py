"""Related posts, found again only when the terms of some post have changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from allforces_site.cache.fingerprint import fingerprint
from allforces_site.cache.keys import key_of
from allforces_site.cache.parse_cache import Memo, Row
from allforces_site.site.related import related

_DECODER = msgspec.msgpack.Decoder(list[tuple[int, ...]])


def recalled_related(memo: Memo) -> Callable[[Sequence[frozenset[str]], int], list[tuple[int, ...]]]:
    """`related` that keeps its answer in `memo` and takes it from there."""

    def find(terms: Sequence[frozenset[str]], count: int) -> list[tuple[int, ...]]:
        key = key_of("related", fingerprint(), count, [sorted(names) for names in terms])
        known = memo.value(key, _DECODER)
        if known is not None:
            return known
        found = related(terms, count)
        memo.keep([Row(key, msgspec.msgpack.encode(found), b"")])
        return found

    return find
