"""What `robots` of front matter asks of search engines."""

from __future__ import annotations

import re

# `none` is short for `noindex, nofollow` (Google Search Central, "Robots meta tag specifications").
# As the value of another directive (`max-image-preview:none`) it says nothing about the page.
_FORBIDS = re.compile(r"noindex|(?<![\w:-])none(?![\w:-])", re.IGNORECASE)


def forbids_index(robots: object) -> bool:
    """Whether a page with this value of `robots` must not be found: not by search engines, nor by any list
    that they and other programs read.
    """
    return robots is not None and _FORBIDS.search(str(robots)) is not None
