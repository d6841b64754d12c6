"""Assembles a few posts with their neighbours and related posts, without reading the other posts."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from allforces_site.build.incremental.last_build import LastBuild
from allforces_site.cache.parse_cache import ParseCache
from allforces_site.loaders.cached_documents import CachedDocuments
from allforces_site.loaders.packing import unpack
from allforces_site.loaders.posts import reading_at
from allforces_site.loaders.source_record import PostRecord
from allforces_site.model import Post, Summary
from allforces_site.site.assemble import summary_of
from allforces_site.site.collisions import PlacedPost
from allforces_site.site.taxonomy import KINDS, TermEntry, TermIndex, term_key


def assemble_posts(
    numbers: Collection[int],
    last: LastBuild,
    post_records: Sequence[PostRecord],
    parse_cache: ParseCache,
    documents: CachedDocuments,
) -> dict[int, Post] | None:
    """The posts `numbers` (indexes into `post_records`) as `site.assemble` would build them, by number.

    How the posts are connected is taken from `last`. None if the parse cache lost one of them.
    """
    order, places = last.shape.order, {number: place for place, number in enumerate(last.shape.order)}
    near = {number: _near(places[number], order) for number in numbers}
    related = {number: [order[place] for place in last.shape.related[places[number]]] for number in numbers}
    wanted = {*numbers, *(other for pair in near.values() for other in pair if other is not None)}
    wanted.update(other for others in related.values() for other in others)
    placed = _placed(wanted, last, post_records, parse_cache, documents)
    if placed is None:
        return None
    indexes = _indexes(last)
    summaries = {number: summary_of(place, last.config, indexes) for number, place in placed.items()}
    return {
        number: _post(placed[number], summaries, number, near[number], related[number]) for number in numbers
    }


def _near(place: int, order: Sequence[int]) -> tuple[int | None, int | None]:
    """The posts before and after a place in the order, or None."""
    return (
        order[place - 1] if place > 0 else None,
        order[place + 1] if place + 1 < len(order) else None,
    )


def _placed(
    wanted: Collection[int],
    last: LastBuild,
    post_records: Sequence[PostRecord],
    parse_cache: ParseCache,
    documents: CachedDocuments,
) -> dict[int, PlacedPost] | None:
    """The posts `wanted` at their addresses; None if the parse cache lost one."""
    summaries = parse_cache.summaries([post_records[number].key for number in wanted])
    placed = {}
    for number in wanted:
        key = post_records[number].key
        reading = unpack(summaries[key], key, documents, last.config.zone) if key in summaries else None
        post = reading_at(reading, documents.context.now).post if reading is not None else None
        if post is None:
            return None
        url, path = last.shape.moved.get(number, (post.url, post.path))
        placed[number] = PlacedPost(post, url, path)
    return placed


def _indexes(last: LastBuild) -> list[TermIndex]:
    """The terms of each kind with their links; slugs and descriptions are left empty."""
    return [
        TermIndex(kind.kind, kind.url, {term_key(link.name): TermEntry(link, "", "") for link in links})
        for kind, links in zip(KINDS, last.shape.terms, strict=True)
    ]


def _post(
    placed: PlacedPost,
    summaries: Mapping[int, Summary],
    number: int,
    near: tuple[int | None, int | None],
    related: Sequence[int],
) -> Post:
    previous, following = (summaries[other] if other is not None else None for other in near)
    return Post(
        summaries[number],
        placed.post,
        placed.url,
        placed.path,
        previous=previous,
        next=following,
        related=tuple(summaries[other] for other in related),
    )
