"""Adds the pictures of posts to their summaries, so that the keys of pages that show them include them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from msgspec.structs import replace

from allforces_site.cache.keys import key_of
from allforces_site.images.gallery import Gallery
from allforces_site.model import Month, Post, Site, Summary, Taxonomy, Term, Year

Listing = TypeVar("Listing", Term, Month)


def with_picture(summary: Summary, gallery: Gallery) -> Summary:
    """Returns the summary with its picture, which its key then covers; unchanged if it has it already."""
    if summary.image is None or summary.picture is not None:
        return summary
    picture = gallery.picture(summary.image)
    if picture is None:
        return summary
    return replace(summary, picture=picture, key=key_of(summary.key, picture))


def post_with_pictures(post: Post, gallery: Gallery) -> Post:
    """Returns the post with its picture and those of the posts that it links to."""
    return replace(
        post,
        summary=with_picture(post.summary, gallery),
        previous=with_picture(post.previous, gallery) if post.previous else None,
        next=with_picture(post.next, gallery) if post.next else None,
        related=tuple(with_picture(near, gallery) for near in post.related),
    )


def site_with_pictures(site: Site, gallery: Gallery) -> Site:
    """Returns the site with the pictures of all posts, wherever they are listed."""
    summaries = {post.summary.source: with_picture(post.summary, gallery) for post in site.posts}
    if not any(summary.picture for summary in summaries.values()):
        return site
    return replace(
        site,
        posts=tuple(_post(post, summaries) for post in site.posts),
        taxonomies=tuple(_taxonomy(taxonomy, summaries) for taxonomy in site.taxonomies),
        archive=tuple(_year(year, summaries) for year in site.archive),
    )


def _post(post: Post, summaries: dict[str, Summary]) -> Post:
    return replace(
        post,
        summary=summaries[post.summary.source],
        previous=summaries[post.previous.source] if post.previous else None,
        next=summaries[post.next.source] if post.next else None,
        related=_all(post.related, summaries),
    )


def _taxonomy(taxonomy: Taxonomy, summaries: dict[str, Summary]) -> Taxonomy:
    return replace(taxonomy, terms=tuple(_listing(term, summaries) for term in taxonomy.terms))


def _year(year: Year, summaries: dict[str, Summary]) -> Year:
    return replace(year, months=tuple(_listing(month, summaries) for month in year.months))


def _listing(listing: Listing, summaries: dict[str, Summary]) -> Listing:
    return replace(listing, posts=_all(listing.posts, summaries))


def _all(posts: Iterable[Summary], summaries: dict[str, Summary]) -> tuple[Summary, ...]:
    return tuple(summaries[summary.source] for summary in posts)
