"""Pages that say the same in other languages: `lang_pair` of their front matter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any
from urllib.parse import unquote

import msgspec

from allforces_site.config.model import Config
from allforces_site.errors import Problem, warning
from allforces_site.model import SourcePage, SourcePost

# Pairs of a language and a URL.
Twins = Mapping[str, tuple[tuple[str, str], ...]]


class _Paired(msgspec.Struct, frozen=True):
    """A post or page with `lang_pair`."""

    url: str
    source: SourcePost | SourcePage


def language(front_matter: Mapping[str, Any], config: Config) -> str:
    """The language of a post or page: its own (`lang`), which may be that of its folder, or the site's."""
    own = front_matter.get("lang")
    return own if isinstance(own, str) and own else config.lang


def find_twins(
    pages: Iterable[tuple[str, SourcePost | SourcePage]], config: Config
) -> tuple[Twins, list[Problem]]:
    """The twins of each page by its URL, itself among them, sorted by language; and problems.

    `pages` are all posts and pages, each with its URL. `lang_pair` is a word that both pages have, the
    address of the other page, or a list or mapping of such addresses.
    """
    sources = dict(pages)
    found = [_Paired(url, source) for url, source in sources.items() if source.front_matter.get("lang_pair")]
    if not found:
        return {}, []
    languages = {url: language(source.front_matter, config) for url, source in sources.items()}
    groups = _Groups()
    by_path = {unquote(url): url for url in languages}
    problems: list[Problem] = []
    places = {item.url: item for item in found}
    for item in found:
        for name in _names(item.source.front_matter["lang_pair"]):
            target = _target(name, by_path, config)
            if not _is_address(name):
                groups.join(item.url, f"word:{name}")
            elif target is None:
                problems.append(_problem(item, f'lang_pair: there is no page at "{name}"'))
            else:
                groups.join(item.url, target)
    twins: dict[str, tuple[tuple[str, str], ...]] = {}
    for urls in groups.all():
        members = sorted((languages[url], url) for url in urls if url in languages)
        doubled = [url for (other, _), (lang, url) in pairwise(members) if lang == other]
        problems += [
            _problem(places[url], f'lang_pair: another page of the pair is in "{languages[url]}" too')
            for url in doubled
            if url in places
        ]
        own = tuple(member for member in members if member[1] not in doubled)
        if len(own) > 1:
            twins |= dict.fromkeys((url for _, url in own), own)
    return twins, problems


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


def _problem(item: _Paired, message: str) -> Problem:
    hint = "write the address of the page in the other language, or one word that both pages have"
    return warning("lang-pair", message, item.source.source, item.source.lines.get("lang_pair"), hint=hint)
