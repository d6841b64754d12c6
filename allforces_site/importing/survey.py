"""Goes through the files of a repository: which belong to the project, and where; which are left out.

What a build publishes or may read is copied. What it leaves out is known from reading the site (`Skipped`)
and from the same file filter; nothing here has a list of its own of such files.
"""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterable, Iterator
from unicodedata import normalize

import msgspec

from allforces_site.build.pipeline import ReadSite
from allforces_site.config.file_filter import FileFilter
from allforces_site.config.file_patterns import FilePatterns
from allforces_site.config.model import CONFIG_FILE, Config
from allforces_site.errors import Problem, error, reason_of, unreadable
from allforces_site.files.kinds import is_built_site
from allforces_site.files.linked_folders import LEADS_OUT, look_below, refusal
from allforces_site.files.paths import fault_of, is_within
from allforces_site.files.regular_files import read_regular
from allforces_site.importing.read import own_templates
from allforces_site.importing.repository import Repository
from allforces_site.importing.values import LeftOut, Move, Remark
from allforces_site.loaders.overrides import SOURCE, TEMPLATES
from allforces_site.loaders.walk import walk
from allforces_site.messages.message import Message, as_it_is, say
from allforces_site.sass.sources import imported_files

WORKFLOW = ".github/workflows/deploy.yml"
# Jekyll, and a build here, reads them although they are never published.
_GEMFILES = ("Gemfile", "Gemfile.lock")

# Why something is left out, and what to do.
Reason = tuple[Message, Message]

# Of what nobody asks for, nothing is said.
_NOTHING_SAID = (as_it_is(""), as_it_is(""))
_ASIDE = say("copy it beside content/ if you still need it")
# Hidden files at the root that a move concerns; others of git and of editors are not listed.
_HIDDEN = {
    ".github": (
        say("workflows and settings for GitHub"),
        say("copy the files that you still need beside content/; deploy.yml is new"),
    ),
    ".gitignore": (say("the project has one of its own"), say("add your lines to it")),
    ".gitattributes": (say("it is git's"), _ASIDE),
    ".nojekyll": (say("it keeps GitHub Pages from running Jekyll"), say("the workflow needs none")),
}


class Survey(msgspec.Struct, frozen=True):
    """What is in a repository. `problems` keep it from being imported."""

    moves: tuple[Move, ...]
    left_out: tuple[LeftOut, ...]
    remarks: tuple[Remark, ...]
    problems: tuple[Problem, ...]


def survey(repository: Repository, read: ReadSite) -> Survey:
    """The files of the repository; `read` is its site."""
    surveyor = _Surveyor(repository, read)
    surveyor.go_through()
    moves = sorted(surveyor.moves.items())
    return Survey(
        tuple(Move(path, file) for path, file in moves),
        tuple(sorted(surveyor.left_out, key=lambda item: item.path)),
        (
            *surveyor.remarks,
            *_other_branch(repository),
            *_empty_submodules(repository),
            *_alike(path for path, _ in moves),
        ),
        tuple(surveyor.problems),
    )


