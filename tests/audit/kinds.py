"""One page of every kind that a site has."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

_KIND = re.compile(r'<body class="kind-([\w-]+)')
_DATE = re.compile(r'<time datetime="([^"]+)"')
_LATER = re.compile(r"(^|/)page(\d+)/")

# What a post may show, as it stands in its HTML.
FEATURES = (
    "<table",
    "<pre",
    'class="footnote',
    "<blockquote",
    "<dl",
    "<details",
    "<figure",
    'type="checkbox"',
    "<ol",
    "<code",
    "<kbd",
    "<iframe",
    'class="toc',
    'loading="lazy"',
)


@dataclass(frozen=True, slots=True)
class BuiltPage:
    """A page of a site. `path` is that of its file below the output folder."""

    path: str
    kind: str
    html: str

    @property
    def url(self) -> str:
        """Its address without the host, percent-encoded."""
        return "/" + quote(self.path.removesuffix("index.html"))

    @property
    def number(self) -> int:
        """Its place among the pages of a list, from 1."""
        later = _LATER.search(self.path)
        return int(later[2]) if later else 1

    @property
    def features(self) -> int:
        """How many different things of `FEATURES` it shows."""
        return sum(feature in self.html for feature in FEATURES)

    @property
    def noindex(self) -> bool:
        """Whether it asks search engines to leave it out."""
        return '<meta name="robots" content="noindex' in self.html


@dataclass(frozen=True, slots=True)
class Sample:
    """A page that stands for a kind. `query` is empty or begins with "?"."""

    kind: str
    page: BuiltPage
    query: str = ""

    @property
    def url(self) -> str:
        """The address to open, without the host."""
        return f"{self.page.url}{quote(self.query, safe='?=')}"


# label, which pages are of the kind, and of them the one with the greatest value stands for it.
_Rule = tuple[str, Callable[[BuiltPage], bool], Callable[[BuiltPage], tuple[object, ...]]]


def _is(kind: str, folder: str = "", *, later: bool = False) -> Callable[[BuiltPage], bool]:
    return lambda page: page.kind == kind and page.path.startswith(folder) and (page.number > 1) is later


def _newest(page: BuiltPage) -> tuple[object, ...]:
    dates = _DATE.findall(page.html)
    return (dates[0] if dates else "", page.path)


def _longest(page: BuiltPage) -> tuple[object, ...]:
    return (len(page.html), page.path)


def _second(page: BuiltPage) -> tuple[object, ...]:
    return (-page.number, page.path)


RULES: tuple[_Rule, ...] = (
    ("home", _is("home"), _newest),
    ("home, page 2", _is("home", later=True), _second),
    ("post", _is("post"), _newest),
    ("post with everything", _is("post"), lambda page: (page.features, page.path)),
    ("bare post", _is("post"), lambda page: (-page.features, -len(page.html))),
    ("page", _is("page"), _longest),
    ("category", _is("term", "category/"), _longest),
    ("category, page 2", _is("term", "category/", later=True), _second),
    ("tag", _is("term", "tag/"), _longest),
    ("tag, page 2", _is("term", "tag/", later=True), _second),
    ("author", _is("term", "author/"), _longest),
    ("categories", _is("terms", "category/"), _longest),
    ("tags", _is("terms", "tag/"), _longest),
    ("authors", _is("terms", "author/"), _longest),
    ("archive", _is("archive"), _longest),
    ("year", _is("archive-year"), _longest),
    ("month", _is("archive-month"), _longest),
    ("search", lambda page: page.path == "search/index.html", _longest),
    ("404", _is("not-found"), _longest),
    ("redirect", _is("redirect"), _longest),
)


# Pages that a query changes: kind of the page, kind of what it becomes, query.
# No post holds the second one; words near to it stand in the titles of every blog about AI.
_QUERIES = (
    ("search", "search results", "?q=AI"),
    ("search", "search without hits", "?q=プロンプタ"),
)


def built_pages(folder: Path) -> list[BuiltPage]:
    """All HTML pages below an output folder, by path."""
    pages = []
    for path in sorted(folder.rglob("*.html")):
        html = path.read_text(encoding="utf-8")
        pages.append(BuiltPage(path.relative_to(folder).as_posix(), kind_of(html), html))
    return pages


def kind_of(html: str) -> str:
    """The kind that a page names on its `body`; pages of redirects have none, other files are "file"."""
    if body := _KIND.search(html):
        return body[1]
    return "redirect" if 'http-equiv="refresh"' in html else "file"


def choose(pages: Sequence[BuiltPage], faulty: Collection[str] = ()) -> list[Sample]:
    """A page for each kind there is, where possible none of the URLs whose text has faults of its author."""
    samples = []
    for label, fits, value in RULES:
        fitting = [page for page in pages if fits(page)]
        sound = [page for page in fitting if page.url not in faulty]
        if fitting:
            samples.append(Sample(label, max(sound or fitting, key=value)))
    samples += _of_missing_features(pages, samples)
    pages_by_kind = {sample.kind: sample.page for sample in samples}
    asked = [(pages_by_kind.get(kind), label, query) for kind, label, query in _QUERIES]
    return [*samples, *(Sample(label, page, query) for page, label, query in asked if page)]


def _of_missing_features(pages: Sequence[BuiltPage], samples: Sequence[Sample]) -> list[Sample]:
    """A post for each thing that none of the samples shows: no post shows everything."""
    found: list[Sample] = []
    for feature in FEATURES:
        showing = [page for page in pages if page.kind == "post" and feature in page.html]
        if showing and not any(feature in sample.page.html for sample in (*samples, *found)):
            found.append(Sample(f"post with {feature}", max(showing, key=_newest)))
    return found


def missing_kinds(samples: Sequence[Sample]) -> list[str]:
    """The kinds of which a site has no page."""
    chosen = {sample.kind for sample in samples}
    return [label for label, *_ in RULES if label not in chosen]
