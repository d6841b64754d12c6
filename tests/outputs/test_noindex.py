"""A page with `robots: noindex` is in no list that search engines and other programs read."""

from __future__ import annotations

import json
import re
from typing import Any

import msgspec
import pytest

HIDDEN = "robots: noindex"
CONFIG = """
plugins: [jekyll-feed]
feed: {path: /jekyll.xml, tags: true, collections: [notes]}
collections: {notes: {output: true, search: true}}
allforces:
  social_pictures: false
  news_sitemap: true
  ai: {llms_txt: true, llms_full_txt: true, markdown: true}
  feeds: {/feed.xml: atom, /rss.xml: rss, /feed.json: json, /tag/:tag.xml: atom}
"""

# Whatever programs read, and no visitor does.
LISTS = (
    *("sitemap.xml", "news-sitemap.xml", "llms.txt", "llms-full.txt"),
    *("feed.xml", "rss.xml", "feed.json", "tag/茶.xml", "jekyll.xml", "feed/by_tag/cha.xml"),
)


@pytest.fixture
def site(workshop: Any) -> Any:
    workshop.config(CONFIG)
    for name, robots in (
        ("open", ""),
        ("hidden", HIDDEN),
        ("none", "robots: NONE"),
        ("other", "robots: index"),
    ):
        front = f"title: {name}\ntags: [茶, cha]\ncategories: [甲]\nauthor: 花子\n{robots}"
        workshop.post(f"2026-11-19-{name}", front)
        workshop.write(f"content/_notes/{name}-note.md", f"---\ntitle: {name}-note\n{robots}\n---\n本文\n")
        workshop.write(f"content/{name}-page.md", f"---\ntitle: {name}-page\n{robots}\n---\n本文\n")
    workshop.build()
    return workshop


@pytest.mark.parametrize("file", LISTS)
def test_it_is_in_no_sitemap_no_feed_and_no_list_for_language_models(site: Any, file: str) -> None:
    text = site.page(file)
    assert "hidden" not in text
    assert "none.html" not in text
    assert "open" in text
    assert "other" in text


def test_a_feed_of_documents_leaves_it_out(site: Any) -> None:
    text = site.page("feed/notes.xml")
    assert re.findall(r"<id>.*/([a-z]+-note)</id>", text) == ["other-note", "open-note"]


def test_it_has_no_markdown_beside_it(site: Any) -> None:
    twins = [path for path in site.tree() if path.endswith(".md")]
    assert [path.rpartition("/")[2] for path in twins] == ["open.md", "other.md"]
    assert "text/markdown" not in site.page("甲/2026/11/19/hidden.html")


def test_it_is_related_to_no_post_but_shows_related_ones(site: Any) -> None:
    assert "/hidden.html" not in site.page("甲/2026/11/19/other.html").partition("site-related")[2]
    assert "/open.html" in site.page("甲/2026/11/19/hidden.html").partition("site-related")[2]


def test_structured_data_of_lists_do_not_name_it_though_visitors_see_it(site: Any) -> None:
    for path in ("index.html", "tag/茶/index.html", "category/甲/index.html", "author/花子/index.html"):
        page = site.page(path)
        assert "hidden.html" in page
        (graph,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
        listed = [node.get("blogPost") or node.get("hasPart") for node in json.loads(graph)["@graph"]]
        assert [post["headline"] for posts in listed for post in posts or ()] == ["other", "open"]


def test_the_search_does_not_find_it(site: Any) -> None:
    from zlib import decompress

    found = msgspec.json.decode(decompress((site.output / "search/posts/0.bin").read_bytes()))

    assert sorted(title for title, *_ in found) == ["open", "open-note", "other", "other-note"]


def test_a_list_follows_when_a_post_is_hidden(site: Any) -> None:
    site.build(cache=site.root / "cache")
    site.post("2026-11-19-open", f"title: open\ntags: [茶, cha]\ncategories: [甲]\nauthor: 花子\n{HIDDEN}")
    site.build(cache=site.root / "cache")

    fresh = site.tree()
    site.build(cache=None, output=site.root / "fresh")
    assert "open.html#article" not in site.page("index.html")
    assert {path: fresh[path] for path in ("index.html", "feed.json")} == {
        path: (site.root / "fresh" / path).read_bytes() for path in ("index.html", "feed.json")
    }
