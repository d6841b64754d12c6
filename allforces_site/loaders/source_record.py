"""What reading a source folder looked at, for a later build to compare with."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

import msgspec

from allforces_site.cache.file_stats import FileStat, FileState
from allforces_site.cache.keys import key_of
from allforces_site.loaders.stored_contributions import StoredContribution
from allforces_site.loaders.walk import Walk


class PostRecord(msgspec.Struct, frozen=True):
    """A post's file. `stat` is None where it cannot be relied on; `facts`: see `facts_of`."""

    source: str
    stat: FileStat | None
    key: bytes
    facts: bytes


class SourceRecord(msgspec.Struct, frozen=True):
    """`names` stand for all names that were found, `others` are the states of files that are no posts.

    `post_records` are those of all posts, None if one of them cannot be stored. `due` is when the next post
    appears that waits for its date, or a `last_modified_at` comes true. `searched` is what posts add to the
    search index, by source.
    """

    names: bytes
    others: dict[str, FileState]
    post_records: tuple[PostRecord, ...] | None
    due: datetime | None
    searched: dict[str, StoredContribution]


def facts_of(summary: bytes) -> bytes:
    """16 bytes that stand for a packed reading without its body."""
    return sha256(summary).digest()[:16]


def names_of(found: Walk) -> bytes:
    """What stands for all names below a source folder, and for what was passed over."""
    return key_of([(entry.source, entry.kind) for entry in found.entries], found.skipped, found.problems)
