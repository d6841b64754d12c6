"""What a template needs of the site around its page, known before it runs: the parts of its output's key."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeVar

from allforces_site.liquid.reach import Reach
from allforces_site.model import LiquidNeeds

Item = TypeVar("Item", str, tuple[str, str])

# Keys of `site` that change with any post, page or file.
_SITE = frozenset(
    {
        "posts",
        "pages",
        "html_pages",
        "categories",
        "tags",
        "documents",
        "collections",
        "related_posts",
        "static_files",
    }
)
_NEAR = frozenset({"previous", "next", "related_posts"})
_OWN = re.compile(r"\bpage\.(?:content|excerpt|output)\b")
_BODY = re.compile(
    r"\.(?:content|excerpt|output)\b|['\"](?:content|excerpt|output)['\"]|\|\s*(?:jsonify|inspect)\b"
)


def needs_of(reach: Reach, text: str, collections: frozenset[str] = frozenset()) -> LiquidNeeds:
    """The needs of the template `text`, without those of the templates that it includes.

    `collections` are the names of the site's own.
    """
    variables = reach.variables
    whole_site = any(path in (("site",), ("",)) for path in variables)
    whole_page = ("page",) in variables
    keys = _SITE | collections
    posts = whole_site or any(len(path) > 1 and path[0] == "site" and path[1] in keys for path in variables)
    posts = posts or any(path[0] == "paginator" for path in variables)
    near = whole_page or any(len(path) > 1 and path[0] == "page" and path[1] in _NEAR for path in variables)
    return LiquidNeeds(
        posts,
        (posts or near) and (whole_site or whole_page or _BODY.search(_OWN.sub("", text)) is not None),
        near,
        any(path[0] == "paginator" for path in variables),
        tuple(sorted(reach.links)),
        tuple(sorted(reach.times)),
        tuple(sorted(reach.includes)),
        tuple(sorted(reach.relative)),
        sass=any(name in ("scssify", "sassify") for name, _ in reach.filters),
    )


def together(all_needs: list[LiquidNeeds]) -> LiquidNeeds:
    """The needs of several templates."""
    return LiquidNeeds(
        any(needs.posts for needs in all_needs),
        any(needs.bodies for needs in all_needs),
        any(needs.near for needs in all_needs),
        any(needs.paginator for needs in all_needs),
        _joined(needs.links for needs in all_needs),
        _joined(needs.times for needs in all_needs),
        _joined(needs.includes for needs in all_needs),
        _joined(needs.relative for needs in all_needs),
        any(needs.sass for needs in all_needs),
    )


def _joined(all_items: Iterable[tuple[Item, ...]]) -> tuple[Item, ...]:
    return tuple(sorted({item for items in all_items for item in items}))
