"""Lists split into pages."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from allforces_site.model import Connections
from allforces_site.outputs.from_posts import EVERYTHING, Edit, Posts
from allforces_site.outputs.pagination import changed_pages


def pages(
    count: int, per_page: int, url: str = "/", path: str = "/page:num/", edit: Edit = EVERYTHING
) -> Any:
    """The pages of a list, which hold places in place of summaries."""
    itself: Any = lambda place: place  # noqa: E731
    posts = Posts(Connections((), (), ()), itself, itself, itself, itself, itself)
    there = None if edit.is_everything else range(count)
    return list(changed_pages(range(count), there, url, per_page, path, posts, edit))


def test_the_first_page_is_at_the_lists_own_address() -> None:
    assert [page.url for page in pages(5, 2)] == ["/", "/page2/", "/page3/"]
    assert [page.url for page in pages(3, 2, "/tag/ai/")] == ["/tag/ai/", "/tag/ai/page2/"]
    assert [page.url for page in pages(3, 2, "/", "/p/:num/")] == ["/", "/p/2/"]


def test_an_empty_list_is_one_empty_page() -> None:
    [page] = pages(0, 10)

    assert (page.posts, page.paginator.total_pages, page.paginator.total_posts) == ((), 1, 0)
    assert (page.paginator.previous_url, page.paginator.next_url) == (None, None)


def test_numbers_far_from_the_current_one_become_a_gap() -> None:
    middle = pages(100, 5)[9].paginator

    assert [(link.number, link.url is None) for link in middle.links] == [
        (1, False), (7, True), (8, False), (9, False), (10, False), (11, False), (12, False), (19, True),
        (20, False),
    ]  # fmt: skip
    assert [link.number for link in middle.links if link.is_current] == [10]


def test_only_pages_with_an_edited_summary_are_there_after_an_edit() -> None:
    edited = pages(10, 3, edit=Edit(frozenset({2, 3, 4, 9}), frozenset({4, 9})))

    assert [(page.url, page.posts) for page in edited] == [("/page2/", (3, 4, 5)), ("/page4/", (9,))]
    assert pages(10, 3, edit=Edit(frozenset({2}), frozenset())) == []
    assert pages(0, 3, edit=Edit(frozenset({2}), frozenset({2}))) == []


@given(st.integers(0, 200), st.integers(1, 30))
def test_every_post_is_on_exactly_one_page_and_pages_are_chained(count: int, per_page: int) -> None:
    listing = pages(count, per_page)

    assert [post for page in listing for post in page.posts] == list(range(count))
    assert all(len(page.posts) == per_page for page in listing[:-1])
    for before, after in pairwise(listing):
        assert before.paginator.next_url == after.url
        assert after.paginator.previous_url == before.url
    for page in listing:
        assert {1, len(listing), page.paginator.page} <= {link.number for link in page.paginator.links}
        urls = [link.url for link in page.paginator.links if link.url]
        assert set(urls) <= {other.url for other in listing}
