"""Reads posts; what an earlier build made of the same bytes comes from the parse cache.

A file that is known to hold the same bytes is not even read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

import msgspec
from msgspec.structs import replace

from allforces_site import markdown
from allforces_site.cache.file_stats import FileStat, reliable_file_stat
from allforces_site.cache.parse_cache import ParseCache, Row
from allforces_site.errors import unreadable
from allforces_site.loaders.cached_documents import CachedDocuments, read_post_file
from allforces_site.loaders.context import ReadContext
from allforces_site.loaders.packing import pack, unpack
from allforces_site.loaders.post_keys import stat_and_key
from allforces_site.loaders.posts import PostReading
from allforces_site.loaders.source_record import PostRecord, summary_digest_of
from allforces_site.loaders.stored_contributions import StoredContribution, pack_contribution, search_key
from allforces_site.loaders.walk import SourceEntry
from allforces_site.messages.message import say
from allforces_site.model import Skipped
from allforces_site.workers import Progress, default_jobs, spread

# Rows that are collected before they are written to the parse cache together.
_ROWS_PER_WRITE = 128

# Posts whose packed summaries are in memory together.
_SUMMARIES_AT_ONCE = 500

# Files that one thread hashes at a time; sha256 lets other threads run meanwhile.
_FILES_PER_TASK = 64


class RecordedReading(msgspec.Struct, frozen=True):
    """A reading, and its record; the record is None if the reading cannot be stored.

    `contribution` is what the post adds to the search index; None if the site has no search.
    """

    reading: PostReading
    post_record: PostRecord | None
    contribution: StoredContribution | None = None

    @property
    def keys(self) -> list[bytes]:
        """The parse cache's keys of the values that are kept of the post."""
        return [kept.key for kept in (self.post_record, self.contribution) if kept is not None]


class _PackedReading(msgspec.Struct, frozen=True):
    """What a worker sends back for one file: its `row`, or its `reading` if that cannot be packed.

    `contribution` is the row of what the post adds to the search index.
    """

    source: str
    stat: FileStat | None
    row: Row | None
    reading: PostReading | None
    contribution: Row | None


def read_posts(
    entries: Sequence[SourceEntry],
    context: ReadContext,
    jobs: int,
    parse_cache: ParseCache,
    progress: Progress,
    known: Mapping[str, PostRecord] | None = None,
) -> list[RecordedReading]:
    """The readings of `entries`, in their order. `known` are records of the same context, by source, of files
    that still hold the same bytes.
    """
    digest = context.digest
    documents = CachedDocuments(parse_cache, {entry.source: entry for entry in entries}, context, digest)
    readings = _cached(entries, jobs, parse_cache, documents, known or {})
    missing = [index for index, reading in enumerate(readings) if reading is None]
    cached_count = len(entries) - len(missing)

    def on_done(done: int) -> None:
        progress("read", cached_count + done, len(entries))

    if missing:
        uncached = [entries[index] for index in missing]
        parsed = _parsed(uncached, jobs, parse_cache, documents, on_done)
        for index, reading in zip(missing, parsed, strict=True):
            readings[index] = reading
    else:
        on_done(0)
    complete = [reading for reading in readings if reading is not None]
    assert len(complete) == len(entries)
    return complete


# ---- from the parse cache ---------------------------------------------------------------------


def _cached(
    entries: Sequence[SourceEntry],
    jobs: int,
    parse_cache: ParseCache,
    documents: CachedDocuments,
    known: Mapping[str, PostRecord],
) -> list[RecordedReading | None]:
    """The readings of `entries` that the parse cache holds; None for the others.

    What `known` posts add to the search is taken to be there: `documents` make it again if it is lost.
    """
    if not known and not parse_cache.has_bodies():
        return [None] * len(entries)  # Then no file need be hashed before it is read.
    stats_and_keys = _stats_and_keys(entries, documents.digest, jobs, known)
    readings: list[RecordedReading | None] = []
    # A few at a time, because a packed summary takes half as much memory as a post.
    for start in range(0, len(entries), _SUMMARIES_AT_ONCE):
        end = start + _SUMMARIES_AT_ONCE
        part = [*zip(entries[start:end], stats_and_keys[start:end], strict=True)]
        summaries = parse_cache.summaries([key for _, (_, key) in part if key is not None])
        added = [search_key(key) for entry, (_, key) in part if key is not None and entry.source not in known]
        contributions = parse_cache.summaries(added) if documents.has_search else {}
        for entry, (stat, key) in part:
            if key is None or key not in summaries:
                readings.append(None)
                continue
            record, summary = known.get(entry.source), summaries[key]
            has_contribution = record is not None or search_key(key) in contributions
            record = record or PostRecord(entry.source, stat, key, summary_digest_of(summary))
            readings.append(_from_cache(record, summary, has_contribution, documents))
    return readings


