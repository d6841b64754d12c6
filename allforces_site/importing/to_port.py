"""What of a Jekyll site's layouts, includes and templates does not work here as it is."""

from __future__ import annotations

from allforces_site.build.pipeline import ReadSite
from allforces_site.errors import SiteError
from allforces_site.front_matter.fences import has_front_matter
from allforces_site.front_matter.parse import decode, parse_front_matter
from allforces_site.importing.values import ToPort
from allforces_site.liquid.errors import NO_FILE, NO_FILTER, NO_TAG, LiquidError
from allforces_site.liquid.known_names import FILTER_NAMES, JEKYLL_TAGS
from allforces_site.liquid.parser import parse_without_unknown_tags
from allforces_site.liquid.reach import reach_of
from allforces_site.messages.message import N_, Message, say
from allforces_site.model import SourcePage, SourcePost

# Layouts of this name are none.
_NONE = frozenset({"none", "null", ""})
_OF_THEME = N_("copy it from the old theme into content/{folder}/, or write one of this name")
# What there is not, by the message that says so: the value with its name, what is found, and what to do.
_UNKNOWN = {
    NO_FILTER: (
        "name",
        say("no such filter"),
        say("write it in Python and name it under `filters` of `allforces:`, or use other filters"),
    ),
    NO_TAG: ("tag", say("no such tag"), say("write what it makes, or an include that makes it")),
}
_FAULTY = say("write it with the tags and filters that there are")


class Templates:
    """Collects what is wrong with the layouts and includes of a site, and what its pages lack."""

    def __init__(self, read: ReadSite) -> None:
        assert read.theme.jekyll is not None
        self._read = read
        self._files = read.theme.jekyll.templates
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
                say(_OF_THEME, folder=self._files.layouts_folder),
                tuple(used_in),
            )
            for name, used_in in sorted(self._layouts.items())
        )

    @property
    def includes(self) -> tuple[ToPort, ...]:
        """The includes that templates and pages name and the site does not have."""
        found = say("there is none of this name")
        return tuple(
            ToPort(
                name,
                found,
                say(_OF_THEME, folder=self._files.includes_folder),
                tuple(dict.fromkeys(used_in)),
            )
            for name, used_in in sorted(self._includes.items())
        )

    @property
    def tags(self) -> tuple[ToPort, ...]:
        """The tags and filters that there are not here."""
        return tuple(
            ToPort(name, *_UNKNOWN[text][1:], tuple(dict.fromkeys(used_in)))
            for (name, text), used_in in sorted(self._tags.items())
        )

    @property
    def faulty(self) -> tuple[ToPort, ...]:
        """What else is wrong with templates, by place."""
        return tuple(self._faulty)

    def _in_its_place(self, name: str) -> Message:
        if name in self._read.context.layouts:
            return say("the generator's own layout of this name is used")
        return say("the generator's usual layout is used")

    def _look_at_pages(self) -> None:
        sources = self._read.sources
        items: list[SourcePost | SourcePage] = [*sources.posts, *sources.pages]
        for item in items:
            self._name_layout(item.front_matter.get("layout"), item.source)
        for problem in self._read.problems:
            if problem.code not in ("liquid", "liquid-filter") or problem.file is None:
                continue
            missing = self._missing_include(_cause(problem.message))
            if missing:
                self._includes.setdefault(missing, []).append(problem.file)
            else:
                self._note(f"{problem.file}:{problem.line}", problem.message, problem.hint)

    def _missing_include(self, message: Message) -> str | None:
        """The name of the include that a message says there is not; None for other messages."""
        folder = f"{self._files.includes_folder}/"
        path = str(dict(message.values)["path"]) if message.text == NO_FILE else ""
        return path.removeprefix(folder) if path.startswith(folder) else None

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
            self._note(path, exc.problems[0].message, exc.problems[0].hint)

    def _look_at_liquid(self, text: str, path: str, first_line: int) -> None:
        try:
            nodes, unknown = parse_without_unknown_tags(text, JEKYLL_TAGS)
        except LiquidError as exc:
            nodes, unknown = (), [exc]
        for fault in unknown:
            self._note(f"{path}:{first_line + max(fault.line, 1) - 1}", fault.message, fault.hint)
        reach = reach_of(nodes)
        for name, _ in reach.includes_at:
            if name not in self._files.includes:
                self._includes.setdefault(name, []).append(path)
        for name, line in reach.filters:
            if name not in FILTER_NAMES and name not in self._read.config.allforces.filters:
                place = f"{path}:{first_line + max(line, 1) - 1}"
                self._note(place, say(NO_FILTER, name=name), None)

    def _note(self, place: str, message: Message, hint: Message | None) -> None:
        """Keeps a fault: one of a tag or filter that does not exist by its name, others by place."""
        cause = _cause(message)
        if cause.text in _UNKNOWN:
            name = str(dict(cause.values)[_UNKNOWN[cause.text][0]])
            self._tags.setdefault((name, cause.text), []).append(place)
        else:
            self._faulty.append(ToPort(place, message, hint or _FAULTY))


def _cause(message: Message) -> Message:
    """What is wrong, without what is done about it: a message may hold another one as its `problem`."""
    problem = dict(message.values).get("problem")
    return _cause(problem) if isinstance(problem, Message) else message
