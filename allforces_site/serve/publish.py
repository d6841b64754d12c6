"""Moves what a build made into the folder that is served: all of a good build, nothing of a failed one.

A build writes what it can even when there are errors. Were its folder served, a broken post would be gone
from lists while its page is still there. So the build has a folder of its own, and each file that a good
build changed is linked from there into the served folder: no byte is copied where the disk can link.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterable
from pathlib import Path

from allforces_site.files.atomic_files import TEMPORARY_FOLDER, clear_temporary
from allforces_site.files.regular_files import read_regular
from allforces_site.write.manifest import MANIFEST_FILE
from allforces_site.write.stale_files import in_the_way

# Pages come last, so that none is served before what it shows is there.
_PAGES = (".html", ".htm")


def publish(built: Path, served: Path, changed: Collection[str], removed: Collection[str]) -> None:
    """Puts the `changed` files of `built` into `served`, each whole or not at all, and takes `removed` away.

    Raises OSError; then each file is as it was or as it shall be.
    """
    early = in_the_way(removed, changed)
    for path in early:
        _remove(path, served)
    temporary = served / TEMPORARY_FOLDER
    temporary.mkdir(parents=True, exist_ok=True)
    for number, path in enumerate(sorted(changed, key=lambda path: (path.endswith(_PAGES), path))):
        _put(built / path, served / path, temporary / str(number))
    for path in sorted(set(removed).difference(early)):
        _remove(path, served)
    clear_temporary(served)


def differences(built: Path, served: Path, paths: Iterable[str]) -> tuple[list[str], list[str]]:
    """Which of `paths` are not in `served` as in `built`, and which files of `served` are not in `paths`."""
    wanted = set(paths)
    changed = [path for path in sorted(wanted) if not _is_same(built / path, served / path)]
    return changed, sorted(_files(served) - wanted)


def with_other_bytes(built: Path, served: Path, paths: Iterable[str]) -> set[str]:
    """Those of `paths` that do not hold the same in both folders.

    A build writes files anew that it finds missing in its own folder: to readers such a file did not change.
    """
    return {path for path in paths if not _holds_same(built / path, served / path)}


def _holds_same(built: Path, served: Path) -> bool:
    try:
        if built.is_symlink() or served.is_symlink():
            return False
        return built.samefile(served) or (
            built.stat().st_size == served.stat().st_size and read_regular(built) == read_regular(served)
        )
    except OSError:
        return False


def _is_same(built: Path, served: Path) -> bool:
    try:
        one, other = built.lstat(), served.lstat()
    except OSError:
        return False
    if (one.st_dev, one.st_ino) == (other.st_dev, other.st_ino):
        return True
    return (one.st_size, one.st_mtime_ns, one.st_mode) == (other.st_size, other.st_mtime_ns, other.st_mode)


def _files(folder: Path) -> set[str]:
    # Only what this module put there is in this folder, but for a link that somebody put over one of its
    # folders: links are not followed, and are replaced or removed as files.
    found: set[str] = set()
    for root, folders, names in os.walk(folder):
        linked = [name for name in folders if os.path.islink(os.path.join(root, name))]  # noqa: PTH114, PTH118
        found.update((Path(root) / name).relative_to(folder).as_posix() for name in (*names, *linked))
    return {path for path in found if path != MANIFEST_FILE}


def _put(source: Path, target: Path, temporary: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary.unlink(missing_ok=True)
    try:
        os.link(source, temporary, follow_symlinks=False)
    except OSError:  # Not every file system can link.
        shutil.copy2(source, temporary, follow_symlinks=False)
    temporary.replace(target)
    # Renaming a file over another link to itself does nothing at all: rename(2).
    temporary.unlink(missing_ok=True)


def _remove(path: str, folder: Path) -> None:
    file = folder / path
    try:
        file.unlink(missing_ok=True)
    except (NotADirectoryError, IsADirectoryError, PermissionError):
        return
    parent = file.parent
    while parent != folder:
        try:
            parent.rmdir()
        except OSError:
            return
        parent = parent.parent
