"""Tells when something changes that a build reads: the source, templates, static files, the theme."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable
from fnmatch import fnmatchcase
from pathlib import Path

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileAttribEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch
from watchdog.observers.polling import PollingObserver

from allforces_site.serve.file_systems import tells_changes

# Linux also tells of reading: without this list each build would order the next one.
_EVENTS: list[type[FileSystemEvent]] = [
    FileCreatedEvent, FileModifiedEvent, FileAttribEvent, FileMovedEvent, FileDeletedEvent,
    DirCreatedEvent, DirMovedEvent, DirDeletedEvent,
]  # fmt: skip

POLL_SECONDS = 0.5

# What tools write beside the author's files, often while they are being typed: Vim, Emacs, JetBrains, macOS,
# git, and this project's own folder, which may lie in the source.
_IGNORED = (
    ".*.sw?", ".#*", "#*#", "*~", "4913", "*___jb_tmp___", "*___jb_old___", ".goutputstream-*", ".DS_Store",
    ".git", ".hg", ".svn", ".allforces*", ".jekyll-cache", ".sass-cache", "node_modules", "__pycache__",
)  # fmt: skip


def is_ignored(path: str) -> bool:
    """Whether a change at `path`, relative to the watched folder, is nobody's edit."""
    return any(fnmatchcase(part, pattern) for part in Path(path).parts for pattern in _IGNORED)


class Watch:
    """Watches folders and everything in them, also folders that are made, removed or replaced later.

    `on_change` gets the path of each change, from another thread. `tell` gets one line when changes
    must be looked for because the system does not tell them. `linked` gives the files and folders elsewhere
    that links in the folders lead to now: the system does not report their changes with the folders'.
    """

    def __init__(
        self,
        folders: Iterable[Path],
        on_change: Callable[[str], None],
        tell: Callable[[str], None],
        linked: Callable[[], Iterable[Path]] = tuple,
    ) -> None:
        self._folders = sorted({Path(os.path.abspath(folder)) for folder in folders})  # noqa: PTH100
        self._linked = linked
        self._beside: dict[Path, tuple[frozenset[str], ObservedWatch]] = {}
        self._on_change = on_change
        self._tell = tell
        self._observer: BaseObserver | None = None
        self._watches: dict[Path, tuple[tuple[str, int, int], ObservedWatch]] = {}

    def start(self) -> None:
        """Begins to watch."""
        places = (*self._folders, *self._linked())
        silent = [place for place in places if place.exists() and not tells_changes(place)]
        if silent:
            self._poll(f"{silent[0]} lies on a disk that tells no changes")
            return
        try:
            self._begin(Observer())
        except OSError as exc:
            self._poll(f"the system tells no changes ({exc.strerror or exc})")

    def stop(self) -> None:
        """Ends all threads."""
        if self._observer is not None:
            self._observer.stop()
            self._observer.join()
        self._observer = None
        self._watches, self._beside = {}, {}

    def follow(self) -> None:
        """Watches folders that are new at their place, and what links lead to now; lets go of the rest."""
        try:
            self._follow()
        except FileNotFoundError:  # It is gone again; when it comes back, its parent folder tells.
            return
        except OSError as exc:
            self._poll(f"the system tells no more changes ({exc.strerror or exc})")

    def _follow(self) -> None:
        assert self._observer is not None
        linked = {place for place in self._linked() if not self._lies_in_a_folder(place)}
        self._follow_names({*self._folders, *linked})
        for folder in sorted({*self._folders, *linked, *self._watches}):
            place = _place_of(folder) if folder in linked or folder in self._folders else None
            known = self._watches.get(folder)
            if known is not None and known[0] != place:
                self._observer.unschedule(known[1])
                del self._watches[folder]
            if place is not None and folder not in self._watches:
                watch = self._observer.schedule(
                    _Below(place[0], self._on_change), place[0], recursive=True, event_filter=_EVENTS
                )
                self._watches[folder] = (place, watch)

    def _follow_names(self, places: Collection[Path]) -> None:
        """Watches for these files and folders to change, come and go, in the folders that they lie in."""
        assert self._observer is not None
        wanted = {
            parent: frozenset(place.name for place in places if place.parent == parent)
            for parent in sorted({place.parent for place in places})
            if parent.is_dir()
        }
        for parent, (names, watch) in list(self._beside.items()):
            if wanted.get(parent) != names:
                self._observer.unschedule(watch)
                del self._beside[parent]
        for parent in wanted.keys() - self._beside.keys():
            handler = _Named(wanted[parent], self._on_change)
            watch = self._observer.schedule(handler, str(parent), event_filter=_EVENTS)
            self._beside[parent] = wanted[parent], watch

    def _lies_in_a_folder(self, place: Path) -> bool:
        """Whether a change at this real path is reported with one of the watched folders anyway."""
        return any(place.is_relative_to(os.path.realpath(folder)) for folder in self._folders)

    def _begin(self, observer: BaseObserver) -> None:
        self._observer = observer
        observer.start()
        self._follow()

    def _poll(self, reason: str) -> None:
        self.stop()
        self._tell(f"{reason}: looking every {POLL_SECONDS} s")
        self._begin(PollingObserver(timeout=POLL_SECONDS))


def _place_of(folder: Path) -> tuple[str, int, int] | None:
    """Which folder stands at a path, links followed; None for none."""
    real = os.path.realpath(folder)
    try:
        status = os.stat(real)  # noqa: PTH116
    except OSError:
        return None
    return (real, status.st_dev, status.st_ino) if os.path.isdir(real) else None  # noqa: PTH112


class _Below(FileSystemEventHandler):
    """Every change below a folder."""

    def __init__(self, root: str, on_change: Callable[[str], None]) -> None:
        self._root = root
        self._on_change = on_change

    def on_any_event(self, event: FileSystemEvent) -> None:
        # What is renamed arrives under its new name: that is how many editors save.
        for path in filter(None, (os.fsdecode(event.src_path), os.fsdecode(event.dest_path))):
            if not is_ignored(os.path.relpath(path, self._root)):
                self._on_change(path)


class _Named(FileSystemEventHandler):
    """The changes, the coming and the going of some files and folders."""

    def __init__(self, names: frozenset[str], on_change: Callable[[str], None]) -> None:
        self._names = names
        self._on_change = on_change

    def on_any_event(self, event: FileSystemEvent) -> None:
        for path in filter(None, (os.fsdecode(event.src_path), os.fsdecode(event.dest_path))):
            if os.path.basename(path) in self._names:  # noqa: PTH119
                self._on_change(path)