class _Surveyor:
    """Walks through the source. Paths are relative to it, with `/` and in NFC, as those of `walk`."""

    def __init__(self, repository: Repository, read: ReadSite) -> None:
        self.repository = repository
        self.files = FileFilter.of(read.config)
        self.entries = walk(repository.source, self.files).entries
        self.skipped = {
            item.source.rstrip("/"): item.why for item in read.sources.skipped if item.is_left_out
        }
        self.published = {entry.source for entry in self.entries} - self.skipped.keys()
        self.sass = read.config.sass
        self.excluded = FilePatterns.of(read.config.exclude)
        self.keeps_excluded = _includes_files_beside_pages(read)
        self.has_templates = own_templates(repository) is not None
        self.homes = _unpublished(read.config) | ({TEMPLATES} if self.has_templates else set())
        self.visited: set[str] = set()
        self.moves: dict[str, str] = {}
        self.left_out: list[LeftOut] = []
        self.remarks: list[Remark] = []
        self.problems: list[Problem] = []

    def go_through(self) -> None:
        source = self.repository.source
        self._folder(str(source), "", ())
        for home in sorted(self.homes):  # It may be in a folder that `exclude` names.
            place = source / home
            if home not in self.visited and place.is_dir() and not place.is_symlink():
                self._folder(str(place), home, ())
        self._copy_style_sheets()
        for entry in self.entries:  # `include` may name files in folders that are left out.
            if entry.source in self.published and f"{SOURCE}/{entry.source}" not in self.moves:
                self._copy(entry.source, entry.path)
        for name in (CONFIG_FILE, *_GEMFILES):
            file = self.repository.own_file(name)
            if file is not None and (name == CONFIG_FILE or f"{SOURCE}/{name}" not in self.moves):
                self._copy(name, str(file))
        if not self.repository.is_whole:
            self.left_out += _around(self.repository)

    def _copy_style_sheets(self) -> None:
        """Copies those in folders that are left out, such as packages that `load_paths` of `sass` names."""
        source = self.repository.source
        for file in imported_files(source, self.sass):
            inside = is_within(str(file), str(source)) and is_within(
                os.path.realpath(file), str(self.repository.root)
            )
            name = normalize("NFC", file.relative_to(source).as_posix()) if inside else ""
            if name and f"{SOURCE}/{name}" not in self.moves:
                self._copy(name, str(file))

    # ---- walking ------------------------------------------------------------------------------

    def _folder(self, path: str, relative: str, parents: tuple[str, ...]) -> None:
        parents = (*parents, os.path.realpath(path))
        self.visited.add(relative)
        entries = self._entries(path, relative)
        if relative and is_built_site(name for name, _ in entries):
            return
        for name, entry in entries:
            source = f"{relative}/{name}" if relative else name
            is_folder = _is_folder(entry)
            if source in self.repository.built or self.files.is_written(source) or name == ".DS_Store":
                continue
            if name == ".git":
                self._remark_submodule(relative)
                continue
            reason = self._reason(source, name, is_folder=is_folder)
            if reason is None and entry.is_symlink():
                reason = self._reason_of_link(entry.path, parents)
            if reason is not None:
                self._leave_out(source, reason, is_folder=is_folder)
            elif is_folder:
                self._folder(entry.path, source, parents)
            elif entry.is_file():
                self._copy(source, entry.path)
            else:
                nothing = (say("it is no regular file"), say("nothing reads it"))
                self._leave_out(source, nothing, is_folder=False)

    def _entries(self, path: str, relative: str) -> list[tuple[str, os.DirEntry[str]]]:
        try:
            with os.scandir(path) as found:
                return [(normalize("NFC", item.name), item) for item in sorted(found, key=lambda x: x.name)]
        except OSError as exc:
            message = say("the folder cannot be read: {reason}", reason=reason_of(exc))
            hint = say("fix its permissions, or exclude it")
            self.problems.append(error("unreadable", message, relative or ".", hint=hint))
            return []

    def _copy(self, source: str, path: str) -> None:
        try:
            path.encode("utf-8")
        except UnicodeEncodeError:
            reason = (say("its name is not UTF-8"), say("rename it, and import again"))
            self._leave_out(source, reason, is_folder=False)
            return
        if not os.access(path, os.R_OK):
            self.problems.append(unreadable(source, PermissionError(errno.EACCES, os.strerror(errno.EACCES))))
        self.moves[self._place(source)] = path

    def _leave_out(self, source: str, reason: Reason, *, is_folder: bool) -> None:
        if reason is not _NOTHING_SAID:
            self.left_out.append(LeftOut(f"{source}/" if is_folder else source, *reason))

    def _remark_submodule(self, relative: str) -> None:
        if relative:
            found = say("it is a repository in this one; its files are copied, not its history")
            todo = say(
                "to keep it apart: delete {folder}, then git submodule add ADDRESS there",
                folder=f"{SOURCE}/{relative}",
            )
            self.remarks.append(Remark(f"{relative}/", found, todo))

    # ---- deciding -----------------------------------------------------------------------------

    def _place(self, source: str) -> str:
        """Where a file goes: into the source folder, or if it is a template of the site's own beside it."""
        is_template = self.has_templates and source.startswith(f"{TEMPLATES}/")
        return source if is_template else f"{SOURCE}/{source}"

    def _is_always_read(self, source: str) -> bool:
        """Whether a path is in a folder of layouts, includes, data and the like: builds read all of it."""
        return any(source == home or source.startswith(f"{home}/") for home in self.homes)

    def _reason(self, source: str, name: str, *, is_folder: bool) -> Reason | None:
        """Why a file or folder is left out, and what to do; None if it is copied."""
        if source in self.published or self._is_always_read(source) or source in _GEMFILES:
            return None
        if name.startswith("."):
            return self._reason_of_hidden(source, is_folder=is_folder)
        kind = self.files.left_out_as(source, is_folder=True) if is_folder else None
        if kind is not None:
            return say("it is {kind}", kind=kind), _ASIDE
        if source in self.skipped:
            # Special folders such as `_parts` are for `include_relative` and the author's own tools.
            return None if name.startswith("_") else (self.skipped[source], _ASIDE)
        if not self.files.is_excluded(source, is_folder=is_folder):
            return None
        if not self.excluded.match(source, is_folder=is_folder):
            return say("Jekyll leaves it out"), _ASIDE
        return None if self.keeps_excluded else (say("`exclude:` names it"), _ASIDE)

    def _reason_of_hidden(self, source: str, *, is_folder: bool) -> Reason | None:
        if self.files.is_included(source) and not self.files.is_excluded(source, is_folder=is_folder):
            return None
        if source in _HIDDEN:
            return _HIDDEN[source]
        return (self.skipped[source], _ASIDE) if source in self.skipped else _NOTHING_SAID

    def _reason_of_link(self, link: str, parents: tuple[str, ...]) -> Reason | None:
        reason = refusal(link, parents, str(self.repository.root))
        if reason is None:
            return None
        if reason == LEADS_OUT:
            reason = say("the link leads out of the repository")
        return reason, say("put what it leads to in its place")


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # A loop of links.
        return False


