"""File stats: what says, without reading a file, that it holds the bytes it held before.

As git's index does it (Documentation/technical/racy-git.txt): size and times, and the inode, which another
file moved into place does not share. Programs may set the time of change of a file's content (mtime), but
not that of its status (ctime), which every change moves. What was changed just before it was looked at is
not relied on: it may change again within one step of the file system's clock.
"""

from __future__ import annotations

import os
import time
from hashlib import sha256
from typing import TypeAlias

from allforces_site.files.regular_files import read_regular

# Size in bytes, mtime and ctime in ns, inode.
FileStat: TypeAlias = tuple[int, int, int, int]

# Local file systems on Linux tell times by the kernel's tick, 1 to 10 ms long. Where a time falls on a whole
# second the file system may count in seconds: two of them on FAT.
_STEP_NS = 50_000_000
_COARSE_STEP_NS = 3_000_000_000
_SECOND_NS = 1_000_000_000


def file_stat_of(status: os.stat_result) -> FileStat:
    """The file stat of a file with this status."""
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def is_untouched(stat: FileStat, status: os.stat_result) -> bool:
    """Whether a file with this status is the one that `stat` was taken of, and nobody wrote into it since.

    Of a file with several names the time of its last change of status says nothing: to give it one more, as
    `allforces serve` does, moves it too.
    """
    size, modified_ns, changed_ns, inode = stat
    return (
        status.st_mtime_ns == modified_ns
        and status.st_size == size
        and status.st_ino == inode
        and (status.st_ctime_ns == changed_ns or status.st_nlink > 1)
    )


def reliable(stat: FileStat, now_ns: int) -> FileStat | None:
    """`stat`, taken at `now_ns`, if a file that changes from then on will show another one; else None.

    Always None where a file's ctime is not that of its last change (Windows).
    """
    if os.name != "posix":
        return None
    newest = max(stat[1], stat[2])
    step = _STEP_NS if newest % _SECOND_NS else _COARSE_STEP_NS
    return stat if newest + step < now_ns else None


def reliable_file_stat(path: str) -> FileStat | None:
    """The file stat, where it can be relied on. To be taken before the file is read. Raises OSError."""
    now_ns = time.time_ns()
    return reliable(_file_stat(path), now_ns)


# A file stat, and the SHA-256 of the bytes where the stat cannot be relied on. None: there is no such file.
FileState: TypeAlias = tuple[FileStat | None, bytes] | None

# The state of a file that cannot be read: it is never in any state that was recorded.
_UNREADABLE = (None, b"")


def file_state(path: str) -> FileState:
    """What tells later whether a file changed from now on. To be taken before the file is read for use."""
    try:
        stat = reliable_file_stat(path)
        return stat, b"" if stat is not None else _digest(path)
    except FileNotFoundError:
        return None
    except OSError:
        return _UNREADABLE


def has_state(path: str, state: FileState) -> bool:
    """Whether a file holds what it held when its state was recorded."""
    try:
        if state is None:
            return not os.path.lexists(path)
        stat, digest = state
        return _file_stat(path) == stat if stat is not None else _digest(path) == digest
    except OSError:
        return False


def _file_stat(path: str) -> FileStat:
    return file_stat_of(os.stat(path))  # noqa: PTH116 (thousands of them: a Path takes as long as the look)


def _digest(path: str) -> bytes:
    return sha256(read_regular(path)).digest()
