"""A page with `robots: noindex` is in no list that search engines and other programs read."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

HIDDEN = "robots: noindex"


@pytest.fixture
def site(workshop: Any) -> Any:
    workshop.config("collections: {notes: {output: true, search: true}}\nallforces: {social_pictures: false}")
    for name, robots in (("open", ""), ("hidden", HIDDEN), ("other", "robots: index")):
        workshop.post(f"2026-01-02-{name}", f"title: {name}\ntags: [茶]\n{robots}")
        workshop.write(f"content/_notes/{name}-note.md", f"---\ntitle: {name}-note\n{robots}\n---\n本文\n")
    workshop.build()
    return workshop


def test_it_is_in_no_sitemap_and_no_feed(site: Any) -> None:
    for file in ("sitemap.xml", "feed.xml"):
        text = site.page(file)
        assert "hidden" not in text
        assert "open" in text


def test_it_is_related_to_no_post_but_shows_related_ones(site: Any) -> None:
    assert "/hidden.html" not in site.page("2026/01/02/other.html").partition("site-related")[2]
    assert "/open.html" in site.page("2026/01/02/hidden.html").partition("site-related")[2]


def test_the_search_does_not_find_it(site: Any) -> None:
    from zlib import decompress

    found = msgspec.json.decode(decompress((site.output / "search/posts/0.bin").read_bytes()))

    assert sorted(title for title, *_ in found) == ["open", "open-note", "other", "other-note"]
