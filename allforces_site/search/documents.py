"""What the search page knows of the posts without the index: titles and addresses in blocks, and filters.

Posts have numbers: 0 is the oldest. So a new post, which comes last, leaves the others' numbers alone.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

import msgspec

from allforces_site.model import Post, Summary, TermLink

# A page of results looks into a few blocks: 3 kB each.
BLOCK_POSTS = 64


def numbered(posts: Sequence[Post]) -> list[Summary]:
    """The posts of a site, which has the newest first, in the order of their numbers."""
    return [post.summary for post in reversed(posts)]


def blocks(posts: Sequence[Summary]) -> Iterator[Sequence[Summary]]:
    """The posts by block."""
    for start in range(0, len(posts), BLOCK_POSTS):
        yield posts[start : start + BLOCK_POSTS]


def block_values(block: Sequence[Summary]) -> list[tuple[str, str, str]]:
    """Title, address (site-relative, without baseurl) and day of each post."""
    return [(post.title, post.url, post.date.date().isoformat()) for post in block]


def facet_values(posts: Sequence[Summary]) -> dict[str, Any]:
    """What posts are filtered by.

    `years` are pairs of a year and its number of posts, as the posts stand in order. `categories` and `tags`
    hold `names`, and for each post the indexes of its own in `of`.
    """
    return {
        "years": [[year, len(list(group))] for year, group in groupby(post.date.year for post in posts)],
        "categories": _terms([post.categories for post in posts]),
        "tags": _terms([post.tags for post in posts]),
    }


def _terms(of_posts: Sequence[Sequence[TermLink]]) -> dict[str, Any]:
    names = sorted({term.name for terms in of_posts for term in terms})
    index = {name: number for number, name in enumerate(names)}
    return {"names": names, "of": [[index[term.name] for term in terms] for terms in of_posts]}


def packed(values: Any) -> bytes:
    """A file of values: JSON as zlib data. Hosts compress no `.bin` again, and few do so for all of JSON."""
    return zlib.compress(msgspec.json.encode(values), 6)
