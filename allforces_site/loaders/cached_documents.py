"""Documents and search contributions of posts, read from the parse cache when they are needed."""

from __future__ import annotations

import os

from allforces_site.cache.parse_cache import ParseCache
from allforces_site.errors import Problem, SiteError, error, unreadable
from allforces_site.files.regular_files import read_regular
from allforces_site.loaders.context import ReadContext
from allforces_site.loaders.packing import unpack_document
from allforces_site.loaders.post_keys import file_time, post_key
from allforces_site.loaders.posts import PostReading, read_post
from allforces_site.loaders.stored_contributions import load_contribution, search_key
from allforces_site.loaders.walk import SourceEntry
from allforces_site.messages.message import say
from allforces_site.model import Document
from allforces_site.search.contributions import Contribution


class CachedDocuments:
    """Documents and contributions from the parse cache; what it lost is made again from the post's file.

    `digest` is `context.digest`, which may differ from call to call.
    """

    def __init__(
        self, parse_cache: ParseCache, entries: dict[str, SourceEntry], context: ReadContext, digest: bytes
    ) -> None:
        self._parse_cache = parse_cache
        self._entries = entries
        self.context = context
        self.digest = digest

    @property
    def has_search(self) -> bool:
        """Whether posts are read with what they contribute to the search index."""
        return self.context.has_search

    def fetch(self, key: bytes, source: str) -> Document:
        """The document of the post `source`. Raises `SiteError` if the cache lost it and the file changed."""
        body = self._parse_cache.body(key)
        document = unpack_document(body) if body is not None else None
        return document if document is not None else self._document_again(key, self._entries[source])

    def fetch_contribution(self, key: bytes, source: str) -> Contribution:
        """What the post `source` contributes to the search, kept under `key`. Raises as `fetch` does."""
        kept = load_contribution(key, self._parse_cache)
        return kept if kept is not None else self._contribution_again(key, self._entries[source])

    def _document_again(self, key: bytes, entry: SourceEntry) -> Document:
        present_key, reading = self._read_again(entry)
        # A page made from changed text would be stored under the key of the planned text.
        if present_key != key:
            raise SiteError([_changed_meanwhile(entry)])
        assert reading.post is not None
        return reading.post.document.load()

    def _contribution_again(self, key: bytes, entry: SourceEntry) -> Contribution:
        present_key, reading = self._read_again(entry)
        if search_key(present_key) != key:
            raise SiteError([_changed_meanwhile(entry)])
        assert reading.contribution is not None
        return reading.contribution

    def _read_again(self, entry: SourceEntry) -> tuple[bytes, PostReading]:
        try:
            return read_post_file(entry, self.context, self.digest)
        except OSError as exc:
            raise SiteError([unreadable(entry.source, exc)]) from None


def read_post_file(entry: SourceEntry, context: ReadContext, digest: bytes) -> tuple[bytes, PostReading]:
    """Reads a post's file: the parse cache's key of its content, and its reading. Raises OSError."""
    content = read_regular(entry.path)
    modified = file_time(os.stat(entry.path))
    return post_key(entry, content, modified, digest), read_post(entry, content, modified, context)


def _changed_meanwhile(entry: SourceEntry) -> Problem:
    return error(
        "unreadable",
        say("the file was changed while the site was built"),
        entry.source,
        hint=say("build again"),
    )
