"""A post as an entry of a feed, whatever the feed's format.

Ids are those that jekyll-feed 0.17 writes, so that readers' programs show no entry again after a move.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import msgspec
from msgspec.structs import replace

from allforces_site.model import Post
from allforces_site.outputs.absolute_links import with_absolute_links
from allforces_site.outputs.with_liquid import document_of
from allforces_site.renderer.theme import Theme, absolute_url
from allforces_site.urls.permalinks import document_id


class Entry(msgspec.Struct, frozen=True):
    """An entry. Addresses are absolute; `title` and `summary` are plain text, `content` is HTML.

    `terms` are the names of its categories and tags. Without `content` only excerpts are shown. `updated` is
    the date of the last change that front matter names, else `published`.
    """

    id: str
    url: str
    title: str
    published: datetime
    updated: datetime
    authors: tuple[str, ...]
    terms: tuple[str, ...]
    summary: str
    content: str | None
    image: str | None


def with_own_ids(entries: Sequence[Entry]) -> list[Entry]:
    """Returns the entries, newest first, each with an id of its own: that of jekyll-feed is made of the slug,
    and two posts may have the same slug and folder. The later one has its address in place of it.
    """
    taken: set[str] = set()
    found = []
    for entry in reversed(entries):
        found.append(replace(entry, id=entry.url) if entry.id in taken else entry)
        taken.add(entry.id)
    return found[::-1]


def entry_id(post: Post) -> str:
    """Returns the id of a post, site-relative: that of jekyll-feed.

    The id of a post that lost its address to another is its new address: the old one stays with the post that
    readers find there.
    """
    return document_id(post.url, post.source.slug) if post.url == post.source.url else post.url


def entry_of(post: Post, theme: Theme, *, is_full: bool) -> Entry:
    """Returns the entry of a post; its body has absolute links, because a feed is read elsewhere."""
    summary, config = post.summary, theme.config
    url = absolute_url(config, post.url)
    return Entry(
        id=absolute_url(config, entry_id(post)),
        url=url,
        title=summary.title or url,
        published=summary.date,
        updated=summary.updated or summary.date,
        authors=tuple(author.name for author in summary.authors),
        terms=tuple(dict.fromkeys(term.name for term in (*summary.categories, *summary.tags))),
        summary=summary.excerpt,
        content=with_absolute_links(document_of(post, theme).html, url) if is_full else None,
        image=absolute_url(config, summary.image) if summary.image else None,
    )
