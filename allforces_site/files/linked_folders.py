"""What lies below a folder, through links too: one rule for all that read folders.

A link to a folder is followed as if the folder itself were there. One that leads back to a folder it lies in
is not: that would have no end. `templates/` and `static/` belong to whoever makes the site, so their links
are followed wherever they lead; the source folder's are followed only where they stay inside it.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import msgspec

from allforces_site.files.paths import is_within

LEADS_NOWHERE = "the link leads nowhere"
LEADS_BACK = "the link leads back to a folder it lies in"
LEADS_OUT = "the link leads out of the source folder"


class Below(msgspec.Struct, frozen=True):
    """What was found below a folder, in order; names are relative to it, with `/`.

    `files` by name; `refused` says by name why a link is not followed; `unreadable` says the same of folders;
    `irregular` are the names of what is neither file nor folder.
    `linked` are the real paths of the files and folders that links lead to.
    """

    files: dict[str, Path]
    refused: dict[str, str]
    unreadable: dict[str, str]
    irregular: list[str]
    linked: list[Path]


def look_below(root: Path, only: str | None = None, home: str | None = None) -> Below:
    """All files below `root`, or below its folder `only`; none where it is no folder.

    `home` is that of `refusal`.
    """
    looker = _Looker(home)
    if root.is_dir():
        looker.look(str(root), "", (), only)
    return looker.found


def refusal(link: str, parents: Sequence[str], home: str | None) -> str | None:
    """Why the link at this path is not followed; None where it is.

    `parents` are the real paths of the folders through which it was reached; `home` is the real path of a
    folder that no link may leave, None for no such folder.
    """
    real = os.path.realpath(link)
    if not Path(real).exists() or Path(real).is_symlink():
        return LEADS_NOWHERE
    if home is not None and not is_within(real, home):
        return LEADS_OUT
    if any(is_within(parent, real) for parent in parents):
        return LEADS_BACK
    return None


class _Looker:
    """Goes through folders and puts what it finds into `found`."""

    def __init__(self, home: str | None) -> None:
        self.found = Below({}, {}, {}, [], [])
        self._home = home

    def look(self, folder: str, prefix: str, parents: tuple[str, ...], only: str | None = None) -> None:
        parents = (*parents, os.path.realpath(folder))
        for entry in self._entries(folder, prefix):
            name = prefix + entry.name
            if (only is not None and entry.name != only) or self._is_refused(entry, name, parents):
                continue
            if entry.is_dir():
                self.look(entry.path, f"{name}/", parents)
            elif entry.is_file():
                self.found.files[name] = Path(entry.path)
            else:
                self.found.irregular.append(name)

    def _entries(self, folder: str, prefix: str) -> list[os.DirEntry[str]]:
        try:
            with os.scandir(folder) as entries:
                return sorted(entries, key=lambda entry: entry.name)
        except OSError as exc:
            self.found.unreadable[prefix.rstrip("/")] = exc.strerror or str(exc)
            return []

    def _is_refused(self, entry: os.DirEntry[str], name: str, parents: tuple[str, ...]) -> bool:
        if not entry.is_symlink():
            return False
        reason = refusal(entry.path, parents, self._home)
        if reason is None:
            self.found.linked.append(Path(os.path.realpath(entry.path)))
        else:
            self.found.refused[name] = reason
        return reason is not None
