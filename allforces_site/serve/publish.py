"""Moves the output of a build into the served folder: all of a good build, nothing of a failed one.

A build writes what it can even if there are errors. If its folder were served, a broken post would be gone
from lists while its page is still there. So a build has its own folder, and each file that a good build
changed is linked from there into the served folder: no bytes are copied if the disk supports links.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Collection, Iterable
from pathlib import Path

from allforces_site.files.atomic_files import TEMPORARY_FOLDER, clear_temporary
from allforces_site.files.kinds import MANIFEST_FILE
from allforces_site.files.regular_files import read_regular
from allforces_site.write.stale_files import in_the_way

# Pages are moved last, so that no page is served before the files it loads.
_PAGES = (".html", ".htm")


def publish(built: Path, served: Path, changed: Collection[str], removed: Collection[str]) -> None:
    """Moves the `changed` files of `built` into `served`, each as a whole, and deletes `removed` there.

    If it raises OSError, each file is either old or new.
    """
    early = in_the_way(removed, changed)
    for path in early:
        _remove(path, served)
    temporary = served / TEMPORARY_FOLDER
    clear_temporary(served)
    temporary.mkdir(parents=True, exist_ok=True)
    for number, path in enumerate(sorted(changed, key=lambda path: (path.endswith(_PAGES), path))):
        _put(f"{built}/{path}", f"{served}/{path}", f"{temporary}/{number}")
    for path in sorted(set(removed).difference(early)):
        _remove(path, served)
    clear_temporary(served)


def differences(built: Path, served: Path, paths: Iterable[str]) -> tuple[list[str], list[str]]:
    """The `paths` whose files differ in the folders, and the files of `served` that are not in `paths`."""
    built_paths = set(paths)
    changed = [path for path in sorted(built_paths) if not _is_same(built / path, served / path)]
    return changed, sorted(_files(served) - built_paths)


def with_different_bytes(built: Path, served: Path, paths: Iterable[str]) -> set[str]:
    """Those of `paths` whose files have different bytes in the two folders.

    A build writes a file again that is missing in its own folder: for readers such a file did not change.
    """
    return {path for path in paths if not _has_same_bytes(f"{built}/{path}", f"{served}/{path}")}


# A new post changes hundreds of files. The two functions that look at each of them make no more system calls
# than needed, and no `Path`, which takes longer than a call.


def _has_same_bytes(built: str, served: str) -> bool:
    try:
        new, old = os.lstat(built), os.lstat(served)
        if stat.S_ISLNK(new.st_mode) or stat.S_ISLNK(old.st_mode):
            return False
        if os.path.samestat(new, old):
            return True
        return new.st_size == old.st_size and read_regular(built) == read_regular(served)
    except OSError:
        return False


def _is_same(built: Path, served: Path) -> bool:
    try:
        new, old = built.lstat(), served.lstat()
    except OSError:
        return False
    if (new.st_dev, new.st_ino) == (old.st_dev, old.st_ino):
        return True
    return (new.st_size, new.st_mtime_ns, new.st_mode) == (old.st_size, old.st_mtime_ns, old.st_mode)


def _files(folder: Path) -> set[str]:
    # The folder contains only files that this module put there, unless somebody replaced a folder by a link:
    # links are not followed, and are replaced or removed like files.
    paths: set[str] = set()
    for root, folders, names in os.walk(folder):
        linked = [name for name in folders if os.path.islink(os.path.join(root, name))]  # noqa: PTH114, PTH118
        paths.update((Path(root) / name).relative_to(folder).as_posix() for name in (*names, *linked))
    return {path for path in paths if path != MANIFEST_FILE}


def _put(source: str, target: str, temporary: str) -> None:
    """Moves a file through a new one at `temporary`, where one may stay that was the target already.

    Renaming a file over another link to itself does nothing at all: rename(2).
    """
    try:
        os.link(source, temporary, follow_symlinks=False)
    except OSError:  # Not every file system can link.
        shutil.copy2(source, temporary, follow_symlinks=False)
    try:
        os.replace(temporary, target)  # noqa: PTH105
    except FileNotFoundError:
        Path(target).parent.mkdir(parents=True, exist_ok=True)
        os.replace(temporary, target)  # noqa: PTH105


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
