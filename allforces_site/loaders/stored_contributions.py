"""What posts contribute to the search index, kept in the parse cache beside their readings."""

from __future__ import annotations

from hashlib import sha256
from typing import Protocol

import msgspec

from allforces_site.cache.kept_values import unpacked
from allforces_site.cache.parse_cache import ParseCache, Row
from allforces_site.model import SourcePage
from allforces_site.search.contributions import Contribution, Words, contribution

_DECODER = msgspec.msgpack.Decoder(Contribution)


class ContributionStore(Protocol):
    """A store of contributions by key."""

    def fetch_contribution(self, key: bytes, source: str) -> Contribution:
        """What the post `source` contributes, which is kept under `key`."""
        ...


class StoredContribution(msgspec.Struct, frozen=True):
    """What the post `source` contributes, fetched when shards are made of it. `key` is its `search_key`."""

    key: bytes
    source: str
    store: ContributionStore

    def load(self) -> Contribution:
        """What the post contributes. Raises `SiteError` if the store lost it and the post has changed."""
        return self.store.fetch_contribution(self.key, self.source)


class PageContribution(msgspec.Struct, frozen=True):
    """What a page contributes; made each time when shards are made, as few pages are searched."""

    page: SourcePage

    @property
    def key(self) -> bytes:
        """A key of what the page contributes."""
        return sha256(b"page\0" + msgspec.msgpack.encode(self._words)).digest()

    @property
    def _words(self) -> Words:
        document = self.page.document
        return Words(self.page.title, [heading.text for heading in document.headings], document.text)

    def load(self) -> Contribution:
        """What the page contributes."""
        return contribution(self._words)


def search_key(key: bytes) -> bytes:
    """The parse cache's key of a post's contribution; `key` is the key of its reading."""
    return sha256(b"search\0" + key).digest()


def pack_contribution(key: bytes, contribution: Contribution) -> Row:
    """A post's contribution as a row of the parse cache; `key` is the key of its reading."""
    return Row(search_key(key), b"", msgspec.msgpack.encode(contribution))


def load_contribution(key: bytes, parse_cache: ParseCache) -> Contribution | None:
    """The contribution kept under a `search_key`; None if the parse cache lost it."""
    return unpacked(parse_cache.body(key), _DECODER)
