"""Pages that say the same in other languages: those that `lang_pair` of their front matter joins, and those
at the same address below the folders of their languages (`/about/`, `/en/about/`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from urllib.parse import unquote

import msgspec

from allforces_site.config.model import Config
from allforces_site.config.page_language import language
from allforces_site.errors import Problem, warning
from allforces_site.messages.message import Message, say
from allforces_site.model import SourcePage, SourcePost
from allforces_site.text.robots import forbids_index

# Pairs of a language and a URL.
Twins = Mapping[str, tuple[tuple[str, str], ...]]


class _Paired(msgspec.Struct, frozen=True):
    """A post or page with `lang_pair`."""

    url: str
    source: SourcePost | SourcePage


def find_twins(
    pages: Iterable[tuple[str, SourcePost | SourcePage]], config: Config
) -> tuple[Twins, list[Problem]]:
    """The twins of each page by its URL, itself among them, sorted by language; and problems.

    `pages` are all posts and pages, each with its URL; the home page, which a site may leave to the
    generator, need not be among them. `lang_pair` is a word that both pages have, the address of the other
    page, or a list or mapping of such addresses. A page that has it has no twin by its folder. Pages that
    search engines must not find are nobody's twins.
    """
    sources = dict(pages)
    found = [_Paired(url, source) for url, source in sources.items() if _has_pair(source)]
    foreign = [url for url, source in sources.items() if _is_foreign(source, config)]
    if not found and not foreign:
        return {}, []
    languages = {"/": config.lang}
    languages |= {url: language(source.front_matter, config) for url, source in sources.items()}
    groups = _Groups()
    for url in foreign:
        for one, name in _in_folders(url, languages, sources, config):
            groups.join(one, name)
    problems = list(_join_pairs(found, groups, languages, config))
    places = {item.url: item for item in found}
    twins: dict[str, tuple[tuple[str, str], ...]] = {}
    for urls in groups.all():
        members = sorted(
            (languages[url], url) for url in urls if url in languages and _is_findable(url, sources)
        )
        doubled = [url for (other, _), (lang, url) in pairwise(members) if lang == other]
        problems += [
            _problem(
                places[url],
                say('lang_pair: another page of the pair is in "{lang}" too', lang=languages[url]),
            )
            for url in doubled
            if url in places
        ]
        own = tuple(member for member in members if member[1] not in doubled)
        if len(own) > 1:
            twins |= dict.fromkeys((url for _, url in own), own)
    return twins, problems


def _join_pairs(
    paired: Iterable[_Paired], groups: _Groups, languages: Mapping[str, str], config: Config
) -> Iterator[Problem]:
    """Joins pages that name each other or the same word; yields problems of names that lead nowhere."""
    by_path = {unquote(url): url for url in languages}
    for item in paired:
        for name in _names(item.source.front_matter["lang_pair"]):
            target = _target(name, by_path, config)
            if not _is_address(name):
                groups.join(item.url, f"word:{name}")
            elif target is None:
                yield _problem(item, say('lang_pair: there is no page at "{address}"', address=name))
            else:
                groups.join(item.url, target)


def may_have_twins(source: SourcePost | SourcePage, config: Config) -> bool:
    """Whether a post or page names another one as its twin, or its folder may do so."""
    return _has_pair(source) or _is_foreign(source, config)


def _is_foreign(source: SourcePost | SourcePage, config: Config) -> bool:
    """Whether a page has a language of its own, and only its folder says which pages are its twins."""
    lang = source.front_matter.get("lang")
    is_page = isinstance(source, SourcePost) or source.is_html
    return isinstance(lang, str) and lang not in ("", config.lang) and is_page and not _has_pair(source)


def _has_pair(source: SourcePost | SourcePage | None) -> bool:
    return source is not None and "lang_pair" in source.front_matter


def _is_findable(url: str, sources: Mapping[str, SourcePost | SourcePage]) -> bool:
    return url not in sources or not forbids_index(sources[url].robots)


def _in_folders(
    url: str, languages: Mapping[str, str], sources: Mapping[str, SourcePost | SourcePage], config: Config
) -> Iterator[tuple[str, str]]:
    """The page at `url` and that of the site's own language, each with a name for what they say.

    The folder of a language is `/en-us/` or `/en/` for `en-US`; pages of the site's own language are in its
    folder or in none.
    """
    lang = languages[url].lower()
    names = (lang, lang.partition("-")[0])
    folders = [f"/{name}/" for name in names if url.lower().startswith(f"/{name}/")]
    if not folders:
        return
    rest = url[len(folders[0]) :]
    yield url, f"folder:{rest}"
    for own in (f"/{rest}", f"/{config.lang}/{rest}"):
        if languages.get(own) == config.lang and not _has_pair(sources.get(own)):
            yield own, f"folder:{rest}"
            return


class _Groups:
    """Joins names into groups (union-find)."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def _top(self, name: str) -> str:
        while self._above.setdefault(name, name) != name:
            name = self._above[name]
        return name

    def join(self, one: str, other: str) -> None:
        self._above[self._top(one)] = self._top(other)

    def all(self) -> list[list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for name in self._above:
            found[self._top(name)].append(name)
        return list(found.values())


def _names(value: object) -> list[str]:
    if isinstance(value, Mapping):
        value = list(value.values())
    values = value if isinstance(value, list) else [value]
    return [name for name in values if isinstance(name, str) and name]


def _is_address(name: str) -> bool:
    return name.startswith(("/", "http://", "https://"))


def _target(name: str, by_path: Mapping[str, str], config: Config) -> str | None:
    """The URL of the page at an address that an author wrote."""
    path = name.removeprefix(config.url) if config.url else name
    path = path.removeprefix(config.baseurl) if config.baseurl else path
    path = unquote(path)
    return next(
        (by_path[one] for one in (path, f"{path}/", path.removesuffix("index.html")) if one in by_path), None
    )


def _problem(item: _Paired, message: Message) -> Problem:
    hint = say("write the address of the page in the other language, or one word that both pages have")
    return warning("lang-pair", message, item.source.source, item.source.lines.get("lang_pair"), hint=hint)
