"""Where tests keep their temporary files: in memory where there is room.

A run of the tests makes and removes some hundred thousand small files, which takes a disk longer than the
tests take. `TMPDIR=/tmp make test` keeps them on the disk.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

# A file system in memory: shm_overview(7). Some containers have one that is small, or allows no programs.
_MEMORY = Path("/dev/shm")
_ROOM = 4 * 1024**3


def keep_in_memory() -> None:
    """Makes `/dev/shm` the place of temporary files, here and in programs started from here.

    Nothing changes where `TMPDIR` is set, or no such place with 4 GiB of room is there.
    """
    if "TMPDIR" not in os.environ and _has_room(_MEMORY):
        os.environ["TMPDIR"] = str(_MEMORY)
        tempfile.tempdir = None  # Python remembers the place from its first use on.


def _has_room(folder: Path) -> bool:
    try:
        about = os.statvfs(folder)
    except (AttributeError, OSError):  # Windows has no statvfs.
        return False
    allows_programs = not about.f_flag & os.ST_NOEXEC
    return allows_programs and about.f_bavail * about.f_frsize >= _ROOM and os.access(folder, os.W_OK)
