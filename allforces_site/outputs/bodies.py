"""How outputs that show the bodies of posts are planned from these posts alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from allforces_site.model import Output, Post
from allforces_site.renderer.theme import Theme


class BodyOutputs(NamedTuple):
    """Outputs of one kind, for a build after an edit of a few bodies.

    `groups(changed, order, theme)` returns, for each output that shows one of the posts `changed`, the posts
    that it shows. Posts are numbers; `order` holds all that have a page, oldest first. `output(posts, theme)`
    returns the output of one group.
    """

    groups: Callable[[Sequence[int], Sequence[int], Theme], Iterable[tuple[int, ...]]]
    output: Callable[[tuple[Post, ...], Theme], Output]
