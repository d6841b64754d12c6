"""How outputs that show posts are planned: from the posts at their places.

A full build plans all of them. A build after an edit of a few posts plans, with the same functions, those
that the edit changes, and looks up no other posts than these outputs show. It plans them twice: from the
posts before the edit, and from those after it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime

import msgspec

from allforces_site.model import Connections, Output, Post, Site, Summary
from allforces_site.renderer.theme import Theme


class Posts(msgspec.Struct, frozen=True):
    """The posts of a site: how they are connected, and functions that return the post at a place, or only its
    summary, or only the key of the summary, or the date; `summaries` those at several. Summaries have their
    pictures.
    """

    connections: Connections
    post: Callable[[int], Post]
    summary: Callable[[int], Summary]
    summaries: Callable[[Sequence[int]], Sequence[Summary]]
    key: Callable[[int], bytes]
    date: Callable[[int], datetime]


# The place of a post on a side of an edit on which there is no such post. It is next to no place, unlike -1.
NOWHERE = -2


class OtherPosts(msgspec.Struct, frozen=True):
    """The posts on the other side of an edit that changes how posts are connected.

    `places` are the places there of the posts here; `NOWHERE` for those that are not there.
    """

    connections: Connections
    places: Sequence[int]

    def hold(self, here: Sequence[int], there: Sequence[int]) -> bool:
        """Whether the posts at the places `here` are those at the places `there` on the other side."""
        return len(here) == len(there) and all(map(int.__eq__, map(self.places.__getitem__, here), there))

    def apart(self, connections: Connections) -> Iterator[int]:
        """Yields the places of the posts that have other neighbours or related posts there."""
        places, related = self.places, self.connections.related
        # The places before the first and after the last post.
        around = [-1, *places, len(related)]
        for here, there in enumerate(places):
            has_neighbours = around[here] == there - 1 and around[here + 2] == there + 1
            if not has_neighbours or related[there] != tuple(
                map(places.__getitem__, connections.related[here])
            ):
                yield here


class Edit(msgspec.Struct, frozen=True):
    """The places of edited posts, and of those whose summaries changed too. None: all, as in a full build.

    `other` are the posts on the other side; None if the edit leaves their connections as they are. Posts that
    are not there are edited ones, too.
    """

    posts: frozenset[int] | None
    summaries: frozenset[int] | None
    other: OtherPosts | None = None

    def _changes_posts(self, places: Iterable[int]) -> bool:
        """Whether what shows the posts at these places, with their bodies, changes."""
        return self.posts is None or not self.posts.isdisjoint(places)

    def _changes_summaries(self, places: Iterable[int]) -> bool:
        """Whether what shows the summaries of the posts at these places changes."""
        return self.summaries is None or not self.summaries.isdisjoint(places)

    def other_connections(self, own: Connections) -> Connections | None:
        """How the posts that are connected as `own` here are connected there; None in a full build."""
        if self.is_everything:
            return None
        return own if self.other is None else self.other.connections

    def changes_list(self, here: Sequence[int], there: Sequence[int] | None) -> bool:
        """Whether a list of the summaries of the posts `here` changes, which holds those `there` on the other
        side, where None means that there is no such list.
        """
        return there is None or not self._hold(here, there) or self._changes_summaries(here)

    def changes_texts(self, here: Sequence[int], there: Sequence[int] | None) -> bool:
        """As `changes_list`, of a list of whole posts."""
        return there is None or not self._hold(here, there) or self._changes_posts(here)

    def _hold(self, here: Sequence[int], there: Sequence[int]) -> bool:
        return self.other is None or self.other.hold(here, there)

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
        posts = Posts(
            site.connections,
            oldest_first.__getitem__,
            summaries.__getitem__,
            lambda places: [summaries[place] for place in places],
            [summary.key for summary in summaries].__getitem__,
            lambda place: summaries[place].date,
        )
        return self.changed(posts, EVERYTHING, theme)
