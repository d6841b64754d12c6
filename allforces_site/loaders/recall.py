"""Reads posts, each once: what an earlier build made of the same bytes is taken from the memo.

A file whose file stat (see `cache.file_stats`) is that of an earlier build is not even read.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial

import msgspec
from msgspec.structs import replace

from allforces_site import markdown
from allforces_site.cache.file_stats import FileStat, file_stat_of, reliable_file_stat
from allforces_site.cache.parse_cache import ParseCache, Row
from allforces_site.errors import Problem, SiteError, error, unreadable
from allforces_site.files.regular_files import read_regular
from allforces_site.loaders.context import ReadContext
from allforces_site.loaders.post_keys import file_time, post_key, stat_and_key
from allforces_site.loaders.posts import PostReading, read_post
from allforces_site.loaders.source_record import PostRecord, facts_of
from allforces_site.loaders.stored import pack, unpack, unpack_document
from allforces_site.loaders.stored_contributions import (
    StoredContribution,
    contribution_of,
    pack_search,
    search_key,
)
from allforces_site.loaders.walk import Entry
from allforces_site.model import Document, Skipped
from allforces_site.search.contributions import Contribution
from allforces_site.workers import Progress, default_jobs, spread

# Bodies that wait to be written together.
_ROWS_AT_ONCE = 128

# Files that one thread hashes at a time; sha256 lets other threads run meanwhile.
_FILES_A_TASK = 64


class Read(msgspec.Struct, frozen=True):
    """A reading, and its record; None if no parse cache can hold it. `searched` is None without a search."""

    reading: PostReading
    post_record: PostRecord | None
    searched: StoredContribution | None = None

    @property
    def keys(self) -> list[bytes]:
        """The parse cache's keys of what is kept of it."""
        return [kept.key for kept in (self.post_record, self.searched) if kept is not None]


class _Packed(msgspec.Struct, frozen=True):
    """What was read of a file that looked as `stat` says: a `row` where it can be packed, else as it is; and
    what it adds to the search index.
    """

    source: str
    stat: FileStat | None
    row: Row | None
    reading: PostReading | None
    search: Row | None


def read_posts(
    entries: Sequence[Entry],
    context: ReadContext,
    jobs: int,
    parse_cache: ParseCache,
    progress: Progress,
    known: Mapping[str, PostRecord] | None = None,
) -> list[Read]:
    """What is read of each entry, in their order. `known` are traces of the same context, by source."""
    digest = context.digest
    documents = CachedDocuments(parse_cache, {entry.source: entry for entry in entries}, context, digest)
    reads = _recall(entries, jobs, parse_cache, documents, known or {})
    missing = [index for index, read in enumerate(reads) if read is None]
    found = len(entries) - len(missing)

    def on_done(done: int) -> None:
        progress("read", found + done, len(entries))

    if missing:
        absent = [entries[index] for index in missing]
        for index, read in zip(
            missing, _read_anew(absent, jobs, parse_cache, documents, on_done), strict=True
        ):
            reads[index] = read
    else:
        on_done(0)
    complete = [read for read in reads if read is not None]
    assert len(complete) == len(entries)
    return complete


def _recall(
    entries: Sequence[Entry],
    jobs: int,
    parse_cache: ParseCache,
    documents: CachedDocuments,
    known: Mapping[str, PostRecord],
) -> list[Read | None]:
    """What the parse cache holds of each entry."""
    if not known and not parse_cache.has_bodies():
        return [None] * len(entries)  # Then no file need be looked at before it is read.
    seen = _seen(entries, documents.digest, jobs, known)
    keys = [key for _, key in seen if key is not None]
    summaries = parse_cache.summaries(keys)
    searched = parse_cache.summaries([search_key(key) for key in keys]) if documents.are_searched else {}
    return [
        _recalled(entry.source, stat, key, summaries[key], search_key(key) in searched, documents)
        if key in summaries
        else None
        for entry, (stat, key) in zip(entries, seen, strict=True)
    ]


def _read_anew(
    entries: Sequence[Entry],
    jobs: int,
    parse_cache: ParseCache,
    documents: CachedDocuments,
    on_done: Callable[[int], None],
) -> list[Read]:
    """Reads entries, and keeps their bodies on disk and only their summaries here."""
    rows: list[Row] = []

    def take(result: _Packed | PostReading) -> Read:
        if isinstance(result, PostReading):
            return Read(result, None)
        rows.extend(row for row in (result.row, result.search) if row is not None)
        if len(rows) >= _ROWS_AT_ONCE:
            parse_cache.keep(rows)
            rows.clear()
        kept = result.search
        searched = StoredContribution(kept.key, result.source, documents) if kept is not None else None
        if result.row is None:
            assert result.reading is not None
            return Read(result.reading, None, searched)
        row = result.row
        read = _recalled(result.source, result.stat, row.key, row.summary, searched is not None, documents)
        assert read is not None
        return read

    markdown.prepare()
    read_one = partial(_read_and_pack, context=documents.context, digest=documents.digest)
    reads = spread(read_one, entries, jobs, on_done, take)
    parse_cache.keep(rows)
    return reads


