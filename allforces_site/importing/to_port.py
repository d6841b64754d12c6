"""What of a Jekyll site's layouts, includes and templates does not work here as it is."""

from __future__ import annotations

import re

from allforces_site.build.pipeline import ReadSite
from allforces_site.errors import SiteError
from allforces_site.front_matter.fences import has_front_matter
from allforces_site.front_matter.parse import decode, parse_front_matter
from allforces_site.importing.values import ToPort
from allforces_site.liquid.errors import LiquidError
from allforces_site.liquid.known_names import FILTER_NAMES, JEKYLL_TAGS
from allforces_site.liquid.parser import parse_without_unknown_tags
from allforces_site.liquid.reach import reach_of
from allforces_site.model import SourcePage, SourcePost

# Layouts of this name are none.
_NONE = frozenset({"none", "null", ""})
_OF_THEME = "copy it from the old theme into content/{folder}/, or write one of this name"
_UNKNOWN = re.compile(r"there is no (?P<kind>tag|filter) `(?P<name>[^`]+)`")
_TODO = {
    "no such tag": "write what it makes, or an include that makes it",
    "no such filter": "write it in Python and name it under `filters` of `allforces:`, or use other filters",
}
_FAULTY = "write it with the tags and filters that there are"


class Templates:
    """Collects what is wrong with the layouts and includes of a site, and what its pages lack."""

    def __init__(self, read: ReadSite) -> None:
        assert read.theme.jekyll is not None
        self._read = read
        self._files = read.theme.jekyll.templates
        # The message of `liquid_bodies` and of `JekyllTemplates`.
        folder = re.escape(self._files.includes_folder)
        self._no_include = re.compile(rf"there is no {folder}/(?P<name>.+?)(?:;|$)")
        self._layouts: dict[str, list[str]] = {}
        self._includes: dict[str, list[str]] = {}
        self._tags: dict[tuple[str, str], list[str]] = {}
        self._faulty: list[ToPort] = []
        self._look_at_pages()
        for path, content in self._files.contents.items():
            self._look_at_template(path, content)

    @property
    def layouts(self) -> tuple[ToPort, ...]:
        """The layouts that pages name and the site does not have."""
        return tuple(
            ToPort(
                name,
                self._in_its_place(name),
                _OF_THEME.format(folder=self._files.layouts_folder),
                tuple(used_in),
            )
            for name, used_in in sorted(self._layouts.items())
        )

    @property
    def includes(self) -> tuple[ToPort, ...]:
        """The includes that templates and pages name and the site does not have."""
        found = "there is none of this name"
        return tuple(
            ToPort(
                name,
                found,
                _OF_THEME.format(folder=self._files.includes_folder),
                tuple(dict.fromkeys(used_in)),
            )
            for name, used_in in sorted(self._includes.items())
        )

    @property
    def tags(self) -> tuple[ToPort, ...]:
        """The tags and filters that there are not here."""
        return tuple(
            ToPort(name, found, _TODO[found], tuple(dict.fromkeys(used_in)))
            for (name, found), used_in in sorted(self._tags.items())
        )

    @property
    def faulty(self) -> tuple[ToPort, ...]:
        """What else is wrong with templates, by place."""
        return tuple(self._faulty)

    def _in_its_place(self, name: str) -> str:
        if name in self._read.context.layouts:
            return "the generator's own layout of this name is used"
        return "the generator's usual layout is used"

    def _look_at_pages(self) -> None:
        sources = self._read.sources
        items: list[SourcePost | SourcePage] = [*sources.posts, *sources.pages]
        for item in items:
            self._name_layout(item.front_matter.get("layout"), item.source)
        for problem in self._read.problems:
            if problem.code not in ("liquid", "liquid-filter") or problem.file is None:
                continue
            missing = self._no_include.search(str(problem.message))
            if missing:
                self._includes.setdefault(missing["name"], []).append(problem.file)
            else:
                self._note(f"{problem.file}:{problem.line}", str(problem.message), _text(problem.hint))

    def _name_layout(self, name: object, source: str) -> None:
        if isinstance(name, str) and name.strip() not in _NONE | self._files.layouts:
            self._layouts.setdefault(name.strip(), []).append(source)

    def _look_at_template(self, path: str, content: bytes) -> None:
        try:
            text = decode(content, path)
            first_line = 1
            if path.startswith(f"{self._files.layouts_folder}/") and has_front_matter(content[:1024]):
                own = parse_front_matter(text, path)
                self._name_layout(own.values.get("layout"), path)
                text, first_line = own.body, own.body_line
            self._look_at_liquid(text, path, first_line)
        except SiteError as exc:
            self._note(path, str(exc.problems[0].message), _text(exc.problems[0].hint))

    def _look_at_liquid(self, text: str, path: str, first_line: int) -> None:
        try:
            nodes, unknown = parse_without_unknown_tags(text, JEKYLL_TAGS)
        except LiquidError as exc:
            nodes, unknown = (), [exc]
        for fault in unknown:
            self._note(f"{path}:{first_line + max(fault.line, 1) - 1}", str(fault.message), _text(fault.hint))
        reach = reach_of(nodes)
        for name, _ in reach.includes_at:
            if name not in self._files.includes:
                self._includes.setdefault(name, []).append(path)
        for name, line in reach.filters:
            if name not in FILTER_NAMES and name not in self._read.config.allforces.filters:
                place = f"{path}:{first_line + max(line, 1) - 1}"
                self._note(place, f"there is no filter `{name}`; the value stays as it is", None)

    def _note(self, place: str, message: str, hint: str | None) -> None:
        """Keeps a fault: one of a tag or filter that does not exist by its name, others by place."""
        unknown = _UNKNOWN.search(message)
        if unknown:
            self._tags.setdefault((unknown["name"], f"no such {unknown['kind']}"), []).append(place)
        else:
            self._faulty.append(ToPort(place, message, hint or _FAULTY))


def _text(message: object) -> str | None:
    return None if message is None else str(message)
