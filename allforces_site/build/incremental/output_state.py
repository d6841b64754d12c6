"""The state in which a build left its output folder, to see whether anything else has changed it since."""

from __future__ import annotations

import os
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

import msgspec

from allforces_site.cache.file_stats import FileStat, file_stat_of, is_untouched
from allforces_site.cache.output_stamps import OutputStamps
from allforces_site.files.atomic_files import was_cut_off
from allforces_site.files.kinds import MANIFEST_FILE
from allforces_site.files.regular_files import read_regular
from allforces_site.files.statuses import statuses_below
from allforces_site.write.foreign_files import OutputListing, is_unchanged
from allforces_site.write.write_site import Written


class OutputState(msgspec.Struct, frozen=True, array_like=True):
    """`manifest` and `stamps` are digests of these files; `unstamped` are files without a stamp, by path."""

    manifest: bytes
    stamps: bytes
    unstamped: dict[str, FileStat]
    listing: OutputListing


def state_of_output(
    output: Path, stamps_at: Path, paths: Iterable[str], stamps: OutputStamps, listing: OutputListing
) -> OutputState:
    """The state after a build that wrote `paths`. Raises OSError."""
    unstamped = {path: file_stat_of(_status(output, path)) for path in paths if path not in stamps}
    return OutputState(digest_of(output / MANIFEST_FILE), digest_of(stamps_at), unstamped, listing)


def state_after_rewrite(before: OutputState, output: Path, stamps_at: Path, written: Written) -> OutputState:
    """The state after a build that `written` tells of, which wrote only some files. Raises OSError."""
    removed, stamps = frozenset(written.removed), written.stamps
    unstamped = {path: stat for path, stat in before.unstamped.items() if path not in removed}
    new = [path for path in written.changed if path not in stamps]
    unstamped |= {path: file_stat_of(_status(output, path)) for path in new}
    return OutputState(digest_of(output / MANIFEST_FILE), digest_of(stamps_at), unstamped, written.listing)


def output_is_unchanged(state: OutputState, output: Path, stamps_at: Path, stamps: OutputStamps) -> bool:
    """Whether every file is as the build left it, and no file was added. Reads no page."""
    try:
        return (
            not was_cut_off(output)
            and digest_of(output / MANIFEST_FILE) == state.manifest
            and digest_of(stamps_at) == state.stamps
            and _are_untouched(state, output, stamps)
            and is_unchanged(output, state.listing.folders)
        )
    except OSError:
        return False


def _are_untouched(state: OutputState, output: Path, stamps: OutputStamps) -> bool:
    with statuses_below(output) as status:
        return all(is_untouched(stamp.stat, status(path)) for path, stamp in stamps.items()) and all(
            is_untouched(stat, status(path)) for path, stat in state.unstamped.items()
        )


def digest_of(file: Path) -> bytes:
    """The SHA-256 of a file. Raises OSError."""
    return sha256(read_regular(file)).digest()


def _status(output: Path, path: str) -> os.stat_result:
    # lstat: the size and time of a link are not those of its target.
    return os.lstat(f"{output}/{path}")
