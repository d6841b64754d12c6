"""What posts add to the search index, kept by post in the parse cache beside what was read of them."""

from __future__ import annotations

from hashlib import sha256
from typing import Protocol

import msgspec

from allforces_site.cache.kept_values import unpacked
from allforces_site.cache.parse_cache import ParseCache, Row
from allforces_site.search.contributions import Contribution

_DECODER = msgspec.msgpack.Decoder(Contribution)


class Contributions(Protocol):
    """Where it is kept what posts add."""

    def fetch_added(self, key: bytes, source: str) -> Contribution:
        """What the post `source` adds, which is kept under `key`."""
        ...


class StoredContribution(msgspec.Struct, frozen=True):
    """What the post `source` adds, fetched when shards are made of it. `key` is its `search_key`."""

    key: bytes
    source: str
    kept: Contributions

    def load(self) -> Contribution:
        """What the post adds. Raises `SiteError` where that was lost, and the post is another by now."""
        return self.kept.fetch_added(self.key, self.source)


def search_key(key: bytes) -> bytes:
    """The parse cache's key of what a post adds; `key` is that of what was read of it."""
    return sha256(b"search\0" + key).digest()


def pack_search(key: bytes, found: Contribution) -> Row:
    """What a post adds as a row of the memo."""
    return Row(search_key(key), b"", msgspec.msgpack.encode(found))


def contribution_of(key: bytes, parse_cache: ParseCache) -> Contribution | None:
    """What is kept under a `search_key`; None where the parse cache has lost it."""
    return unpacked(parse_cache.body(key), _DECODER)
