"""An edited style sheet has another address in every page; no page is rendered for that."""

from __future__ import annotations

from typing import Any
from unittest.mock import patch

import pytest

from allforces_site.build.incremental.new_versions import NewAddress, new_addresses, revised
from allforces_site.config.model import Config
from allforces_site.renderer.theme import Theme
from tests.conftest import tree

ADDRESSES = [NewAddress(b"1111111111", b"/static/style.css?v=1111111111", b"/static/style.css?v=2222222222")]
PAGE = '<head><link href="/static/style.css?v=1111111111">{}</head><body>{}</body>'


def test_the_address_in_the_head_is_replaced_and_all_else_stays() -> None:
    page = PAGE.format("<title>v=111</title>", "本文 1111").encode()

    assert revised(page, ADDRESSES) == page.replace(b"1111111111", b"2222222222")
    assert revised(b"<head></head><body></body>", ADDRESSES) == b"<head></head><body></body>"


@pytest.mark.parametrize(
    "page",
    [
        PAGE.format("", "/static/style.css?v=1111111111"),
        PAGE.format("<title>/static/style.css?v=1111111111</title>", ""),
        PAGE.format("<link href=/static/style.css?v=1111111111>", ""),
        PAGE.format('<meta content="%3Fv%3D1111111111">', ""),
        '<link href="/static/style.css?v=1111111111">',
    ],
)
def test_a_page_with_an_old_version_anywhere_else_is_rendered(page: str) -> None:
    assert revised(page.encode(), ADDRESSES) is None


def test_addresses_are_those_of_the_same_files_with_another_version() -> None:
    config = Config(baseurl="/blog")
    before = {"static/style.css": "1", "static/theme.js": "1"}

    assert new_addresses(config, before, before | {"static/style.css": "2"}) == [
        NewAddress(b"1", b"/blog/static/style.css?v=1", b"/blog/static/style.css?v=2")
    ]
    assert new_addresses(config, before, before) == []
    assert new_addresses(config, before, {"static/style.css": "2"}) == []
    assert new_addresses(config, {"static/a&b.css": "1"}, {"static/a&b.css": "2"}) == []


def test_an_edited_style_sheet_renders_nothing_and_gives_the_tree_of_a_fresh_build(workshop: Any) -> None:
    workshop.write("static/style.css", "body { margin: 0 }")
    for number in range(1, 6):
        workshop.post(f"2026-01-0{number}-p{number}", f"title: 記事{number}")
    workshop.post("2026-01-07-quoted", "title: 引用", 'href="/static/style.css?v=" という字。\n')
    workshop.build(cache=workshop.root / "cache")
    workshop.write("static/style.css", "body { margin: 1px }")

    with patch.object(Theme, "render", side_effect=AssertionError("a page was rendered")):
        report = workshop.build(cache=workshop.root / "cache")

    workshop.build(output=workshop.root / "fresh")
    assert not report.failed
    assert report.written.written > 10
    assert tree(workshop.output) == tree(workshop.root / "fresh")


def test_a_post_that_shows_the_old_address_itself_is_rendered(workshop: Any) -> None:
    workshop.write("static/style.css", "body { margin: 0 }")
    workshop.post("2026-01-01-a", "title: 題")
    workshop.build(cache=workshop.root / "cache")
    address = workshop.page("index.html").partition('stylesheet" href="')[2].partition('"')[0]
    workshop.post("2026-01-01-a", "title: 題", f"`{address}` は古い住所です。\n")
    workshop.build(cache=workshop.root / "cache")
    workshop.write("static/style.css", "body { margin: 1px }")

    workshop.build(cache=workshop.root / "cache")

    workshop.build(output=workshop.root / "fresh")
    assert address in workshop.page("2026/01/01/a.html")
    assert tree(workshop.output) == tree(workshop.root / "fresh")
