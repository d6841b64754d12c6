"""Lists the files below a folder, through links too, with one rule for all code that reads folders.

A link to a folder is followed as if the folder itself were there, except a link that leads back to a folder
that contains it: that would have no end. `templates/` and `static/` belong to the owner of the site, so their
links are followed wherever they lead; links in the source folder are followed only if they stay inside it.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import msgspec

from allforces_site.errors import reason_of
from allforces_site.files.paths import is_within
from allforces_site.messages.message import Message, say

LEADS_NOWHERE = say("the link leads nowhere")
LEADS_BACK = say("the link leads back to a folder that contains it")
LEADS_OUT = say("the link leads out of the source folder")


class Below(msgspec.Struct, frozen=True):
    """The content of a folder, sorted; names are relative to it, with `/`.

    `files` are paths by name. `refused` are the reasons why links are not followed, by name; `unreadable` are
    the reasons why folders cannot be read, by name. `irregular` are the names of what is neither file nor
    folder. `linked` are the real paths of the files and folders that links lead to.
    """

    files: dict[str, Path]
    refused: dict[str, Message]
    unreadable: dict[str, Message]
    irregular: list[str]
    linked: list[Path]


def look_below(root: Path, only: str | None = None, home: str | None = None) -> Below:
    """Lists what is below `root`, or below its folder `only`; nothing if it is not a folder.

    `home` is that of `refusal`.
    """
    walk = _FolderWalk(home)
    if root.is_dir():
        walk.visit(str(root), "", (), only)
    return walk.below


def refusal(link: str, parents: Sequence[str], home: str | None) -> Message | None:
    """Why the link at this path is not followed; None if it is followed.

    `parents` are the real paths of the folders through which it was reached. `home` is the real path of a
    folder that no link may leave, or None.
    """
    real = os.path.realpath(link)
    if not Path(real).exists() or Path(real).is_symlink():
        return LEADS_NOWHERE
    if home is not None and not is_within(real, home):
        return LEADS_OUT
    if any(is_within(parent, real) for parent in parents):
        return LEADS_BACK
    return None


class _FolderWalk:
    """Walks through folders and collects their content in `below`."""

    def __init__(self, home: str | None) -> None:
        self.below = Below({}, {}, {}, [], [])
        self._home = home

    def visit(self, folder: str, prefix: str, parents: tuple[str, ...], only: str | None = None) -> None:
        parents = (*parents, os.path.realpath(folder))
        for entry in self._entries(folder, prefix):
            name = prefix + entry.name
            if (only is not None and entry.name != only) or self._is_refused(entry, name, parents):
                continue
            if entry.is_dir():
                self.visit(entry.path, f"{name}/", parents)
            elif entry.is_file():
                self.below.files[name] = Path(entry.path)
            else:
                self.below.irregular.append(name)

    def _entries(self, folder: str, prefix: str) -> list[os.DirEntry[str]]:
        try:
            with os.scandir(folder) as entries:
                return sorted(entries, key=lambda entry: entry.name)
        except OSError as exc:
            self.below.unreadable[prefix.rstrip("/")] = reason_of(exc)
            return []

    def _is_refused(self, entry: os.DirEntry[str], name: str, parents: tuple[str, ...]) -> bool:
        if not entry.is_symlink():
            return False
        reason = refusal(entry.path, parents, self._home)
        if reason is None:
            self.below.linked.append(Path(os.path.realpath(entry.path)))
        else:
            self.below.refused[name] = reason
        return reason is not None
