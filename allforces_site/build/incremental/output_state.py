"""How a build left its output folder, so that the next one can see whether anybody else was at it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

import msgspec

from allforces_site.cache.file_stats import FileStat, file_stat_of, is_untouched
from allforces_site.cache.output_stamps import OutputStamps
from allforces_site.files.atomic_files import was_cut_off
from allforces_site.files.regular_files import read_regular
from allforces_site.write.foreign_files import OutputListing, is_unchanged
from allforces_site.write.manifest import MANIFEST_FILE


class OutputState(msgspec.Struct, frozen=True, array_like=True):
    """`manifest` and `stamps` are digests of these two files; `unstamped` are the files without a stamp."""

    manifest: bytes
    stamps: bytes
    unstamped: dict[str, FileStat]
    listing: OutputListing


def state_of(
    output: Path, stamps_at: Path, paths: Iterable[str], stamps: OutputStamps, found: OutputListing
) -> OutputState:
    """The state that a build leaves which wrote `paths`. Raises OSError."""
    unstamped = {path: file_stat_of(_status(output, path)) for path in paths if path not in stamps}
    return OutputState(digest_of(output / MANIFEST_FILE), digest_of(stamps_at), unstamped, found)


def state_after(before: OutputState, output: Path, stamps_at: Path, found: OutputListing) -> OutputState:
    """The state that a build leaves which rewrote some files that have a stamp. Raises OSError."""
    return OutputState(digest_of(output / MANIFEST_FILE), digest_of(stamps_at), before.unstamped, found)


def is_as_left(state: OutputState, output: Path, stamps_at: Path, stamps: OutputStamps) -> bool:
    """Whether every file that the build left is there untouched, and no other one came. Reads no page."""
    try:
        return (
            not was_cut_off(output)
            and digest_of(output / MANIFEST_FILE) == state.manifest
            and digest_of(stamps_at) == state.stamps
            and all(is_untouched(stamp.stat, _status(output, path)) for path, stamp in stamps.items())
            and all(is_untouched(stat, _status(output, path)) for path, stat in state.unstamped.items())
            and is_unchanged(output, state.listing.folders)
        )
    except OSError:
        return False


def digest_of(file: Path) -> bytes:
    """The SHA-256 of a file. Raises OSError."""
    return sha256(read_regular(file)).digest()


def _status(output: Path, path: str) -> os.stat_result:
    # A link's own size and time are not those of what it leads to.
    return os.lstat(f"{output}/{path}")
