"""The folder of the new project: where it is, and that it appears whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path

from allforces_site.files.paths import is_within
from allforces_site.importing.values import ImportRefusedError, Move
from allforces_site.messages.message import say
from allforces_site.processes.ending import before_end, held

_SUFFIX = "-allforces"
OWN_FOLDERS = ("content", "templates", "static")
"""Folders of a project whose files are part of its site."""


def usual_target(folder: Path) -> Path:
    """Where the project goes if no place is named: beside the repository."""
    real = Path(os.path.realpath(folder))
    beside = real.with_name(f"{real.name}{_SUFFIX}")
    return beside if folder.is_absolute() else Path(os.path.relpath(beside))


def check_place(target: Path, folder: Path) -> None:
    """Raises `ImportRefusedError` if target and repository are not two folders apart."""
    real, home = os.path.realpath(target), os.path.realpath(folder)
    name = str(target)
    if real == home:
        message = say("{folder} is the repository itself, which is not to change", folder=name)
    elif is_within(real, home):
        message = say("{folder} is inside of the repository, which is not to change", folder=name)
    elif is_within(home, real):
        message = say("{folder} contains the repository", folder=name)
    elif os.path.lexists(target) and not target.is_dir():
        message = say("{folder} is not a folder", folder=name)
    else:
        return
    raise ImportRefusedError("TARGET", message, say("name a folder beside the repository"))


def check_free(target: Path, paths: Iterable[str]) -> None:
    """Raises `ImportRefusedError` if the target has something where these files go, or folders of a site.

    Others, such as `.git`, stay there.
    """
    names = sorted({*OWN_FOLDERS, *(path.partition("/")[0] for path in paths)})
    taken = [name for name in names if os.path.lexists(target / name)]
    if taken:
        message = say(
            "{folder} holds {names} already; nothing was written", folder=str(target), names=tuple(taken)
        )
        raise ImportRefusedError("TARGET", message, say("name a new folder, or move these away"))


@contextmanager
def new_folder_beside(target: Path) -> Iterator[Path]:
    """A new empty folder on the disk of `target`, which is removed after the block or at a signal.

    Raises OSError.
    """
    real = Path(os.path.realpath(target))
    with ExitStack() as stack:
        temporary = real.with_name(f".{real.name[:100]}.allforces-{os.getpid()}")
        new_folders = [folder for folder in real.parents if not folder.exists()]
        remove = partial(_remove, temporary, new_folders)
        stack.callback(remove)
        stack.enter_context(before_end(remove))
        for folder in new_folders[::-1]:
            folder.mkdir()
        temporary.mkdir()
        yield temporary


def fill(folder: Path, moves: Iterable[Move], texts: Mapping[str, str | bytes]) -> None:
    """Copies files into a new folder, with their times, and writes those of `texts` in place of others.

    Raises OSError, also if the disk takes two of the names for one.
    """
    for move in moves:
        if move.path not in texts:
            _copy(Path(move.file), _new(folder / move.path))
    for path, text in texts.items():
        _new(folder / path).write_bytes(text if isinstance(text, bytes) else text.encode())


def _new(file: Path) -> Path:
    """The path of a file that is not there yet, in a folder that is. Raises OSError."""
    file.parent.mkdir(parents=True, exist_ok=True)
    if os.path.lexists(file):
        raise FileExistsError(17, "two files have this name on this disk", str(file))
    return file


def _copy(source: Path, file: Path) -> None:
    shutil.copyfile(source, file)
    shutil.copystat(source, file)
    file.chmod(file.stat().st_mode | 0o600)  # The copy may be edited.


def put_into_place(folder: Path, target: Path) -> None:
    """Makes `folder` the target; if that is there already, its entries move into it, all or none.

    Raises OSError.
    """
    real = Path(os.path.realpath(target))
    with held():
        if not real.exists():
            folder.rename(real)
            return
        moved: list[Path] = []
        try:
            for entry in sorted(folder.iterdir()):
                entry.rename(real / entry.name)
                moved.append(real / entry.name)
        except OSError:
            for entry in moved:
                entry.rename(folder / entry.name)
            raise


def _remove(temporary: Path, new_folders: Sequence[Path]) -> None:
    """Removes what is left of an import: the innermost of the new folders first, if they are empty."""
    shutil.rmtree(temporary, ignore_errors=True)
    for folder in new_folders:
        with suppress(OSError):  # It holds the project.
            folder.rmdir()
