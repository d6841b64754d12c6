"""What the search page knows about posts without the index: titles and addresses in blocks, and filters.

Posts have numbers, and the newest has the highest, so that a new post comes last and does not change other
numbers. Documents of collections, which change less often, come before all posts.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

import msgspec

from allforces_site.model import Site, SourcePage, Summary, TermLink

# A page of results needs a few blocks, of 3 kB each.
BLOCK_POSTS = 64


# In place of the date of a document that has none.
NO_DATE = datetime(1, 1, 1, tzinfo=UTC)


def numbered(site: Site) -> list[Summary]:
    """Returns what the search finds, in the order of its numbers."""
    return [*map(_summary_of, site.searched), *(post.summary for post in site.findable)]


def _summary_of(page: SourcePage) -> Summary:
    date = page.date or NO_DATE
    return Summary(page.source, page.url, page.title, date, None, (), (), (), "", page.description, 0, None)


def block_places(posts: int) -> list[range]:
    """Returns the numbers of the posts of each block, of `posts` posts."""
    return [range(posts)[start : start + BLOCK_POSTS] for start in range(0, posts, BLOCK_POSTS)]


def block_values(block: Sequence[Summary]) -> list[tuple[str, str, str]]:
    """Returns title, address (site-relative, without baseurl) and day of each post; "" for no day."""
    return [(post.title, post.url, _day(post)) for post in block]


def _day(post: Summary) -> str:
    return post.date.date().isoformat() if post.date != NO_DATE else ""


class Facets(msgspec.Struct, frozen=True):
    """The values of one post by which posts are filtered; `year` is 0 for one without a date."""

    year: int
    categories: tuple[TermLink, ...]
    tags: tuple[TermLink, ...]


def facets_of(post: Summary) -> Facets:
    """Returns the values of a post by which posts are filtered."""
    return Facets(post.date.year if post.date != NO_DATE else 0, post.categories, post.tags)


def facet_values(posts: Sequence[Facets]) -> dict[str, Any]:
    """Returns the values by which posts are filtered, of all posts.

    `years` are pairs of a year (0: none) and a number of posts, in the order of the posts.
    `categories` and `tags` have `names` and, for each post, the indexes of its own names in `of`.
    """
    return {
        "years": [[year, len(list(group))] for year, group in groupby(post.year for post in posts)],
        "categories": _terms([post.categories for post in posts]),
        "tags": _terms([post.tags for post in posts]),
    }


def _terms(of_posts: Sequence[Sequence[TermLink]]) -> dict[str, Any]:
    names = sorted({term.name for terms in of_posts for term in terms})
    index = {name: number for number, name in enumerate(names)}
    return {"names": names, "of": [[index[term.name] for term in terms] for terms in of_posts]}


def packed(values: Any) -> bytes:
    """Returns values as JSON, compressed by zlib: hosts do not compress `.bin`, and few compress all JSON."""
    return zlib.compress(msgspec.json.encode(values), 6)
