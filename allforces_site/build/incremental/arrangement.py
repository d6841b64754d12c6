"""How the posts that have a page are arranged: in the last build, and after posts changed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from functools import partial

import msgspec
from msgspec.structs import replace

from allforces_site.build.incremental.last_build import LastBuild, packed_outlines
from allforces_site.errors import Problem
from allforces_site.model import Connections, Outline, SourcePost
from allforces_site.site.connections import FindLinks, connect, navigation
from allforces_site.site.outlines import outline_of
from allforces_site.site.related import related
from allforces_site.site.taxonomy import KINDS, TermEntry, TermIndex, term_key


class Arrangement(msgspec.Struct, frozen=True):
    """The sources of the posts, oldest first, how they are connected, and functions that return the links of
    names of each of `KINDS`. `dates` are those of the posts, if their outlines were read.
    """

    sources: Sequence[str]
    connections: Connections
    links: Sequence[FindLinks]
    dates: Sequence[datetime] | None = None

    @property
    def places(self) -> dict[str, int]:
        """The place of each post, by source."""
        return {source: place for place, source in enumerate(self.sources)}


class Rearranged(msgspec.Struct, frozen=True):
    """The arrangements before and after posts changed, with the outlines of all posts and the problems of
    terms after it.
    """

    before: Arrangement
    arrangement: Arrangement
    outlines: Sequence[Outline]
    term_problems: tuple[Problem, ...]


def last_arrangement(last: LastBuild) -> Arrangement:
    """The arrangement of the last build."""
    records = last.inputs.post_records
    return Arrangement(
        [records[number].source for number in last.shape.order],
        last.shape.connections,
        [index.links for index in _indexes(last.shape.connections)],
    )


def _indexes(connections: Connections) -> list[TermIndex]:
    """The terms of each kind with their links; slugs and descriptions are left empty."""
    return [
        TermIndex(
            kind.kind,
            kind.url,
            {term_key(term.name): TermEntry(term.link, "", "") for term in taxonomy.terms},
        )
        for kind, taxonomy in zip(KINDS, connections.taxonomies, strict=True)
    ]


def is_rearranged(old: Mapping[str, SourcePost], new: Mapping[str, SourcePost]) -> bool:
    """Whether posts that have changed from `old` to `new` are arranged in another way now."""
    return old.keys() != new.keys() or any(
        replace(outline_of(old[source]), packed_lines=b"") != replace(outline_of(post), packed_lines=b"")
        for source, post in new.items()
    )


def with_present_lines(
    last: LastBuild, old: Mapping[str, SourcePost], new: Mapping[str, SourcePost]
) -> msgspec.Raw | None:
    """The packed outlines of the last build with the present lines of posts that are arranged as before.

    None if problems of terms or addresses name one of these posts, perhaps with a line that has moved.
    """
    moved = {post.source: outline_of(post) for post in new.values() if post.lines != old[post.source].lines}
    if not moved:
        return last.shape.packed_outlines
    if any(problem.file in moved for problem in (*last.problems.of_terms, *last.problems.others)):
        return None
    return packed_outlines([moved.get(outline.source, outline) for outline in last.shape.outlines()])


def rearranged(
    last: LastBuild, before: Arrangement, changed: Collection[str], new: Mapping[str, SourcePost]
) -> Rearranged | None:
    """The arrangement after the posts `changed` became those of `new`, all by source.

    None if that changes what other posts or all pages show: names or addresses of their terms, or the
    navigation.
    """
    before_outlines = last.shape.outlines()
    unchanged = [outline for outline in before_outlines if outline.source not in changed]
    outlines = sorted(
        [*unchanged, *map(outline_of, new.values())], key=lambda outline: (outline.date, outline.source)
    )
    find_related = partial(related, before=last.shape.found_related())
    connected = connect(outlines, last.config, find_related)
    for kind, old_links, links in zip(KINDS, before.links, connected.links, strict=True):
        if any(
            old_links(names) != links(names) for names in {kind.names_of(outline) for outline in unchanged}
        ):
            return None
    if navigation(connected.connections, last.config) != last.shape.navigation:
        return None
    sources = [outline.source for outline in outlines]
    dates = [outline.date for outline in outlines]
    return Rearranged(
        replace(before, dates=[outline.date for outline in before_outlines]),
        Arrangement(sources, connected.connections, connected.links, dates),
        outlines,
        connected.problems,
    )
