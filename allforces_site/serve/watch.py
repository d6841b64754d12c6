"""Watches what a build reads for changes: the source, templates, static files, the theme."""

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

from allforces_site.errors import reason_of
from allforces_site.messages.message import Message, say
from allforces_site.serve.file_systems import reports_changes

# Linux also reports reading: without this list each build would trigger the next one.
_EVENTS: list[type[FileSystemEvent]] = [
    FileCreatedEvent, FileModifiedEvent, FileAttribEvent, FileMovedEvent, FileDeletedEvent,
    DirCreatedEvent, DirMovedEvent, DirDeletedEvent,
]  # fmt: skip

POLL_SECONDS = 0.5

# Files that tools write beside the author's files, often during typing: Vim, Emacs, JetBrains, macOS, git,
# this project's own folder and the site of a build, which may be in the source.
_IGNORED = (
    ".*.sw?", ".#*", "#*#", "*~", "4913", "*___jb_tmp___", "*___jb_old___", ".goutputstream-*", ".DS_Store",
    ".git", ".hg", ".svn", ".allforces*", "_site", ".jekyll-cache", ".sass-cache", "node_modules",
    "__pycache__",
)  # fmt: skip


def is_ignored(path: str) -> bool:
    """Whether a change at `path`, relative to the watched folder, is not an edit of the author."""
    return any(fnmatchcase(part, pattern) for part in Path(path).parts for pattern in _IGNORED)


class Watch:
    """Watches folders and everything in them, also folders that are created, removed or replaced later.

    `on_change` gets the path of each change, in another thread. `report` gets one line if the files must be
    polled because the system does not report changes. `linked` returns the files and folders elsewhere to
    which links in the folders lead now: the system does not report their changes with those of the folders.
    """

    def __init__(
        self,
        folders: Iterable[Path],
        on_change: Callable[[str], None],
        report: Callable[[Message], None],
        linked: Callable[[], Iterable[Path]] = tuple,
    ) -> None:
        self._folders = sorted({Path(os.path.abspath(folder)) for folder in folders})  # noqa: PTH100
        self._linked = linked
        self._name_watches: dict[Path, tuple[frozenset[str], ObservedWatch]] = {}
        self._on_change = on_change
        self._report = report
        self._observer: BaseObserver | None = None
        self._watches: dict[Path, tuple[tuple[str, int, int], ObservedWatch]] = {}

    def start(self) -> None:
        """Starts watching."""
        places = (*self._folders, *self._linked())
        silent = [place for place in places if place.exists() and not reports_changes(place)]
        if silent:
            self._poll(
                say(
                    "{place} is on a disk that reports no changes: checking every {seconds} s",
                    place=str(silent[0]),
                    seconds=POLL_SECONDS,
                )
            )
            return
        try:
            self._begin_with(Observer())
        except OSError as exc:
            self._poll(
                say(
                    "the system reports no changes ({reason}): checking every {seconds} s",
                    reason=reason_of(exc),
                    seconds=POLL_SECONDS,
                )
            )

    def stop(self) -> None:
        """Stops all threads."""
        if self._observer is not None:
            self._observer.stop()
            self._observer.join()
        self._observer = None
        self._watches, self._name_watches = {}, {}

    def follow(self) -> None:
        """Updates the watches to new folders and link targets; stops watching what is gone."""
        try:
            self._follow()
        except FileNotFoundError:  # It is gone again; its parent folder reports when it comes back.
            return
        except OSError as exc:
            self._poll(
                say(
                    "the system reports no more changes ({reason}): checking every {seconds} s",
                    reason=reason_of(exc),
                    seconds=POLL_SECONDS,
                )
            )

    def _follow(self) -> None:
        assert self._observer is not None
        linked = {place for place in self._linked() if not self._is_in_a_folder(place)}
        self._follow_names({*self._folders, *linked})
        for folder in sorted({*self._folders, *linked, *self._watches}):
            place = _folder_at(folder) if folder in linked or folder in self._folders else None
            known = self._watches.get(folder)
            if known is not None and known[0] != place:
                self._observer.unschedule(known[1])
                del self._watches[folder]
            if place is not None and folder not in self._watches:
                watch = self._observer.schedule(
                    _BelowHandler(place[0], self._on_change), place[0], recursive=True, event_filter=_EVENTS
                )
                self._watches[folder] = (place, watch)

    def _follow_names(self, places: Collection[Path]) -> None:
        """Watches the parent folders of these files and folders for changes of them."""
        assert self._observer is not None
        wanted = {
            parent: frozenset(place.name for place in places if place.parent == parent)
            for parent in sorted({place.parent for place in places})
            if parent.is_dir()
        }
        for parent, (names, watch) in list(self._name_watches.items()):
            if wanted.get(parent) != names:
                self._observer.unschedule(watch)
                del self._name_watches[parent]
        for parent in wanted.keys() - self._name_watches.keys():
            handler = _NamesHandler(wanted[parent], self._on_change)
            watch = self._observer.schedule(handler, str(parent), event_filter=_EVENTS)
            self._name_watches[parent] = wanted[parent], watch

    def _is_in_a_folder(self, place: Path) -> bool:
        """Whether this real path is inside a watched folder, so that its changes are reported anyway."""
        return any(place.is_relative_to(os.path.realpath(folder)) for folder in self._folders)

    def _begin_with(self, observer: BaseObserver) -> None:
        self._observer = observer
        observer.start()
        self._follow()

    def _poll(self, reason: Message) -> None:
        self.stop()
        self._report(reason)
        self._begin_with(PollingObserver(timeout=POLL_SECONDS))


def _folder_at(folder: Path) -> tuple[str, int, int] | None:
    """The real path, device and inode of the folder at a path, through links; None if there is none."""
    real = os.path.realpath(folder)
    try:
        status = os.stat(real)  # noqa: PTH116
    except OSError:
        return None
    return (real, status.st_dev, status.st_ino) if os.path.isdir(real) else None  # noqa: PTH112


class _BelowHandler(FileSystemEventHandler):
    """Reports every change below a folder."""

    def __init__(self, root: str, on_change: Callable[[str], None]) -> None:
        self._root = root
        self._on_change = on_change

    def on_any_event(self, event: FileSystemEvent) -> None:
        # A renamed file is reported under both names: many editors save by renaming.
        for path in filter(None, (os.fsdecode(event.src_path), os.fsdecode(event.dest_path))):
            if not is_ignored(os.path.relpath(path, self._root)):
                self._on_change(path)


class _NamesHandler(FileSystemEventHandler):
    """Reports when some files and folders of a folder change, appear or disappear."""

    def __init__(self, names: frozenset[str], on_change: Callable[[str], None]) -> None:
        self._names = names
        self._on_change = on_change

    def on_any_event(self, event: FileSystemEvent) -> None:
        for path in filter(None, (os.fsdecode(event.src_path), os.fsdecode(event.dest_path))):
            if os.path.basename(path) in self._names:  # noqa: PTH119
                self._on_change(path)
