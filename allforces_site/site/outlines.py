"""Outlines of posts: what decides how they are connected, whatever their texts.

A full build makes them of its posts; they stay in its record, so that the next build connects the posts
without reading those that did not change.
"""

from __future__ import annotations

import msgspec

from allforces_site.loaders.packed_values import PackedValues
from allforces_site.model import Outline, SourcePost
from allforces_site.text.robots import forbids_index


def outline_of(post: SourcePost) -> Outline:
    """The outline of a post."""
    lines = post.lines
    return Outline(
        post.source,
        post.url,
        post.path,
        post.date,
        (post.date.year, post.date.month),
        post.categories,
        post.tags,
        post.authors,
        forbids_index(post.robots),
        has_card(post),
        lines.packed if isinstance(lines, PackedValues) else msgspec.msgpack.encode(dict(lines)),
    )


def has_card(post: SourcePost) -> bool:
    """Whether a picture is drawn for a post if there is a font: it has a page, and no picture of its own."""
    return not post.image and post.layout is not None
