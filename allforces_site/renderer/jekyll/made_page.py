"""A page that no file holds, in one of the site's own layouts: a redirect, an archive."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec


class MadePage(msgspec.Struct, frozen=True):
    """What a layout sees of the page as `page`: its `url` and `values`.

    `path` is its output file; `posts` are the sources of the posts that it lists (`page.posts`), None if it
    lists none.
    """

    url: str
    path: str
    layout: str
    values: Mapping[str, Any]
    posts: tuple[str, ...] | None = None
