"""A filter of the configuration that matches nothing: often what it names was renamed since."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from functools import cached_property
from unicodedata import normalize

import msgspec

from allforces_site.config.file_patterns import FilePatterns, in_scope
from allforces_site.config.model import CONFIG_FILE, Config
from allforces_site.errors import Severity
from allforces_site.files.regular_files import read_regular
from allforces_site.front_matter.any_yaml import line_of
from allforces_site.lint.finding import Finding
from allforces_site.lint.rule import Rule
from allforces_site.lint.site_view import SiteView
from allforces_site.lint.source.prose import folded
from allforces_site.messages.message import Message, say
from allforces_site.text.nearest_names import NearestNames, did_you_mean

Steps = tuple[str | int, ...]
# The way to a key of the configuration, the message and the hint.
Found = tuple[Steps, Message, Message]

# Jekyll's own default, which many configurations copy needlessly.
_USUAL = (".htaccess",)
# Folders of tools, which may hold more files than the whole site.
_SKIPPED_FOLDERS = frozenset(
    {".git", "node_modules", ".jekyll-cache", ".sass-cache", "_site", ".allforces", "vendor"}
)


def find_in_site(view: SiteView) -> Iterator[Finding]:
    """A finding for each filter, at its line of `_config.yml`."""
    text: str | None = None
    for steps, message, hint in _empty(view):
        if text is None:
            text = _text(view)
        yield Finding(message, CONFIG_FILE, line_of(text, steps) or 1, 1, hint)


def _empty(view: SiteView) -> Iterator[Found]:
    names = _Names(view)
    yield from _scopes(view.config, names)
    yield from _patterns(view.config, names)
    yield from _categories(view)
    yield from _slugs(view)
    for pattern in view.config.allforces.checks.paths:
        if not any(fnmatchcase(source, pattern) for source in names.sources):
            steps: Steps = ("allforces", "checks", "paths", pattern)
            message = say('checks.paths: no file matches "{pattern}"', pattern=pattern)
            yield steps, message, say("correct the pattern, or delete it")


class _Names(msgspec.Struct, frozen=True, dict=True):
    """The files of a site, by their paths below the source folder."""

    view: SiteView

    @cached_property
    def sources(self) -> list[str]:
        """The files that are part of the site, and the configuration."""
        assets = [asset.source for asset in self.view.site.assets]
        return [CONFIG_FILE, *self.view.facts, *assets]

    @cached_property
    def all(self) -> list[str]:
        """All files and folders there, whether part of the site or not; folders end with a slash."""
        found: list[str] = []
        root = str(self.view.root)
        for folder, folders, files in os.walk(root):
            below = normalize("NFC", os.path.relpath(folder, root).replace(os.sep, "/"))
            start = "" if below == "." else f"{below}/"
            found += [f"{start}{normalize('NFC', name)}/" for name in folders]
            found += [f"{start}{normalize('NFC', name)}" for name in files]
            folders[:] = [name for name in folders if name not in _SKIPPED_FOLDERS]
        return found


def _scopes(config: Config, names: _Names) -> Iterator[Found]:
    for index, chosen in enumerate(config.defaults):
        if not any(in_scope(chosen.scope, source, _types(source, names.view)) for source in names.view.facts):
            message = _without_files(chosen.scope.path, chosen.scope.type)
            yield ("defaults", index), message, say("correct the scope, or delete it")


def _without_files(path: str | None, kind: str | None) -> Message:
    if path and kind:
        return say(
            'defaults: there is no file below "{path}" of the type "{kind}", so these values apply to'
            " nothing",
            path=path,
            kind=kind,
        )
    if path:
        return say('defaults: there is no file below "{path}", so these values apply to nothing', path=path)
    if kind:
        return say(
            'defaults: there is no file of the type "{kind}", so these values apply to nothing', kind=kind
        )
    return say("defaults: there is no file, so these values apply to nothing")


def _types(source: str, view: SiteView) -> tuple[str, ...]:
    if not view.facts[source].is_post:
        return ("pages",)
    return ("posts", "drafts") if "_drafts/" in source else ("posts",)


def _patterns(config: Config, names: _Names) -> Iterator[Found]:
    """Each `include` that matches nothing; an `exclude` may be a precaution and is reported only if a name is
    much like it."""
    for index, pattern in enumerate(config.include):
        if pattern not in _USUAL and not _matches(pattern, names.all):
            message = say('include: no file or folder is called "{name}"', name=pattern)
            yield ("include", index), message, say("correct the name, or delete it")
    for index, pattern in enumerate(config.exclude):
        if _matches(pattern, names.all):
            continue
        known = [
            name.rstrip("/") for name in names.all if name.count("/") <= pattern.rstrip("/").count("/") + 1
        ]
        near = _nearest(pattern.rstrip("/"), known, 85)
        if near:
            message = say('exclude: no file or folder is called "{name}"', name=pattern)
            yield ("exclude", index), message, did_you_mean(pattern, near)


def _nearest(name: str, known: Sequence[str], likeness: int) -> str | None:
    """The one of `known` that is most like `name`, by at least `likeness` %, or None. Computed in C:
    there may be thousands of both."""
    from rapidfuzz import fuzz, process  # Late: few configurations need it.

    found = process.extractOne(name, known, scorer=fuzz.ratio, score_cutoff=likeness)
    return found[0] if found is not None else None


def _matches(pattern: str, names: list[str]) -> bool:
    patterns = FilePatterns.of((normalize("NFC", pattern),))
    return any(
        patterns.match(path, is_folder=name.endswith("/"))
        or patterns.match(path.rpartition("/")[2], is_folder=name.endswith("/"))
        for name in names
        for path in (name.rstrip("/"),)
    )


def _categories(view: SiteView) -> Iterator[Found]:
    """Configured categories without a post. One much like an unlisted category that posts use is left to the
    rule `unknown-category`."""
    used = {folded(name) for post in view.site.posts for name in post.source.categories}
    unlisted = sorted(used - {folded(category.name) for category in view.config.content_categories})
    for index, category in enumerate(view.config.content_categories):
        name = folded(category.name)
        if name not in used and _nearest(name, unlisted, 60) is None:
            message = say('content_categories: no post is in "{category}"', category=category.name)
            hint = say("its page is empty: delete it, or write for it")
            yield ("content_categories", index, "name"), message, hint


def _slugs(view: SiteView) -> Iterator[Found]:
    if not view.config.allforces.slugs:
        return
    used = {folded(term.name) for taxonomy in view.site.connections.taxonomies for term in taxonomy.terms}
    names = NearestNames(sorted(used))
    for name in view.config.allforces.slugs:
        if folded(name) not in used:
            near = names.find(folded(name))
            hint = did_you_mean(name, near) if near else say("correct the name, or delete the line")
            message = say('slugs: no post has a tag, author or category "{name}"', name=name)
            yield ("allforces", "slugs", name), message, hint


def _text(view: SiteView) -> str:
    try:
        return read_regular(view.root / CONFIG_FILE).decode("utf-8-sig").replace("\r\n", "\n")
    except (OSError, UnicodeError):  # It was read a moment ago.
        return ""


RULE = Rule(
    "empty-filter",
    Severity.NOTE,
    say("A filter that fits nothing"),
    say("Nothing fits the name in the settings. Correct it to the name of today, or delete it."),
    find_in_site=find_in_site,
    reads_files=True,
)
