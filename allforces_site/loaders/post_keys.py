"""The file stat of a post, and the key of its content in the parse cache: nothing is parsed here."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime
from hashlib import sha256

from allforces_site.cache.file_stats import FileStat, file_stat_of, reliable
from allforces_site.files.regular_files import read_regular
from allforces_site.loaders.walk import Entry, Kind


def post_key(entry: Entry, content: bytes, modified: datetime, context_digest: bytes) -> bytes:
    """The key of what `content` becomes: all that `read_post` is given but the time of the build."""
    digest = sha256(context_digest)
    digest.update(f"{entry.kind}\0{entry.source}\0".encode())
    if entry.kind is Kind.DRAFT:  # A draft may have no other date than its file's.
        digest.update(f"{modified.isoformat()}\0".encode())
    digest.update(content)
    return digest.digest()


def file_time(status: os.stat_result) -> datetime:
    """When the content of a file last changed."""
    return datetime.fromtimestamp(status.st_mtime, UTC)


def stat_and_key(entry: Entry, digest: bytes) -> tuple[FileStat | None, bytes | None]:
    """An entry's file stat and the parse cache's key of its content, read now; `digest` is the context's."""
    try:
        # The status is older than the bytes: what changes in between shows in the next build.
        now_ns, status = time.time_ns(), os.stat(entry.path)
        content = read_regular(entry.path)
    except OSError:
        return None, None
    return reliable(file_stat_of(status), now_ns), post_key(entry, content, file_time(status), digest)
