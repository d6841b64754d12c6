"""Connects the posts of a site: their terms, months and related posts, found by their outlines alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from functools import cache
from itertools import groupby

import msgspec

from allforces_site.config.model import Config
from allforces_site.errors import Problem
from allforces_site.model import Connections, Month, Outline, Taxonomy, Term, TermLink, Year
from allforces_site.site.related import related
from allforces_site.site.taxonomy import KINDS, TermIndex, index_terms

RELATED_POSTS = 6
ARCHIVE_URL = "/archive/"

# The kinds of terms by which posts are related.
RELATING = ("category", "tag")

FindLinks = Callable[[tuple[str, ...]], tuple[TermLink, ...]]
FindRelated = Callable[[Sequence[frozenset[str]], int, Set[int]], list[tuple[int, ...]]]


class ConnectedPosts(msgspec.Struct, frozen=True):
    """`links` return the links of names of each of `KINDS`; `problems` are those of terms."""

    connections: Connections
    links: tuple[FindLinks, ...]
    problems: tuple[Problem, ...]


def connect(
    outlines: Sequence[Outline], config: Config, find_related: FindRelated = related
) -> ConnectedPosts:
    """Connects the posts with these outlines, which are sorted, oldest first.

    `find_related` is `related`, or knows its earlier results.
    """
    indexes: list[TermIndex] = []
    problems: list[Problem] = []
    for kind in KINDS:
        index, index_problems = index_terms(kind, outlines, config)
        indexes.append(index)
        problems += index_problems
    # Most posts have the authors and categories of others.
    links = tuple(cache(index.links) for index in indexes)
    own_links = {
        kind.kind: [find(kind.names_of(outline)) for outline in outlines]
        for kind, find in zip(KINDS, links, strict=True)
    }
    relating = zip(*(own_links[kind] for kind in RELATING), strict=True)
    terms = [frozenset(link.url for links in of_post for link in links) for of_post in relating]
    hidden = tuple(place for place, outline in enumerate(outlines) if outline.is_hidden)
    connections = Connections(
        tuple(find_related(terms, RELATED_POSTS, frozenset(hidden))),
        tuple(_taxonomy(index, own_links[index.kind]) for index in indexes),
        _archive(outlines),
        hidden,
    )
    return ConnectedPosts(connections, links, tuple(problems))


def _taxonomy(index: TermIndex, links: Sequence[tuple[TermLink, ...]]) -> Taxonomy:
    posts: dict[str, list[int]] = {entry.link.url: [] for entry in index.terms.values()}
    for place in reversed(range(len(links))):
        for link in links[place]:
            posts[link.url].append(place)
    terms = (
        Term(entry.link.name, entry.slug, entry.link.url, entry.description, tuple(posts[entry.link.url]))
        for entry in index.terms.values()
    )
    return Taxonomy(index.kind, index.url, tuple(terms))


def _archive(outlines: Sequence[Outline]) -> tuple[Year, ...]:
    newest_first = reversed(range(len(outlines)))
    months = [
        Month(year, month, f"{ARCHIVE_URL}{year:04}/{month:02}/", tuple(places))
        for (year, month), places in groupby(newest_first, key=lambda place: outlines[place].month)
    ]
    return tuple(
        Year(year, f"{ARCHIVE_URL}{year:04}/", tuple(own))
        for year, own in groupby(months, key=lambda month: month.year)
    )


def navigation(connections: Connections, config: Config) -> tuple[TermLink, ...]:
    """The categories that every page links to: the configured ones in their order, else all by name."""
    links = [term.link for term in connections.terms("category")]
    if config.content_categories:
        return tuple(links[: len(config.content_categories)])
    return tuple(sorted(links, key=lambda link: link.name))
