"""Finds on disk the file that the loaders or `static/` publish at an output path."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from unicodedata import normalize

import msgspec

from allforces_site.cache.file_stats import FileState
from allforces_site.config.file_filter import FileFilter
from allforces_site.files.linked_folders import refusal
from allforces_site.loaders.overrides import static_apart
from allforces_site.loaders.static import published_static
from allforces_site.model import Asset


class ReadFiles(msgspec.Struct, frozen=True):
    """What the loaders know of files: their `states` by path, and those that are `copied` to the place that
    they have in the source folder, by this place.
    """

    states: Mapping[str, FileState] = {}
    copied: Mapping[str, str] = {}

    @classmethod
    def of(cls, assets: Iterable[Asset], states: Mapping[str, FileState]) -> ReadFiles:
        """Those of a build that copies these assets."""
        return cls(states, {asset.path: asset.file for asset in assets if asset.path == asset.source})


NOTHING_READ = ReadFiles()


class PublishedFiles:
    """The published files of one build. Each folder is read once, when it is first needed.

    What the loaders `read` is not looked up.
    """

    def __init__(
        self,
        source: Path | None,
        static_roots: Sequence[Path],
        files: FileFilter,
        read: ReadFiles = NOTHING_READ,
    ) -> None:
        self._copied = read.copied
        self._static_roots = static_roots
        self._files = files
        self._home = os.path.realpath(source) if source is not None else ""
        self._folders: dict[str, _Folder | None] = {
            "": _Folder(str(source), (self._home,)) if source is not None else None
        }

    def find(self, path: str) -> str | None:
        """Returns the file that is copied to the output path `path` (in NFC), or None if there is none."""
        file = self._copied.get(path) or self._in_source(path)
        if file is None and path.startswith("static/"):
            file = self._static.get(path.removeprefix("static/"))
        return file

    @cached_property
    def _static(self) -> dict[str, str]:
        roots = self._static_roots
        # The site's own folder may be in the source, whose files are found there.
        apart = (*static_apart(roots, Path(self._home) if self._home else None), *roots[-1:])
        static = published_static(apart, self._files)
        return {normalize("NFC", name): str(file) for name, file in static.files.items()}

    def _in_source(self, path: str) -> str | None:
        above, _, name = path.rpartition("/")
        folder = self._folder(above.split("/") if above else [])
        entry = self._entry(folder, path, name, is_folder=False)
        return entry.path if entry is not None and entry.is_file() else None

    def _folder(self, steps: Iterable[str]) -> _Folder | None:
        """Returns the folder at the end of `steps`; None if the loaders do not enter it."""
        relative, folder = "", self._folders[""]
        for step in steps:
            above, relative = folder, f"{relative}/{step}" if relative else step
            if relative not in self._folders:
                entry = self._entry(above, relative, step, is_folder=True)
                self._folders[relative] = _inner(above, entry)
            folder = self._folders[relative]
            if folder is None:
                break
        return folder

    def _entry(
        self, folder: _Folder | None, relative: str, name: str, *, is_folder: bool
    ) -> os.DirEntry[str] | None:
        """Returns an entry of a folder if it passes the same checks as in `loaders.walk`, or None."""
        entry = folder.entries.get(name) if folder is not None else None
        if folder is None or entry is None or self._files.is_excluded(relative, is_folder=is_folder):
            return None
        if self._files.is_special(name) and not self._files.is_included(relative):
            return None
        if self._files.left_out_as(relative, is_folder=is_folder) is not None:
            return None
        if entry.is_symlink() and refusal(entry.path, folder.parents, self._home) is not None:
            return None
        return entry


class _Folder:
    """A folder as the system spells it, with the real paths of the folders above it."""

    def __init__(self, path: str, parents: tuple[str, ...]) -> None:
        self._path = path
        self.parents = parents

    @cached_property
    def entries(self) -> dict[str, os.DirEntry[str]]:
        """Its entries by name in NFC; on disk a name may be in another form (NFD, as macOS writes it)."""
        try:
            with os.scandir(self._path) as entries:
                return {normalize("NFC", entry.name): entry for entry in entries}
        except OSError:
            return {}


def _inner(above: _Folder | None, entry: os.DirEntry[str] | None) -> _Folder | None:
    if above is None or entry is None or not entry.is_dir():
        return None
    return _Folder(entry.path, (*above.parents, os.path.realpath(entry.path)))