def _from_cache(
    record: PostRecord, summary: bytes, has_contribution: bool, documents: CachedDocuments
) -> RecordedReading | None:
    """The reading in a packed `summary`; None if any part of it is missing or has another shape."""
    reading = unpack(summary, record.key, documents, documents.context.config.zone)
    if reading is None or reading.post is None or not documents.has_search:
        return RecordedReading(reading, record) if reading is not None else None
    if not has_contribution:
        return None
    contribution = StoredContribution(search_key(record.key), record.source, documents)
    return RecordedReading(reading, record, contribution)


_StatAndKey = tuple[FileStat | None, bytes | None]


def _stats_and_keys(
    entries: Sequence[SourceEntry], digest: bytes, jobs: int, known: Mapping[str, PostRecord]
) -> list[_StatAndKey]:
    """The file stat and the parse cache's key of each entry; no key for a file that cannot be read."""
    found: list[_StatAndKey | None] = [
        (old.stat, old.key) if (old := known.get(entry.source)) else None for entry in entries
    ]
    unread = [index for index, stat_key in enumerate(found) if stat_key is None]
    parts = [unread[start : start + _FILES_PER_TASK] for start in range(0, len(unread), _FILES_PER_TASK)]
    hash_files = partial(_hash_files, digest=digest)
    if len(parts) <= 1:
        hashed = [hash_files([entries[index] for index in part]) for part in parts]
    else:
        from concurrent.futures import ThreadPoolExecutor  # A build that hashes few files need not import it.

        with ThreadPoolExecutor(min(jobs, default_jobs())) as threads:
            hashed = list(threads.map(hash_files, ([entries[index] for index in part] for part in parts)))
    for index, stat_key in zip(unread, (item for part in hashed for item in part), strict=True):
        found[index] = stat_key
    return [stat_key for stat_key in found if stat_key is not None]


def _hash_files(entries: Sequence[SourceEntry], digest: bytes) -> list[_StatAndKey]:
    return [stat_and_key(entry, digest) for entry in entries]


# ---- from the files ---------------------------------------------------------------------------


def _parsed(
    entries: Sequence[SourceEntry],
    jobs: int,
    parse_cache: ParseCache,
    documents: CachedDocuments,
    on_done: Callable[[int], None],
) -> list[RecordedReading]:
    """Parses the files of `entries`; keeps their bodies on disk, and only their summaries in memory."""
    rows: list[Row] = []

    def take(result: _PackedReading | PostReading) -> RecordedReading:
        if isinstance(result, PostReading):
            return RecordedReading(result, None)
        rows.extend(row for row in (result.row, result.contribution) if row is not None)
        if len(rows) >= _ROWS_PER_WRITE:
            parse_cache.keep(rows)
            rows.clear()
        return _unpacked(result, documents)

    markdown.prepare()
    read_one = partial(_read_and_pack, context=documents.context, digest=documents.digest)
    readings = spread(read_one, entries, jobs, on_done, take)
    parse_cache.keep(rows)
    return readings


def _unpacked(packed: _PackedReading, documents: CachedDocuments) -> RecordedReading:
    row, kept = packed.row, packed.contribution
    if row is None:
        assert packed.reading is not None
        contribution = StoredContribution(kept.key, packed.source, documents) if kept is not None else None
        return RecordedReading(packed.reading, None, contribution)
    record = PostRecord(packed.source, packed.stat, row.key, summary_digest_of(row.summary))
    reading = _from_cache(record, row.summary, kept is not None, documents)
    assert reading is not None
    return reading


def _read_and_pack(entry: SourceEntry, context: ReadContext, digest: bytes) -> _PackedReading | PostReading:
    """Reads a post's file and packs the reading if possible; an unreadable file gives a plain reading."""
    try:
        stat = reliable_file_stat(entry.path)
        key, reading = read_post_file(entry, context, digest)
    except OSError as exc:
        skipped = Skipped(entry.source, say("unreadable: see the error"))
        return PostReading(None, skipped, (unreadable(entry.source, exc),))
    contribution = pack_contribution(key, reading.contribution) if reading.contribution is not None else None
    row = pack(key, reading)
    unpackable = replace(reading, contribution=None) if row is None else None
    return _PackedReading(entry.source, stat, row, unpackable, contribution)