def _recalled(
    source: str,
    stat: FileStat | None,
    key: bytes,
    summary: bytes,
    is_searched: bool,
    documents: CachedDocuments,
) -> Read | None:
    """What was kept of a post; None where any of it is not there, or is of another shape."""
    reading = unpack(summary, key, documents, documents.context.config.zone)
    if reading is None or (reading.post is not None and documents.are_searched and not is_searched):
        return None
    searched = StoredContribution(search_key(key), source, documents) if is_searched else None
    return Read(reading, PostRecord(source, stat, key, facts_of(summary)), searched)


class CachedDocuments:
    """Documents from the parse cache; one that got lost there is made again from its post.

    `digest` is that of `context`, which need not be the same twice.
    """

    def __init__(
        self, parse_cache: ParseCache, entries: dict[str, Entry], context: ReadContext, digest: bytes
    ) -> None:
        self._parse_cache = parse_cache
        self._entries = entries
        self.context = context
        self.digest = digest

    @property
    def are_searched(self) -> bool:
        """Whether each of them adds to a search index."""
        return self.context.has_search

    def fetch(self, key: bytes, source: str) -> Document:
        """The document of the post `source`. Raises `SiteError` where it got lost and the post is another."""
        body = self._parse_cache.body(key)
        document = unpack_document(body) if body is not None else None
        return document if document is not None else self._made_again(key, self._entries[source])

    def fetch_added(self, key: bytes, source: str) -> Contribution:
        """What the post `source` adds to the search, which is kept under `key`. Raises as `fetch` does."""
        kept = contribution_of(key, self._parse_cache)
        return kept if kept is not None else self._added_again(key, self._entries[source])

    def _made_again(self, key: bytes, entry: Entry) -> Document:
        own, reading = self._read_again(entry)
        # A page made of another text would pass for one made of this from now on.
        if own != key:
            raise SiteError([_changed_meanwhile(entry)])
        assert reading.post is not None
        return reading.post.document.load()

    def _added_again(self, key: bytes, entry: Entry) -> Contribution:
        own, reading = self._read_again(entry)
        if search_key(own) != key:
            raise SiteError([_changed_meanwhile(entry)])
        assert reading.search is not None
        return reading.search

    def _read_again(self, entry: Entry) -> tuple[bytes, PostReading]:
        try:
            content, modified = _content(entry)
        except OSError as exc:
            raise SiteError([unreadable(entry.source, exc)]) from None
        key = post_key(entry, content, modified, self.digest)
        return key, read_post(entry, content, modified, self.context)


def _changed_meanwhile(entry: Entry) -> Problem:
    return error(
        "unreadable", "the file was changed while the site was built", entry.source, hint="build again"
    )


def _content(entry: Entry) -> tuple[bytes, datetime]:
    content = read_regular(entry.path)
    return content, file_time(os.stat(entry.path))


def _read_and_pack(entry: Entry, context: ReadContext, digest: bytes) -> _Packed | PostReading:
    """What is read of a post's file, packed where it can be."""
    try:
        stat = reliable_file_stat(entry.path)
        content, modified = _content(entry)
    except OSError as exc:
        skipped = Skipped(entry.source, "unreadable: see the error")
        return PostReading(None, skipped, (unreadable(entry.source, exc),))
    reading = read_post(entry, content, modified, context)
    key = post_key(entry, content, modified, digest)
    search = pack_search(key, reading.search) if reading.search is not None else None
    row = pack(key, reading)
    return _Packed(entry.source, stat, row, None if row else replace(reading, search=None), search)


_Seen = tuple[FileStat | None, bytes | None]


def _seen(entries: Sequence[Entry], digest: bytes, jobs: int, known: Mapping[str, PostRecord]) -> list[_Seen]:
    """The file stat and the parse cache's key of each entry; no key for a file that cannot be read."""
    seen = [_as_before(entry, known.get(entry.source)) for entry in entries]
    unread = [index for index, found in enumerate(seen) if found is None]
    parts = [unread[start : start + _FILES_A_TASK] for start in range(0, len(unread), _FILES_A_TASK)]
    look = partial(_look_at, digest=digest)
    if len(parts) <= 1:
        looked = [look([entries[index] for index in part]) for part in parts]
    else:
        from concurrent.futures import ThreadPoolExecutor  # A build that reads nothing need not wait for it.

        with ThreadPoolExecutor(min(jobs, default_jobs())) as threads:
            looked = list(threads.map(look, ([entries[index] for index in part] for part in parts)))
    for index, found in zip(unread, (one for part in looked for one in part), strict=True):
        seen[index] = found
    return [found for found in seen if found is not None]


def _as_before(entry: Entry, post_record: PostRecord | None) -> _Seen | None:
    if post_record is None or post_record.stat is None:
        return None
    try:
        return (
            (post_record.stat, post_record.key)
            if file_stat_of(os.stat(entry.path)) == post_record.stat
            else None
        )
    except OSError:
        return None


def _look_at(entries: Sequence[Entry], digest: bytes) -> list[_Seen]:
    return [stat_and_key(entry, digest) for entry in entries]
