"""The key of a post in the parse cache, and the file stat of its file. Nothing is parsed here."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime
from hashlib import sha256

from allforces_site.cache.file_stats import FileStat, file_stat_of, reliable
from allforces_site.files.regular_files import read_regular
from allforces_site.loaders.walk import SourceEntry, SourceKind


def post_key(entry: SourceEntry, content: bytes, modified: datetime, context_digest: bytes) -> bytes:
    """The key of the reading of `content`: it covers all arguments of `read_post` but the build's time."""
    digest = sha256(context_digest)
    digest.update(f"{entry.kind}\0{entry.source}\0".encode())
    if entry.kind is SourceKind.DRAFT:  # A draft may have no other date than its file's.
        digest.update(f"{modified.isoformat()}\0".encode())
    digest.update(content)
    return digest.digest()


def file_time(status: os.stat_result) -> datetime:
    """When the content of a file last changed."""
    return datetime.fromtimestamp(status.st_mtime, UTC)


def stat_and_key(entry: SourceEntry, digest: bytes) -> tuple[FileStat | None, bytes | None]:
    """An entry's file stat and the key of its content; both None if the file cannot be read.

    The stat is None where it cannot be relied on. `digest` is `ReadContext.digest`.
    """
    try:
        # The status is taken before the bytes: the next build notices a change in between.
        now_ns, status = time.time_ns(), os.stat(entry.path)
        content = read_regular(entry.path)
    except OSError:
        return None, None
    return reliable(file_stat_of(status), now_ns), post_key(entry, content, file_time(status), digest)
