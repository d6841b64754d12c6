"""The record of a source folder as a build read it, for a later build to compare with."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Set
from datetime import datetime
from hashlib import sha256

import msgspec

from allforces_site.cache.file_stats import FileStat, FileState
from allforces_site.cache.keys import key_of
from allforces_site.config.file_filter import FileFilter
from allforces_site.errors import Problem
from allforces_site.loaders.post_names import is_named_as_post
from allforces_site.loaders.stored_contributions import StoredContribution
from allforces_site.loaders.walk import SourceEntry, Walk


class PostRecord(msgspec.Struct, frozen=True, array_like=True):
    """A post's file: its file stat (None if it cannot be relied on) and the key of its reading.

    `summary_digest` (see `summary_digest_of`) differs where anything but the body does.
    """

    source: str
    stat: FileStat | None
    key: bytes
    summary_digest: bytes


class SourceRecord(msgspec.Struct, frozen=True):
    """What was read. `names_digest` is that of `names_digest_of`; `others` are the states of files that are
    not posts.

    `post_records` is None if any post cannot be stored; `problems` are those of posts, by source. `due` is
    when the next post that waits for its date appears, or the next `last_modified_at` in the future is
    reached. `contributions` are what posts add to the search index, by source. `bare` are the paths of files
    without front matter.
    """

    names_digest: bytes
    others: dict[str, FileState]
    post_records: tuple[PostRecord, ...] | None
    problems: dict[str, tuple[Problem, ...]]
    due: datetime | None
    contributions: dict[str, StoredContribution]
    bare: tuple[str, ...]


class KnownSources(msgspec.Struct, frozen=True):
    """What a build knows of the source folder before it reads it, because it is as a record says.

    `found` is what a walk with the filter `files` found. `post_records`, by source, are of posts whose files
    hold the same bytes as in an earlier build with the context `context`. `others` are the present states of
    other files, by path; those of them at the paths `bare` have no front matter.
    """

    found: Walk | None = None
    files: FileFilter | None = None
    context: bytes = b""
    post_records: Mapping[str, PostRecord] = msgspec.field(default_factory=dict)
    others: Mapping[str, FileState] = msgspec.field(default_factory=dict)
    bare: Set[str] = frozenset()


def summary_digest_of(summary: bytes) -> bytes:
    """16 bytes of the SHA-256 of a packed reading without its body."""
    return sha256(summary).digest()[:16]


def names_digest_of(found: Walk, without: Collection[SourceEntry] = ()) -> bytes:
    """A key of all names below a source folder but those of posts, and of what was skipped there.

    The files `without` are left out, too.
    """
    files, left_out = (*found.entries, *found.partials), {entry.source for entry in without}
    names = [
        (entry.source, entry.kind)
        for entry in files
        if entry.source not in left_out and not is_named_as_post(entry)
    ]
    return key_of(names, found.skipped, found.problems)
