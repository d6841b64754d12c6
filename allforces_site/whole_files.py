"""Replaces files whole or not at all, and tells whether an earlier build was cut off while it did."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

# New bytes are prepared here: on the same file system, so that they can be moved into place.
# The folder is there only while files are being replaced, so one that is found was left by a build
# that was cut off.
TEMPORARY_FOLDER = ".allforces-tmp"


def was_cut_off(root: Path) -> bool:
    """Whether a build of `root` ended before its end. Raises OSError when that cannot be told."""
    folder = root / TEMPORARY_FOLDER
    if os.path.lexists(folder) and (folder.is_symlink() or not folder.is_dir()):
        raise OSError(0, f"{TEMPORARY_FOLDER} in it is a name of the generator's own, and no folder")
    return folder.is_dir()


def lies_inside(target: Path, real_root: str) -> bool:
    """Whether the folder of `target`, links followed, is `real_root` or below it."""
    real = os.path.realpath(target.parent)
    return real == real_root or real.startswith(real_root.rstrip(os.sep) + os.sep)


def replace_whole(target: Path, content: bytes, root: Path) -> os.stat_result:
    """Gives `target`, below `root`, new bytes. Raises OSError, and then `target` is as it was.

    Returns the status of the file that was put there, even if somebody else puts another one there
    right after.
    """
    folder = root / TEMPORARY_FOLDER
    folder.mkdir(exist_ok=True)
    temporary = folder / str(os.getpid())
    try:
        temporary.write_bytes(content)
        status = temporary.stat()
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
    return status


def clear_temporary(root: Path) -> None:
    """Removes what was prepared and never moved; what cannot be removed waits for the next build."""
    shutil.rmtree(root / TEMPORARY_FOLDER, ignore_errors=True)
