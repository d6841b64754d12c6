"""Reads posts, each once: what an earlier build made of the same bytes is taken from the memo."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from allforces_site import markdown
from allforces_site.errors import Problem, SiteError, error, unreadable
from allforces_site.loaders.context import ReadContext
from allforces_site.loaders.posts import PostReading, read_post
from allforces_site.loaders.stored import pack, post_key, unpack, unpack_document
from allforces_site.loaders.walk import Entry
from allforces_site.memo import Memo, Row
from allforces_site.model import Document, Skipped
from allforces_site.workers import default_jobs, spread

Progress = Callable[[str, int, int], None]

# Bodies that wait to be written together.
_ROWS_AT_ONCE = 128

# Files that one thread hashes at a time; sha256 lets other threads run meanwhile.
_FILES_A_TASK = 64


def read_posts(
    entries: Sequence[Entry], context: ReadContext, jobs: int, memo: Memo, progress: Progress
) -> list[PostReading]:
    """The reading of each entry, in their order."""
    digest = context.digest
    keys = _keys(entries, digest, jobs)
    documents = MemoDocuments(memo, {entry.source: entry for entry in entries}, context, digest)
    summaries = memo.summaries([key for key in keys if key is not None])
    readings: list[PostReading | None] = [
        unpack(summaries[key], key, documents, context.config.zone) if key in summaries else None
        for key in keys
    ]
    missing = [index for index, reading in enumerate(readings) if reading is None]
    known = len(entries) - len(missing)
    read_one = partial(_read_and_pack, context=context, digest=digest)
    absent = [entries[index] for index in missing]
    rows: list[Row] = []

    def take(result: Row | PostReading) -> PostReading | None:
        """Keeps the body of a post on disk, and only its summary here."""
        if not isinstance(result, Row):
            return result
        rows.append(result)
        if len(rows) >= _ROWS_AT_ONCE:
            memo.keep(rows)
            rows.clear()
        return unpack(result.summary, result.key, documents, context.config.zone)

    if absent:
        markdown.prepare()
    taken = spread(read_one, absent, jobs, lambda done: progress("read", known + done, len(entries)), take)
    memo.keep(rows)
    if not missing:
        progress("read", known, len(entries))
    for index, reading in zip(missing, taken, strict=True):
        readings[index] = reading
    memo.forget_all_but({key for key in keys if key is not None})
    return [reading for reading in readings if reading is not None]


class MemoDocuments:
    """Documents from the memo; one that got lost there is made again from its post.

    `digest` is that of `context`, which need not be the same twice.
    """

    def __init__(self, memo: Memo, entries: dict[str, Entry], context: ReadContext, digest: bytes) -> None:
        self._memo = memo
        self._entries = entries
        self._context = context
        self._digest = digest

    def fetch(self, key: bytes, source: str) -> Document:
        """The document of the post `source`. Raises `SiteError` where it got lost and the post is another."""
        body = self._memo.body(key)
        document = unpack_document(body) if body is not None else None
        return document if document is not None else self._made_again(key, self._entries[source])

    def _made_again(self, key: bytes, entry: Entry) -> Document:
        try:
            content, modified = _content(entry)
        except OSError as exc:
            raise SiteError([unreadable(entry.source, exc)]) from None
        # A page made of another text would pass for one made of this from now on.
        if post_key(entry, content, modified, self._digest) != key:
            raise SiteError([_changed_meanwhile(entry)])
        post = read_post(entry, content, modified, self._context).post
        assert post is not None
        return post.document.load()


def _changed_meanwhile(entry: Entry) -> Problem:
    return error(
        "unreadable", "the file was changed while the site was built", entry.source, hint="build again"
    )


def _content(entry: Entry) -> tuple[bytes, datetime]:
    content = Path(entry.path).read_bytes()
    return content, datetime.fromtimestamp(os.stat(entry.path).st_mtime, UTC)


def _read_and_pack(entry: Entry, context: ReadContext, digest: bytes) -> Row | PostReading:
    """What is read of a post's file, packed where it can be.

    The key is that of the bytes read here: the file may have changed since it was looked up.
    """
    try:
        content, modified = _content(entry)
    except OSError as exc:
        skipped = Skipped(entry.source, "unreadable: see the error")
        return PostReading(None, skipped, (unreadable(entry.source, exc),))
    reading = read_post(entry, content, modified, context)
    return pack(post_key(entry, content, modified, digest), reading) or reading


def _keys(entries: Sequence[Entry], digest: bytes, jobs: int) -> list[bytes | None]:
    """The memo's key of each entry; None for a file that cannot be read."""
    parts = [entries[start : start + _FILES_A_TASK] for start in range(0, len(entries), _FILES_A_TASK)]
    with ThreadPoolExecutor(min(jobs, default_jobs())) as threads:
        return [key for part in threads.map(partial(_keys_of, digest=digest), parts) for key in part]


def _keys_of(entries: Sequence[Entry], digest: bytes) -> list[bytes | None]:
    keys: list[bytes | None] = []
    for entry in entries:
        try:
            content, modified = _content(entry)
        except OSError:
            keys.append(None)
        else:
            keys.append(post_key(entry, content, modified, digest))
    return keys
