"""Posts with what is known of their pictures, which pages that show them see too."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from msgspec.structs import replace

from allforces_site.cache.keys import key_of
from allforces_site.images.gallery import Gallery
from allforces_site.model import Month, Post, Site, Summary, Taxonomy, Term, Year

Listing = TypeVar("Listing", Term, Month)


def pictured(summary: Summary, gallery: Gallery) -> Summary:
    """The summary with its picture, which its key then stands for too; one that has it already stays."""
    if summary.image is None or summary.picture is not None:
        return summary
    picture = gallery.picture(summary.image)
    if picture is None:
        return summary
    return replace(summary, picture=picture, key=key_of(summary.key, picture))


def pictured_post(post: Post, gallery: Gallery) -> Post:
    """The post and those it leads to, with their pictures."""
    return replace(
        post,
        summary=pictured(post.summary, gallery),
        previous=pictured(post.previous, gallery) if post.previous else None,
        next=pictured(post.next, gallery) if post.next else None,
        related=tuple(pictured(near, gallery) for near in post.related),
    )


def pictured_site(site: Site, gallery: Gallery) -> Site:
    """The site with the pictures of all posts, wherever they are listed."""
    shown = {post.summary.source: pictured(post.summary, gallery) for post in site.posts}
    if not any(summary.picture for summary in shown.values()):
        return site
    return replace(
        site,
        posts=tuple(_with_shown(post, shown) for post in site.posts),
        taxonomies=tuple(_taxonomy(taxonomy, shown) for taxonomy in site.taxonomies),
        archive=tuple(_year(year, shown) for year in site.archive),
    )


def _with_shown(post: Post, shown: dict[str, Summary]) -> Post:
    return replace(
        post,
        summary=shown[post.summary.source],
        previous=shown[post.previous.source] if post.previous else None,
        next=shown[post.next.source] if post.next else None,
        related=_all(post.related, shown),
    )


def _taxonomy(taxonomy: Taxonomy, shown: dict[str, Summary]) -> Taxonomy:
    return replace(taxonomy, terms=tuple(_listing(term, shown) for term in taxonomy.terms))


def _year(year: Year, shown: dict[str, Summary]) -> Year:
    return replace(year, months=tuple(_listing(month, shown) for month in year.months))


def _listing(listing: Listing, shown: dict[str, Summary]) -> Listing:
    return replace(listing, posts=_all(listing.posts, shown))


def _all(summaries: Iterable[Summary], shown: dict[str, Summary]) -> tuple[Summary, ...]:
    return tuple(shown[summary.source] for summary in summaries)
