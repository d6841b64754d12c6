"""How outputs that show posts are planned: from the posts at their places.

A full build plans all of them. A build after an edit of a few posts plans, with the same functions, those
that the edit changes, and looks up no other posts than these outputs show.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import msgspec

from allforces_site.model import Connections, Output, Post, Site, Summary
from allforces_site.renderer.theme import Theme


class Posts(msgspec.Struct, frozen=True):
    """The posts of a site: how they are connected, and functions that return the post, or only its summary,
    at a place. Summaries have their pictures.
    """

    connections: Connections
    post: Callable[[int], Post]
    summary: Callable[[int], Summary]


class Edit(msgspec.Struct, frozen=True):
    """The places of edited posts, and of those whose summaries changed too. None: all, as in a full build."""

    posts: frozenset[int] | None
    summaries: frozenset[int] | None

    def changes_posts(self, places: Iterable[int]) -> bool:
        """Whether what shows the posts at these places, with their bodies, changes."""
        return self.posts is None or not self.posts.isdisjoint(places)

    def changes_summaries(self, places: Iterable[int]) -> bool:
        """Whether what shows the summaries of the posts at these places changes."""
        return self.summaries is None or not self.summaries.isdisjoint(places)

    @property
    def is_everything(self) -> bool:
        """Whether everything is planned, also what shows no post."""
        return self.posts is None


EVERYTHING = Edit(None, None)


class FromPosts(msgspec.Struct, frozen=True):
    """Outputs of one kind: `changed(posts, edit, theme)` yields those that `edit` changes."""

    changed: Callable[[Posts, Edit, Theme], Iterator[Output]]

    def __call__(self, site: Site, theme: Theme) -> Iterator[Output]:
        """Yields all of them."""
        oldest_first = site.posts[::-1]
        # Each list asks for its posts again: ten times as often as there are posts.
        summaries = [post.summary for post in oldest_first]
        posts = Posts(site.connections, oldest_first.__getitem__, summaries.__getitem__)
        return self.changed(posts, EVERYTHING, theme)
