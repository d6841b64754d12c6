from __future__ import annotations

import pytest

from tests.compare.conftest import ATOM, TEXT, Move, page, stub


def places(move: Move) -> list[tuple[str, str, str, bool]]:
    return [(one.address, one.target, one.via, one.loss) for one in move.compare().moved]


@pytest.fixture
def moved(move: Move) -> Move:
    """The page of the old address is at a new one."""
    (move.new / "tea" / "index.html").unlink()
    move.write("new/2026/tea/index.html", page("/2026/tea/"))
    return move


def test_a_page_elsewhere_with_the_same_text_is_found_but_nothing_leads_there(moved: Move) -> None:
    assert places(moved) == [("/tea/", "/2026/tea/", "text", True)]
    assert moved.compare().is_loss
    assert moved.compare().added == []


@pytest.mark.parametrize("target", ["https://example.com/2026/tea/", "/2026/tea/index.html", "../2026/tea/"])
def test_a_redirected_page_moved_and_is_no_loss(moved: Move, target: str) -> None:
    moved.write("new/tea/index.html", stub(target))

    assert places(moved) == [("/tea/", "/2026/tea/", "refresh", False)]
    # It names its new address where it named its old one.
    assert [change.item for change in moved.changes()] == ["en"]
    assert not moved.compare().is_loss


def test_a_chain_of_redirects_is_followed_to_its_end(moved: Move) -> None:
    moved.write("new/tea/index.html", stub("/between/"))
    moved.write("new/between/index.html", stub("/2026/tea/"))

    assert places(moved) == [("/tea/", "/2026/tea/", "refresh", False)]


@pytest.mark.parametrize("target", ["/none/", "/tea/", "/round/"])
def test_a_redirect_that_ends_nowhere_is_a_loss(moved: Move, target: str) -> None:
    moved.write("new/tea/index.html", stub(target))
    moved.write("new/round/index.html", stub("/tea/"))

    (lost,) = moved.compare().lost
    assert (lost.address, lost.target) == ("/tea/", target)


def test_a_redirect_to_another_site_is_a_move(moved: Move) -> None:
    moved.write("new/tea/index.html", stub("https://other.example/tea"))

    assert places(moved) == [("/tea/", "https://other.example/tea", "refresh", False)]


def test_a_canonical_address_leads_to_the_text_that_is_not_here_any_more(moved: Move) -> None:
    moved.write("new/tea/index.html", '<link rel="canonical" href="/2026/tea/"><p>移りました。</p>')

    assert places(moved) == [("/tea/", "/2026/tea/", "canonical", False)]


def test_a_page_with_little_changed_is_found_by_its_title(moved: Move) -> None:
    moved.write("new/2026/tea/index.html", page("/2026/tea/", TEXT.replace("毎朝", "毎晩")))

    assert places(moved) == [("/tea/", "/2026/tea/", "text", True)]


def test_a_page_with_the_same_title_and_another_text_is_not_taken_for_it(moved: Move) -> None:
    moved.write(
        "new/2026/tea/index.html", page("/2026/tea/", "まったく別のお話を、はじめから書きました。" * 3)
    )

    assert places(moved) == []
    assert [lost.address for lost in moved.compare().lost] == ["/tea/"]


def test_the_page_with_the_same_name_is_preferred(moved: Move) -> None:
    moved.write("new/2025/copy/index.html", page("/2025/copy/"))

    assert places(moved) == [("/tea/", "/2026/tea/", "text", True)]


def test_a_page_that_is_nowhere_is_lost_with_its_title(move: Move) -> None:
    (move.new / "tea" / "index.html").unlink()

    (lost,) = move.compare().lost
    assert (lost.address, lost.title) == ("/tea/", "お茶の時間 & 道具")


def test_new_pages_are_listed(move: Move) -> None:
    move.write("new/rice/index.html", page("/rice/", "お米の話です。"))

    assert move.compare().added == ["/rice/"]
    assert not move.compare().is_loss


def test_a_feed_is_found_by_its_entries(move: Move) -> None:
    (move.new / "feed.xml").rename(move.new / "atom.xml")

    assert places(move) == [("/feed.xml", "/atom.xml", "entries", True)]


def test_a_lost_feed_is_a_lost_address(move: Move) -> None:
    move.write("old/tags.xml", ATOM.replace("2026", "2025"))

    assert [lost.address for lost in move.compare().lost] == ["/tags.xml"]


def test_a_host_finds_an_address_without_its_ending_and_not_another_folder(move: Move) -> None:
    """As GitHub Pages does: /tea leads to /tea/, and /contact shows contact.html."""
    move.write(
        "old.xml",
        "<urlset><url><loc>https://example.com/tea</loc></url><url><loc>https://example.com/contact"
        "</loc></url><url><loc>https://example.com/contact/</loc></url></urlset>",
    )

    comparison = move.compare("old.xml")
    assert [lost.address for lost in comparison.lost] == ["/contact/"]
    assert comparison.added == ["/"]
