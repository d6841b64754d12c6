"""`assemble(config, sources) -> Site`: all sources of a site as one value. Values in, values out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from msgspec.structs import replace

from allforces_site.cache.keys import key_of
from allforces_site.config.model import Config
from allforces_site.errors import Severity
from allforces_site.model import Connections, Output, Post, Site, SourcePage, SourcePost, Sources, Summary
from allforces_site.site.collisions import PlacedPost, fixed_places, place_pages, place_posts
from allforces_site.site.connections import FindLinks, FindRelated, connect
from allforces_site.site.outlines import outline_of
from allforces_site.site.related import related
from allforces_site.site.relative_links import link_targets
from allforces_site.site.taxonomy import KINDS
from allforces_site.site.twins import find_twins
from allforces_site.text.robots import forbids_index


def assemble(
    config: Config, sources: Sources, find_related: FindRelated = related, fixed: Iterable[Output] = ()
) -> Site:
    """The site that the sources make. `sources.posts` are sorted, oldest first.

    `find_related` is `related`, or knows its earlier results. Posts and pages are placed around `fixed`,
    outputs that cannot move.
    """
    severity = Severity.ERROR if config.allforces.collisions == "error" else Severity.WARNING
    taken = fixed_places(sources.assets, fixed)
    pages, page_problems = place_pages([page for page in sources.pages if page.is_written], taken)
    placed, problems = place_posts(sources.posts, severity, taken)
    targets = link_targets(config, {place.post.source: place.url for place in placed}, pages, sources.assets)
    if targets is not None:
        pages = tuple(map(targets.page, pages))
        placed = [replace(place, post=targets.post(place.post)) for place in placed]
    outlines = tuple(map(outline_of, sources.posts))
    connected = connect(outlines, config, find_related)
    summaries = [summary_of(place, config, connected.links) for place in placed]
    posts = _posts(placed, summaries, connected.connections)
    placed_sources: list[tuple[str, SourcePost | SourcePage]] = [
        *((post.url, post.source) for post in posts),
        *((page.url, page) for page in pages),
    ]
    twins, twin_problems = find_twins(placed_sources, config)
    return Site(
        posts=tuple(reversed(posts)),
        pages=pages,
        assets=sources.assets,
        connections=connected.connections,
        outlines=outlines,
        unwritten=tuple(page for page in sources.pages if not page.is_written),
        searched=_searched(pages, config),
        twins=twins,
        problems=(*page_problems, *problems, *connected.problems, *twin_problems),
        term_problems=connected.problems,
    )


def _searched(pages: Iterable[SourcePage], config: Config) -> tuple[SourcePage, ...]:
    """The documents of collections that the search finds."""
    names = {collection.name for collection in config.collections if collection.is_searched}
    found = [
        page for page in pages if page.collection in names and page.is_html and not forbids_index(page.robots)
    ]
    return tuple(sorted(found, key=lambda page: (page.date is not None, page.date, page.source)))


def summary_of(place: PlacedPost, config: Config, links: Sequence[FindLinks]) -> Summary:
    """The summary of a post. `links` return those of names of `KINDS`, in their order."""
    post = place.post
    kinds = zip(KINDS, links, strict=True)
    categories, tags, authors = (links_of(kind.names_of(post)) for kind, links_of in kinds)
    summary = Summary(
        post.source,
        place.url,
        post.title,
        post.date,
        post.updated,
        categories,
        tags,
        authors,
        post.excerpt,
        post.description,
        shown_minutes(post, config),
        post.image,
    )
    return replace(summary, key=key_of(summary))


def shown_minutes(post: SourcePost, config: Config) -> int:
    """The minutes that readers see: the declared ones, or without any, or if so configured, the measured."""
    if post.declared_minutes is None or config.allforces.reading_time == "measured":
        return post.measured_minutes
    return post.declared_minutes


def _posts(
    placed: Sequence[PlacedPost], summaries: Sequence[Summary], connections: Connections
) -> list[Post]:
    return [
        connected_post(post, place, connections, summaries.__getitem__) for place, post in enumerate(placed)
    ]


def connected_post(
    post: PlacedPost, place: int, connections: Connections, summary: Callable[[int], Summary]
) -> Post:
    """The post at `place`, with its neighbours and related posts; `summary` returns that of a place."""
    return Post(
        summary(place),
        post.post,
        post.url,
        post.path,
        previous=summary(place - 1) if place > 0 else None,
        next=summary(place + 1) if place + 1 < len(connections.posts) else None,
        related=tuple(map(summary, connections.related[place])),
    )
