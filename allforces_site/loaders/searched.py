"""What posts add to the search index, kept by post in the memo beside what was read of them."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

import msgspec

from allforces_site.errors import Problem, SiteError, error
from allforces_site.memo import Memo, Row
from allforces_site.search.contributions import Contribution


class Searched(msgspec.Struct, frozen=True):
    """`digests` tell what a post adds to each shard; `key` is the memo's of all that it adds."""

    key: bytes
    digests: bytes


def search_key(key: bytes) -> bytes:
    """The memo's key of what a post adds; `key` is that of what was read of it."""
    return sha256(b"search\0" + key).digest()


def pack_search(key: bytes, found: Contribution) -> Row:
    """What a post adds as a row of the memo."""
    return Row(search_key(key), found.digests, found.packed)


def contribution_of(key: bytes, memo: Memo) -> Contribution | None:
    """What the post of the memo's `key` adds; None where the memo has lost it."""
    own = search_key(key)
    digests, packed = memo.summaries([own]).get(own), memo.body(own)
    return Contribution(digests, packed) if digests is not None and packed is not None else None


def sections_of(post: Searched, memo: Memo) -> list[str]:
    """What a post adds to each shard. Raises `SiteError` where the memo lost it."""
    packed = memo.body(post.key)
    if packed is None:
        raise SiteError([_lost()])
    return Contribution(post.digests, packed).sections()


class AllSections:
    """What each of `posts` adds to each shard: fetched once a process, when the first shard is made."""

    def __init__(self, posts: Sequence[Searched], memo: Memo) -> None:
        self._posts = posts
        self._memo = memo
        self._found: list[list[str]] | None = None

    def __call__(self) -> Sequence[Sequence[str]]:
        """The sections of all posts, in their order."""
        if self._found is None:
            self._found = [sections_of(post, self._memo) for post in self._posts]
        return self._found


def _lost() -> Problem:
    return error("cache-changed", "the cache was changed while the site was built", hint="build again")
