"""The layouts and includes of a Jekyll site, as they lie in its folders. Reads each file at most once."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from allforces_site.errors import Problem, SiteError, reason_of
from allforces_site.files.linked_folders import look_below
from allforces_site.files.regular_files import read_regular
from allforces_site.front_matter.fences import has_front_matter
from allforces_site.liquid.errors import NO_FILE, LiquidError
from allforces_site.messages.message import Message, say

if TYPE_CHECKING:
    from allforces_site.renderer.jekyll.own_filters import Filter
    from allforces_site.renderer.jekyll.site import JekyllSite

# The usual folders; `layouts_dir` and `includes_dir` name others.
LAYOUTS, INCLUDES = "_layouts", "_includes"


class Layout(msgspec.Struct, frozen=True):
    """A layout: path from the source folder, front matter, text, and the line where that begins."""

    path: str
    values: Mapping[str, Any]
    text: str
    first_line: int


class JekyllTemplates:
    """The layouts and includes below `source`. Nothing outside these two folders is read."""

    def __init__(self, source: Path, layouts: str = LAYOUTS, includes: str = INCLUDES) -> None:
        self._source = source
        self.layouts_folder, self.includes_folder = layouts or LAYOUTS, includes or INCLUDES
        self._layouts = _named(_files_below(source / self.layouts_folder))
        self._includes = frozenset(_files_below(source / self.includes_folder))
        self._read: dict[str, Layout] = {}

    def at(self, layouts: str, includes: str) -> JekyllTemplates:
        """The templates of the same site in these folders; itself if they are there already."""
        is_here = (layouts or LAYOUTS, includes or INCLUDES) == (self.layouts_folder, self.includes_folder)
        return self if is_here else JekyllTemplates(self._source, layouts, includes)

    @property
    def layouts(self) -> frozenset[str]:
        """The names of the layouts."""
        return frozenset(self._layouts)

    @property
    def includes(self) -> frozenset[str]:
        """The paths of the includes, from their folder."""
        return self._includes

    @property
    def read_layouts(self) -> list[Layout]:
        """The layouts that were read so far."""
        return list(self._read.values())

    def layout(self, name: str) -> Layout:
        """The layout of this name. Raises `SiteError` for one that cannot be read."""
        if name not in self._read:
            # Imported here, because most sites have no layouts of their own.
            from allforces_site.front_matter.parse import decode, parse_front_matter

            path = f"{self.layouts_folder}/{self._layouts[name]}"
            text = decode(self._bytes(path), path)
            if has_front_matter(text.encode()[:1024]):
                own = parse_front_matter(text, path)
                self._read[name] = Layout(path, own.values, own.body, own.body_line)
            else:
                self._read[name] = Layout(path, {}, text, 1)
        return self._read[name]

    def include(self, name: str, page_folder: str | None) -> tuple[str, str]:
        """The text and the path of an include; with `page_folder`, of a file beside a page.

        Raises `LiquidError` for a file that is not there.
        """
        from allforces_site.front_matter.parse import decode

        name = name.strip()
        if page_folder is None:
            if name not in self._includes:
                raise LiquidError(
                    say(NO_FILE, path=f"{self.includes_folder}/{name}"),
                    hint=_near(name, self._includes),
                )
            path = f"{self.includes_folder}/{name}"
        else:
            path = os.path.normpath(f"{page_folder}/{name}" if page_folder else name).replace(os.sep, "/")
            if path.startswith(("/", "..")) or not self._is_inside(path):
                raise LiquidError(say("there is no file {name} beside the page", name=name))
        try:
            return decode(self._bytes(path), path), path
        except (OSError, SiteError) as exc:
            raise LiquidError(say("{path} cannot be read: {reason}", path=path, reason=_reason(exc))) from exc

    def _bytes(self, path: str) -> bytes:
        """What is in a file, which keys may have read already. Raises OSError."""
        return self.contents.get(path) or read_regular(self._source / path)

    def _is_inside(self, path: str) -> bool:
        root = os.path.realpath(self._source)
        real = os.path.realpath(self._source / path)
        return Path(real).is_file() and os.path.commonpath([root, real]) == root

    @cached_property
    def contents(self) -> dict[str, bytes]:
        """The bytes of all layouts and includes by path, for keys."""
        paths = [f"{self.layouts_folder}/{path}" for path in self._layouts.values()]
        paths += [f"{self.includes_folder}/{path}" for path in self._includes]
        return {path: _content(self._source / path) for path in sorted(paths)}


class JekyllTheme(msgspec.Struct, frozen=True):
    """What templates in Liquid have of a site besides its posts and pages: `data` is `_data`, `now` the
    time of the build.

    `layouts` are the names of those in `templates` that pages use, `filters` the site's own by name.
    `front_texts` are front matters as text, by source, as far as they were asked for. `site` is set when
    outputs are planned.
    """

    templates: JekyllTemplates
    layouts: frozenset[str]
    data: Mapping[str, Any]
    now: datetime
    filters: Mapping[str, Filter]
    front_texts: dict[str, str]
    site: JekyllSite | None = None


def _files_below(folder: Path) -> Iterable[str]:
    return look_below(folder).files if folder.is_dir() else ()


def _named(paths: Iterable[str]) -> dict[str, str]:
    """Layouts by name: the path without the extension. Of two with one name the first in order counts."""
    named: dict[str, str] = {}
    for path in sorted(paths):
        named.setdefault(path.rpartition(".")[0] or path, path)
    return named


def _content(file: Path) -> bytes:
    try:
        return read_regular(file)
    except OSError:
        return b""


def _near(name: str, names: Iterable[str]) -> Message | None:
    from allforces_site.text.nearest_names import did_you_mean, nearest_name

    near = nearest_name(name, names)
    return did_you_mean(name, near) if near else None


def _reason(exc: OSError | SiteError) -> Message:
    if isinstance(exc, SiteError):
        problem: Problem = exc.problems[0]
        return problem.message
    return reason_of(exc)
