"""`paginator`: the posts of one page of a list, as jekyll-paginate 1.1 gives them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def pages_of(count: int, per_page: int) -> int:
    """How many pages `count` posts fill; at least one."""
    return max(-(-count // per_page), 1)


def address(number: int, first: str, pattern: str) -> str:
    """The URL of a page: `first`, or `pattern` with its number."""
    return first if number == 1 else "/" + pattern.replace(":num", str(number)).strip("/") + "/"


def paginator(posts: Sequence[Any], number: int, per_page: int, first: str, pattern: str) -> dict[str, Any]:
    """The variable `paginator` on the page `number`. `first` and `pattern` are those of `address`."""
    total = pages_of(len(posts), per_page)
    before = number - 1 if number > 1 else None
    after = number + 1 if number < total else None
    return {
        "page": number,
        "per_page": per_page,
        "posts": list(posts[(number - 1) * per_page : number * per_page]),
        "total_posts": len(posts),
        "total_pages": total,
        "previous_page": before,
        "previous_page_path": address(before, first, pattern) if before else None,
        "next_page": after,
        "next_page_path": address(after, first, pattern) if after else None,
    }
