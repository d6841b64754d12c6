"""File stats: they show, without reading a file, that it holds the same bytes as before.

As in git's index (Documentation/technical/racy-git.txt), a file stat is the size, the times and the inode; a
file moved into place of another has a different inode. Programs may set the time a file's content changed
(mtime), but not the time its status changed (ctime), which every change updates. The stat of a file that
changed just before it was taken is not relied on: the file may change again within one step of the file
system's clock.
"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from hashlib import sha256
from typing import TypeAlias

from allforces_site.files.regular_files import read_regular

# Size in bytes, mtime and ctime in ns, inode.
FileStat: TypeAlias = tuple[int, int, int, int]

# Local file systems on Linux take times from the kernel's tick, which is 1 to 10 ms long. A time on a whole
# second may come from a file system that counts in seconds (on FAT in steps of two).
_STEP_NS = 50_000_000
_COARSE_STEP_NS = 3_000_000_000
_SECOND_NS = 1_000_000_000


def file_stat_of(status: os.stat_result) -> FileStat:
    """The file stat of a file with this status."""
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def is_untouched(stat: FileStat, status: os.stat_result) -> bool:
    """Whether a file with this status is the file that `stat` was taken of, not written to since.

    The ctime of a file with several hard links is ignored: adding one, as `allforces serve` does, changes it.
    """
    size, modified_ns, changed_ns, inode = stat
    return (
        status.st_mtime_ns == modified_ns
        and status.st_size == size
        and status.st_ino == inode
        and (status.st_ctime_ns == changed_ns or status.st_nlink > 1)
    )


def reliable(stat: FileStat, now_ns: int) -> FileStat | None:
    """`stat`, taken at `now_ns`, if every later change of the file will change it; else None.

    Always None on Windows, where ctime is not the time of the last change.
    """
    if os.name != "posix":
        return None
    newest = max(stat[1], stat[2])
    step = _STEP_NS if newest % _SECOND_NS else _COARSE_STEP_NS
    return stat if newest + step < now_ns else None


def reliable_file_stat(path: str) -> FileStat | None:
    """The file stat, or None if it cannot be relied on. Take it before reading the file. Raises OSError."""
    now_ns = time.time_ns()
    return reliable(_file_stat(path), now_ns)


# A file stat, and the SHA-256 of the bytes if the stat cannot be relied on. None: there is no such file.
FileState: TypeAlias = tuple[FileStat | None, bytes] | None

# The state of a file that cannot be read; `has_state` is never true of it.
_UNREADABLE = (None, b"")


def file_state(path: str) -> FileState:
    """The present state of a file, for `has_state` to compare with later. Take it before reading the file."""
    try:
        stat = reliable_file_stat(path)
        return stat, b"" if stat is not None else _digest(path)
    except FileNotFoundError:
        return None
    except OSError:
        return _UNREADABLE


def stat_in(states: Mapping[str, FileState], path: str) -> FileStat | None:
    """The file stat in `states`, or else the present one; None if it cannot be relied on. Raises OSError."""
    state = states.get(path)
    # Of a file that was new to an earlier build, only the digest is known.
    return state[0] if state is not None and state[0] is not None else reliable_file_stat(path)


def has_state(path: str, state: FileState) -> bool:
    """Whether a file still holds what it held when `state` was taken."""
    try:
        if state is None:
            return not os.path.lexists(path)
        stat, digest = state
        return _file_stat(path) == stat if stat is not None else _digest(path) == digest
    except OSError:
        return False


def _file_stat(path: str) -> FileStat:
    return file_stat_of(os.stat(path))  # noqa: PTH116 (thousands of files: making a Path takes as long as the stat)


def _digest(path: str) -> bytes:
    return sha256(read_regular(path)).digest()
