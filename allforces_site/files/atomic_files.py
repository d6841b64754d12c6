"""Replaces files whole or not at all, and tells whether an earlier build was cut off while it did."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from allforces_site.files.paths import lies_inside

# New bytes are prepared here: on the same file system, so that they can be moved into place.
# The folder is there only while files are being replaced, so one that is found was left by a build
# that was cut off.
TEMPORARY_FOLDER = ".allforces-tmp"


def was_cut_off(root: Path) -> bool:
    """Whether a build of `root` ended before its end. Raises OSError when that cannot be told."""
    folder = root / TEMPORARY_FOLDER
    if os.path.lexists(folder) and (folder.is_symlink() or not folder.is_dir()):
        raise OSError(0, f"{TEMPORARY_FOLDER} in it is a name that the generator uses itself, and no folder")
    return folder.is_dir()


class Folders:
    """The folders below `root`: makes them, and looks at each only once."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._real_root = os.path.realpath(root)
        self._safe = {""}

    def make_for(self, path: str) -> None:
        """Makes the folders in which the file at `path`, relative to the root, lies.

        Raises OSError where they cannot be made, and where a link leads out of the root.
        """
        folder = path.rpartition("/")[0]
        if folder in self._safe:
            return
        made: list[str] = []
        try:
            if not self._make_without_links(folder, made):
                target = self._root / path
                if not lies_inside(target, self._real_root):
                    raise OSError(0, "a link in the output folder leads out of it")
                target.parent.mkdir(parents=True, exist_ok=True)
        except OSError:
            self._remove(made)
            raise
        self._safe.add(folder)

    def _remove(self, made: Iterable[str]) -> None:
        """Takes empty folders away again that lead to no file, the innermost first."""
        for way in reversed([*made]):
            with suppress(OSError):
                os.rmdir(f"{self._root}/{way}")  # noqa: PTH106
                self._safe.discard(way)

    def _make_without_links(self, folder: str, made: list[str]) -> bool:
        """Whether `folder` is there now, and neither it nor a folder above it is a link.

        Those that were not there before are added to `made`.
        """
        above = ""
        for name in folder.split("/"):
            way = f"{above}/{name}" if above else name
            if name in ("", ".", ".."):
                return False
            if way not in self._safe:
                is_new = _make_folder(f"{self._root}/{way}")
                if is_new is None:
                    return False
                if is_new:
                    made.append(way)
                self._safe.add(way)
            above = way
        return True


def _make_folder(path: str) -> bool | None:
    """Whether the folder `path` was not there before; None where it is none now, or a link to one."""
    try:
        os.mkdir(path)  # noqa: PTH102 (no Path is needed for 13,000 folders)
    except FileExistsError:
        return False if stat.S_ISDIR(os.lstat(path).st_mode) else None
    except OSError:
        return None  # Why not, is told where it is tried in the plain way.
    return True


def replace_whole(target: Path, content: bytes, root: Path) -> os.stat_result:
    """Gives `target`, below `root`, new bytes. Raises OSError, and then `target` is as it was.

    Returns the status of the file that was put there, even if somebody else puts another one there
    right after: then it is that from before it was moved, which no file has any more.
    """
    folder = root / TEMPORARY_FOLDER
    if not folder.is_dir():
        folder.mkdir(exist_ok=True)
    temporary = folder / str(os.getpid())
    try:
        temporary.write_bytes(content)
        status = temporary.stat()
        temporary.replace(target)
        moved = target.lstat()  # Moving a file changes its status, too.
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    is_ours = (moved.st_ino, moved.st_size, moved.st_mtime_ns) == (
        status.st_ino,
        status.st_size,
        status.st_mtime_ns,
    )
    return moved if is_ours else status


def replace_beside(file: Path, content: bytes) -> None:
    """Gives `file` new bytes, prepared beside it. Raises OSError, and then it is as it was.

    For folders of the generator's own, where a file that a killed program left does no harm.
    """
    temporary = file.with_name(f"{file.name}.{os.getpid()}")
    temporary.unlink(missing_ok=True)  # A link or a pipe of this name would lead elsewhere.
    try:
        temporary.write_bytes(content)
        temporary.replace(file)
    except BaseException:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise


def is_temporary(name: str) -> bool:
    """Whether a file of this name is one that `replace_beside` prepares."""
    return name.rpartition(".")[2].isdecimal() and "." in name


def write_new(texts: Mapping[Path, str]) -> None:
    """Writes files that are not there yet, with the folders they lie in: all of them or none.

    Raises OSError, which names the file; a file that is there already is one, and stays as it is.
    """
    made: list[Path] = []
    try:
        for path, text in texts.items():
            for folder in _missing_folders(path):
                folder.mkdir(exist_ok=True)
                made.append(folder)
            with path.open("x", encoding="utf-8", newline="\n") as opened:
                made.append(path)
                opened.write(text)
    except BaseException as exc:
        for place in reversed(made):
            with suppress(OSError):
                place.rmdir() if place.is_dir() else place.unlink()
        if isinstance(exc, OSError) and exc.filename is None:
            exc.filename = str(path)
        raise


def _missing_folders(path: Path) -> list[Path]:
    """The folders above a file that do not exist, the outermost first."""
    return [folder for folder in path.parents if not folder.exists()][::-1]


def clear_temporary(root: Path) -> None:
    """Removes what was prepared and never moved; what cannot be removed waits for the next build."""
    shutil.rmtree(root / TEMPORARY_FOLDER, ignore_errors=True)
