"""Adds the pictures of posts to their summaries, so that the keys of pages that show them include them."""

from __future__ import annotations

from msgspec.structs import replace

from allforces_site.cache.keys import key_of
from allforces_site.images.gallery import Gallery
from allforces_site.model import Post, Site, Summary


def with_picture(summary: Summary, gallery: Gallery) -> Summary:
    """Returns the summary with its picture, which its key then covers; unchanged if it has it already."""
    if summary.image is None or summary.picture is not None:
        return summary
    picture = gallery.picture(summary.image)
    if picture is None:
        return summary
    return replace(summary, picture=picture, key=key_of(summary.key, picture))


def site_with_pictures(site: Site, gallery: Gallery) -> Site:
    """Returns the site with the pictures of all posts, also where others link to them."""
    summaries = {post.summary.source: with_picture(post.summary, gallery) for post in site.posts}
    if not any(summary.picture for summary in summaries.values()):
        return site
    return replace(site, posts=tuple(_post(post, summaries) for post in site.posts))


def _post(post: Post, summaries: dict[str, Summary]) -> Post:
    return replace(
        post,
        summary=summaries[post.summary.source],
        previous=summaries[post.previous.source] if post.previous else None,
        next=summaries[post.next.source] if post.next else None,
        related=tuple(summaries[near.source] for near in post.related),
    )
