"""What the search page knows about posts without the index: titles and addresses in blocks, and filters.

Posts have numbers, and 0 is the oldest, so that a new post comes last and does not change other numbers.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from itertools import groupby
from typing import Any

import msgspec

from allforces_site.model import Post, Summary, TermLink

# A page of results needs a few blocks, of 3 kB each.
BLOCK_POSTS = 64


def numbered(posts: Sequence[Post]) -> list[Summary]:
    """Returns the posts of a site, which are newest first, in the order of their numbers."""
    return [post.summary for post in reversed(posts)]


def block_places(posts: int) -> list[range]:
    """Returns the numbers of the posts of each block, of `posts` posts."""
    return [range(posts)[start : start + BLOCK_POSTS] for start in range(0, posts, BLOCK_POSTS)]


def block_values(block: Sequence[Summary]) -> list[tuple[str, str, str]]:
    """Returns title, address (site-relative, without baseurl) and day of each post."""
    return [(post.title, post.url, post.date.date().isoformat()) for post in block]


def facet_values(posts: Sequence[Summary]) -> dict[str, Any]:
    """Returns the values by which posts are filtered.

    `years` are pairs of a year and its number of posts, in the order of the posts. `categories` and `tags`
    have `names` and, for each post, the indexes of its own names in `of`.
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
    """Returns values as JSON, compressed by zlib: hosts do not compress `.bin`, and few compress all JSON."""
    return zlib.compress(msgspec.json.encode(values), 6)