def _unpublished(config: Config) -> set[str]:
    """What builds and checks read but do not publish: data, layouts, includes, Sass, plugins, a font."""
    sass = config.extra.get("sass")
    written = [config.data_dir, config.layouts_dir, config.includes_dir, config.extra.get("plugins_dir")]
    written += [config.allforces.social_font, config.allforces.checks.baseline]
    written += ["_plugins", "_sass", sass.get("sass_dir") if isinstance(sass, dict) else None]
    folders = {item.removeprefix("./").strip("/") for item in written if isinstance(item, str)}
    return {folder for folder in folders if folder and ".." not in folder}


def _includes_files_beside_pages(read: ReadSite) -> bool:
    """Whether a page uses `include_relative`, which may read files that `exclude:` names."""
    posts = (post.needs for post in read.sources.posts)
    pages = (page.document.needs for page in read.sources.pages)
    layouts = read.theme.jekyll.templates.contents.values() if read.theme.jekyll is not None else ()
    return any(needs.relative for needs in (*posts, *pages) if needs) or any(
        b"include_relative" in layout for layout in layouts
    )


def _around(repository: Repository) -> Iterator[LeftOut]:
    """What is in the repository beside the source folder."""
    home = repository.source.relative_to(repository.root)
    for entry in sorted(repository.root.iterdir()):
        name = entry.name
        known = name in (home.parts[0], CONFIG_FILE, *_GEMFILES, *repository.built)
        if known or (name.startswith(".") and name not in _HIDDEN):
            continue
        shown = name + ("/" if entry.is_dir() else "")
        outside = say("it is outside of the source folder {folder}/", folder=home.as_posix())
        yield LeftOut(shown, *_HIDDEN.get(name, (outside, _ASIDE)))


def _other_branch(repository: Repository) -> Iterator[Remark]:
    """A branch of the repository that the project's workflow does not publish."""
    try:
        head = read_regular(repository.root / ".git" / "HEAD").decode("utf-8", "replace").strip()
    except OSError:
        return
    branch = head.removeprefix("ref: refs/heads/")
    if branch not in (head, "main"):
        found = say("it publishes the branch main, and the repository is on {branch}", branch=branch)
        todo = say("push main, or write {branch} under `branches:`", branch=branch)
        yield Remark(WORKFLOW, found, todo)


def _empty_submodules(repository: Repository) -> Iterator[Remark]:
    try:
        text = read_regular(repository.root / ".gitmodules").decode("utf-8", "replace")
    except OSError:
        return
    for path in re.findall(r"^\s*path\s*=\s*(\S.*?)\s*$", text, re.MULTILINE):
        folder = repository.root / path
        if not fault_of(path) and folder.is_dir() and not any(look_below(folder).files):
            todo = say("run git submodule update --init in the repository, and import again")
            yield Remark(f"{path}/", say("it is a submodule without its files"), todo)


def _alike(paths: Iterable[str]) -> Iterator[Remark]:
    """Files whose names differ only in case, or in how accents are written."""
    first: dict[str, str] = {}
    for path in paths:
        other = first.setdefault(normalize("NFC", path).casefold(), path)
        if other != path:
            found = say(
                "its name differs from {other} only in case: macOS and Windows keep one of the two",
                other=other,
            )
            yield Remark(path, found, say("rename one of them, if its address may change"))
