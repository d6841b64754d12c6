"""Finds the files of a source folder and the kind of each. Reads names, never contents."""

from __future__ import annotations

import os
from collections.abc import Iterator
from enum import StrEnum
from fnmatch import fnmatchcase
from pathlib import Path
from posixpath import normpath
from unicodedata import normalize

import msgspec

from allforces_site.config.file_filter import FileFilter
from allforces_site.config.model import DEFAULT_EXCLUDES
from allforces_site.errors import Problem, error, irregular, reason_of, warning
from allforces_site.files.kinds import is_built_site, is_environment, is_sass
from allforces_site.files.linked_folders import refusal
from allforces_site.loaders.folder_names import folder_name_problem
from allforces_site.messages.message import Message, say
from allforces_site.model import Skipped

# Names that Jekyll or other tools read: that they are not published is not reported.
_KNOWN_SPECIAL = frozenset(
    {
        "_layouts",
        "_includes",
        "_data",
        "_sass",
        "_site",
        "_plugins",
        "_posts",
        "_drafts",
        "_config.yml",
        "_config.yaml",
        "_config.toml",
    }
)
# Hidden files of git, of site generators and of editors, which are never meant for readers.
_KNOWN_HIDDEN = (
    ".git*", ".DS_Store", ".allforces*", ".jekyll-cache", ".jekyll-metadata", ".sass-cache", ".*.sw?", ".#*",
)  # fmt: skip


class SourceKind(StrEnum):
    """What a file is by the folder it is in."""

    POST = "post"
    DRAFT = "draft"
    OTHER = "other"


class SourceEntry(msgspec.Struct, frozen=True):
    """A file of the source folder.

    `source` is relative to it, with `/` and in NFC; `path` is as the file system spells it.
    """

    source: str
    path: str
    kind: SourceKind


class Walk(msgspec.Struct, frozen=True):
    """What a walk found; `entries` are sorted by `source`.

    `partials` are files such as `_base.scss` that style sheets in Sass beside them may import.
    """

    entries: tuple[SourceEntry, ...]
    skipped: tuple[Skipped, ...]
    problems: tuple[Problem, ...]
    partials: tuple[SourceEntry, ...] = ()

    @property
    def other_paths(self) -> list[str]:
        """The paths of all files but posts and drafts."""
        others = [entry for entry in self.entries if entry.kind is SourceKind.OTHER]
        return [entry.path for entry in (*others, *self.partials)]


def walk(root: Path, files: FileFilter) -> Walk:
    """Every file below `root` that is part of the site, and what was skipped."""
    walker = _Walker(root, files)
    entries = {entry.source: entry for entry in (*walker.named(str(root)), *walker.folder(str(root), ""))}
    in_order = sorted(entries.values(), key=lambda entry: entry.source)
    return Walk(tuple(in_order), tuple(walker.skipped), tuple(walker.problems), tuple(walker.partials))


