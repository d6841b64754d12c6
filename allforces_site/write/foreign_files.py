"""The files of an output folder that no build wrote, and when each of its folders last changed."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterable
from pathlib import Path

import msgspec

from allforces_site.errors import Problem, note
from allforces_site.files.atomic_files import TEMPORARY_FOLDER
from allforces_site.files.kinds import MANIFEST_FILE
from allforces_site.files.statuses import statuses_below
from allforces_site.messages.message import say_plural, some_of
from allforces_site.urls.permalinks import folders_of


class OutputListing(msgspec.Struct, frozen=True):
    """`foreign` are the sorted paths of files that no build wrote; `folders` the mtimes of all folders in ns.

    The path of the output folder itself is "".
    """

    foreign: tuple[str, ...] = ()
    folders: dict[str, int] = msgspec.field(default_factory=dict)


def list_output(output: Path, known: Collection[str]) -> OutputListing:
    """Lists the files and links below `output` that are not `known`, except those of git and the generator.

    Raises OSError.
    """
    foreign: list[str] = []
    folders: dict[str, int] = {}
    waiting = [""]
    while waiting:
        folder = waiting.pop()
        prefix = f"{folder}/" if folder else ""
        folders[folder] = folder_time(output, folder)
        with os.scandir(f"{output}/{folder}") as entries:
            for entry in entries:
                path = prefix + entry.name
                if not entry.is_dir(follow_symlinks=False):
                    if path != MANIFEST_FILE and path not in known:
                        foreign.append(path)
                elif entry.name not in (".git", TEMPORARY_FOLDER):
                    waiting.append(path)
    return OutputListing(tuple(sorted(foreign)), folders)


def listing_after(
    before: OutputListing, output: Path, known: Collection[str], touched: Iterable[str]
) -> OutputListing:
    """What `list_output` returns after nothing but the files at the paths `touched` changed since `before`.

    Raises OSError.
    """
    folders = dict(before.folders)
    for folder in {"", *folders_of(touched)}:
        folders.pop(folder, None)
        time = _time_of_folder(output, folder)
        if time is not None:  # Otherwise its last file was removed.
            folders[folder] = time
    return OutputListing(tuple(path for path in before.foreign if path not in known), folders)


def folder_time(output: Path, folder: str) -> int:
    """When a file was last added to or removed from a folder, in ns. Raises OSError."""
    return os.lstat(f"{output}/{folder}").st_mtime_ns


def _time_of_folder(output: Path, folder: str) -> int | None:
    """The `folder_time`; None if there is no such folder, or a link in its place. Raises OSError."""
    try:
        # With the slash at its end, the output folder itself may be a link.
        status = os.lstat(f"{output}/{folder}")
    except (FileNotFoundError, NotADirectoryError):
        return None
    return status.st_mtime_ns if stat.S_ISDIR(status.st_mode) else None


def is_unchanged(output: Path, folders: dict[str, int]) -> bool:
    """Whether no file was added to or removed from any of the folders since they were listed."""
    try:
        with statuses_below(output) as status:
            return all(status(folder or ".").st_mtime_ns == time for folder, time in folders.items())
    except OSError:
        return False


def foreign_notes(output: Path, foreign: Collection[str]) -> list[Problem]:
    """The note about files that no build wrote, if there are any."""
    if not foreign:
        return []
    # A name need not be UTF-8 on disk; in a message it must be.
    names = [name.encode("utf-8", "replace").decode() for name in sorted(foreign)]
    message = say_plural(
        "{number} file in {folder} that no build wrote stays: {names}",
        "{number} files in {folder} that no build wrote stay: {names}",
        number=len(foreign),
        folder=str(output),
        names=some_of(names),
    )
    return [note("kept-output", message)]
