"""Stale files: those that an earlier build wrote and this one does not."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from enum import Enum, auto
from hashlib import sha256
from pathlib import Path

from allforces_site.errors import Problem, note, warning
from allforces_site.files.paths import fault_of, lies_inside
from allforces_site.files.regular_files import read_regular
from allforces_site.messages.message import say
from allforces_site.urls.permalinks import folders_of


class Removal(Enum):
    """The result of removing a stale file; one that somebody changed since is kept."""

    REMOVED = auto()
    MISSING = auto()
    CHANGED = auto()
    FAILED = auto()


def in_the_way(stale: Collection[str], planned: Collection[str]) -> list[str]:
    """The stale files at a path where a planned one needs a folder, or inside a planned path."""
    if not stale:
        return []
    folders = folders_of(planned)
    return [path for path in stale if path in folders or not folders_of([path]).isdisjoint(planned)]


def remove(path: str, output: Path, digest: str | None) -> Removal:
    """Removes the file of an earlier build; one that somebody changed since stays."""
    target = output / path
    if fault_of(path) or not os.path.lexists(target):
        return Removal.MISSING
    try:
        if not _is_ours(target, output, digest):
            return Removal.CHANGED
        target.unlink()
    except OSError:
        return Removal.FAILED
    _remove_empty_folders(target.parent, output)
    return Removal.REMOVED


def _is_ours(target: Path, output: Path, digest: str | None) -> bool:
    if target.is_symlink() or not target.is_file() or not lies_inside(target, os.path.realpath(output)):
        return False
    return digest is None or sha256(read_regular(target)).hexdigest() == digest


def _remove_empty_folders(folder: Path, output: Path) -> None:
    while folder != output:
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent


def stale_problems(removals: Mapping[str, Removal]) -> list[Problem]:
    """Notes and warnings about stale files that were not removed."""
    changed = [
        note(
            "kept-output",
            say(
                "{path} was changed since it was written; it is no part of the site any more and stays",
                path=path,
            ),
            hint=say("delete it yourself if nobody needs it"),
        )
        for path, removal in sorted(removals.items())
        if removal is Removal.CHANGED
    ]
    failed = [
        warning(
            "stale-output",
            say("{path} is no part of the site any more and cannot be removed", path=path),
            hint=say("fix its permissions and build again, or delete it yourself"),
        )
        for path, removal in sorted(removals.items())
        if removal is Removal.FAILED
    ]
    return [*changed, *failed]