class _Walker:
    """Walks folders in order; keeps track of real paths so that a loop of links ends."""

    def __init__(self, root: Path, files: FileFilter) -> None:
        self.root = os.path.realpath(root)
        self.files = files
        self.skipped: list[Skipped] = []
        self.problems: list[Problem] = []
        self.partials: list[SourceEntry] = []

    def named(self, path: str) -> Iterator[SourceEntry]:
        """Files that `include` names by their path, in any folder (Jekyll's
        `Reader#read_included_excludes`)."""
        for pattern in self.files.include:
            source = normalize("NFC", normpath(pattern.lstrip("/")))
            child = os.path.join(path, source)
            is_file = "\0" not in source and os.path.isfile(child)
            if is_file and self._is_within(child) and not self.files.is_written(source):
                yield SourceEntry(source, child, SourceKind.OTHER)

    def _is_within(self, child: str) -> bool:
        real = os.path.realpath(child)
        return not os.path.islink(child) and os.path.commonpath([self.root, real]) == self.root

    def folder(
        self, path: str, relative: str, kind: SourceKind = SourceKind.OTHER, parents: tuple[str, ...] = ()
    ) -> Iterator[SourceEntry]:
        """The files below the folder at `path`; `parents` are the real paths of the folders above it."""
        parents = (*parents, os.path.realpath(path))
        children = self._children(path, relative)
        if relative and is_built_site(name for name, _ in children):
            return
        if relative and is_environment(name for name, _ in children) and not self.files.is_named(relative):
            self.skipped.append(skipped_as(f"{relative}/", say("a virtual environment of Python")))
            return
        for name, child in children:
            source = f"{relative}/{name}" if relative else name
            is_folder = _is_folder(child)
            if not is_folder and self._is_partial(source, name):
                self.partials.append(SourceEntry(source, child.path, kind))
                continue
            if self._is_left_out(source, name, kind, is_folder=is_folder) or (
                child.is_symlink() and self._is_bad_link(source, child.path, parents)
            ):
                continue
            if is_folder:
                yield from self.folder(child.path, source, _kind_of(name, kind), parents)
            elif child.is_file():
                yield SourceEntry(source, child.path, kind)
            else:
                self.skipped.append(Skipped(source, say("it is no regular file")))
                self.problems.append(irregular(source))

    def _children(self, path: str, relative: str) -> list[tuple[str, os.DirEntry[str]]]:
        try:
            with os.scandir(path) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as exc:
            self.problems.append(
                error(
                    "unreadable",
                    say("the folder cannot be read: {reason}", reason=reason_of(exc)),
                    relative or ".",
                )
            )
            return []
        children = []
        for entry in entries:
            name = entry.name
            try:
                name.encode("utf-8")
            except UnicodeEncodeError:
                shown = name.encode("utf-8", "replace").decode()
                self.problems.append(
                    error(
                        "bad-file-name",
                        say('a file name is not UTF-8: "{name}"', name=shown),
                        relative or ".",
                        hint=say("rename the file"),
                    )
                )
                continue
            children.append((normalize("NFC", name), entry))
        return children

    def _is_left_out(self, source: str, name: str, kind: SourceKind, *, is_folder: bool) -> bool:
        what = self.files.left_out_as(source, is_folder=is_folder) if kind is SourceKind.OTHER else None
        # One of these folders is on Jekyll's own list; Jekyll leaves it out without reporting it.
        is_listed = what is not None and source in DEFAULT_EXCLUDES
        if self.files.is_excluded(source, is_folder=is_folder) and not is_listed:
            return True
        if kind is SourceKind.OTHER and (problem := folder_name_problem(source, name, is_folder=is_folder)):
            self.problems.append(problem)
        if self._is_left_out_as_special(source, name, kind, is_folder=is_folder):
            return True
        if what is not None:
            self.skipped.append(skipped_as(source + ("/" if is_folder else ""), what))
        return what is not None

    def _is_partial(self, source: str, name: str) -> bool:
        is_named_so = name.startswith("_") and is_sass(name)
        return is_named_so and not self.files.is_included(source)

    def _is_left_out_as_special(self, source: str, name: str, kind: SourceKind, *, is_folder: bool) -> bool:
        if not self.files.is_special(name) or self.files.is_included(source):
            return False
        if is_folder and kind is SourceKind.OTHER and name in ("_posts", "_drafts"):
            return False
        if name not in _KNOWN_SPECIAL and not any(fnmatchcase(name, known) for known in _KNOWN_HIDDEN):
            why = _why_special(name, is_folder=is_folder)
            self.skipped.append(Skipped(source + ("/" if is_folder else ""), why, is_left_out=True))
        return True

    def _is_bad_link(self, source: str, child: str, parents: tuple[str, ...]) -> bool:
        reason = refusal(child, parents, self.root)
        if reason is None:
            return False
        self.skipped.append(Skipped(source, reason))
        self.problems.append(
            warning(
                "bad-link",
                say("{reason}, so nothing of it is published", reason=reason),
                source,
                hint=say("replace the link with the file, or exclude it"),
            )
        )
        return True


def skipped_as(source: str, what: Message) -> Skipped:
    """The skipped file or folder `source`, which is `what`: something that no site means to publish."""
    return Skipped(source, say("it is {kind}", kind=what), is_left_out=True)


def _why_special(name: str, *, is_folder: bool) -> Message:
    if name.startswith("."):
        return say("the folder is hidden (.)") if is_folder else say("the file is hidden (.)")
    if is_folder:
        return say("the folder's name is special (_, #, ~)")
    return say("the file's name is special (_, #, ~)")


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # A loop of links.
        return False


def _kind_of(folder_name: str, kind: SourceKind) -> SourceKind:
    if kind is not SourceKind.OTHER:
        return kind
    return {"_posts": SourceKind.POST, "_drafts": SourceKind.DRAFT}.get(folder_name, SourceKind.OTHER)
