"""Splits a list of posts into pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

import msgspec

from allforces_site.model import Summary
from allforces_site.outputs.from_posts import Edit, Posts

# How many numbers are shown on either side of the current one; the first and last page are always shown.
_NEIGHBOURS = 2


class NumberLink(msgspec.Struct, frozen=True):
    """A page number to click on; `url` is None for a gap between numbers."""

    number: int
    url: str | None
    is_current: bool = False


class Paginator(msgspec.Struct, frozen=True):
    """The position of a page in its list. Pages count from 1; `urls` are those of all pages, in order.

    URLs are site-relative, without baseurl.
    """

    page: int
    total_posts: int
    urls: Sequence[str]

    @property
    def total_pages(self) -> int:
        """Number of pages."""
        return len(self.urls)

    @property
    def previous_url(self) -> str | None:
        """The URL of the page before; None on the first."""
        return self.urls[self.page - 2] if self.page > 1 else None

    @property
    def next_url(self) -> str | None:
        """The URL of the page after; None on the last."""
        return self.urls[self.page] if self.page < len(self.urls) else None

    @property
    def links(self) -> tuple[NumberLink, ...]:
        """The page numbers to show. Made when a page is rendered: most builds render few pages of lists."""
        return _links(self.page, self.urls)


class ListPage(msgspec.Struct, frozen=True):
    """One page of a list: the places of the posts that it shows, and of those that search engines may find.

    `listed` are the posts of the site: the page looks up summaries when it is rendered, as an edit that
    changes most pages of a list need not do so before.
    """

    url: str
    places: Sequence[int]
    paginator: Paginator
    findable_places: Sequence[int]
    listed: Posts

    @property
    def posts(self) -> tuple[Summary, ...]:
        """The summaries of the posts."""
        return tuple(self.listed.summaries(self.places))

    @property
    def findable(self) -> tuple[Summary, ...]:
        """The summaries of those that search engines may find."""
        return tuple(self.listed.summaries(self.findable_places))

    @property
    def date(self) -> datetime | None:
        """The date of the first post."""
        return self.listed.date(self.places[0]) if self.places else None


def changed_pages(
    places: Sequence[int],
    there: Sequence[int] | None,
    url: str,
    per_page: int,
    paginate_path: str,
    posts: Posts,
    edit: Edit,
) -> Iterator[ListPage]:
    """Yields those pages of the list of the posts at `places` that `edit` changes.

    `there` are the places of the same list on the other side of the edit; None if there is none. A page
    lists `per_page` posts; the first is at `url`, page N at `url` + `paginate_path`. Without posts there is
    one empty page.
    """
    if not edit.changes_list(places, there):
        return
    if there is not None and len(there) != len(places):  # Each page shows how many posts there are.
        there = None
    total = max(1, -(-len(places) // per_page))
    urls = [
        url,
        *(url.rstrip("/") + paginate_path.replace(":num", str(number)) for number in range(2, total + 1)),
    ]
    for index in range(total):
        own = slice(index * per_page, (index + 1) * per_page)
        shown = places[own]
        if edit.changes_list(shown, None if there is None else there[own]):
            findable = posts.connections.among_findable(shown)
            paginator = Paginator(index + 1, len(places), urls)
            yield ListPage(urls[index], shown, paginator, findable, posts)


def listing_key(listing: ListPage) -> tuple[object, ...]:
    """Returns the values that a page of a list shows, for the key of its output."""
    paginator, key = listing.paginator, listing.listed.key
    return (
        listing.url,
        paginator.page,
        paginator.total_pages,
        paginator.total_posts,
        [*map(key, listing.places)],
        [*map(key, listing.findable_places)] if len(listing.findable_places) < len(listing.places) else None,
    )


def _links(current: int, urls: Sequence[str]) -> tuple[NumberLink, ...]:
    shown = sorted(
        {1, len(urls), *range(max(1, current - _NEIGHBOURS), min(len(urls), current + _NEIGHBOURS) + 1)}
    )
    links: list[NumberLink] = []
    for number in shown:
        if links and number - links[-1].number > 1:
            links.append(NumberLink(number - 1, None))
        links.append(NumberLink(number, urls[number - 1], number == current))
    return tuple(links)
