"""The feeds of a site that uses jekyll-feed. `tests/jekyll` compares entries with those of the plugin."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from tests.conftest import NOW, Workshop

ATOM = "{http://www.w3.org/2005/Atom}"


def _entries(workshop: Workshop, path: str) -> list[ElementTree.Element]:
    return ElementTree.fromstring(workshop.page(path)).findall(f"{ATOM}entry")


def _text(entry: ElementTree.Element, name: str) -> str:
    return entry.findtext(f"{ATOM}{name}") or ""


def test_a_site_without_the_plugin_has_the_feed_that_every_site_has(workshop: Any) -> None:
    workshop.config("feed: {path: /atom.xml, tags: true}")
    workshop.post("2026-01-02-tea", "tags: tea")

    workshop.build()

    assert [path for path in workshop.tree() if path.endswith(".xml")] == ["feed.xml", "sitemap.xml"]


def test_ids_are_those_of_jekyll_so_that_no_reader_sees_a_post_twice(workshop: Any) -> None:
    workshop.config("plugins: [jekyll-feed]\npermalink: pretty")
    workshop.post("2026-01-02-tea")
    workshop.post("2026-01-03-kiln", "permalink: /special/窯/")

    workshop.build()

    assert [_text(entry, "id") for entry in _entries(workshop, "feed.xml")] == [
        "https://example.com/special/kiln",
        "https://example.com/2026/01/02/tea",
    ]


def test_a_title_cannot_end_its_element(workshop: Any) -> None:
    workshop.config("plugins: [jekyll-feed]")
    workshop.post("2026-01-02-tea", "title: '</title> A < B & C &amp; ]]'\ndescription: ']]> <b>x</b>'")

    workshop.build()

    (entry,) = _entries(workshop, "feed.xml")
    assert _text(entry, "title") == "A &lt; B &amp; C &amp; ]]"
    assert _text(entry, "summary") == "]]> x"


def test_excerpts_take_the_place_of_texts_where_the_site_or_the_post_says_so(workshop: Any) -> None:
    workshop.config("plugins: [jekyll-feed]")
    workshop.post("2026-01-02-tea", "feed: {excerpt_only: true}")
    workshop.post("2026-01-03-kiln")

    workshop.build()

    kiln, tea = _entries(workshop, "feed.xml")
    assert _text(kiln, "content") == "<p>本文です。</p>"
    assert (tea.find(f"{ATOM}content"), _text(tea, "summary")) == (None, "本文です。")


def test_the_authors_of_data_files_are_known(workshop: Any) -> None:
    workshop.config("plugins: [jekyll-feed]\nauthor: tanaka")
    workshop.write("content/_data/authors.yml", "tanaka: {name: 田中, email: t@example.com}\n")
    workshop.post("2026-01-02-tea")

    workshop.build()

    (entry,) = _entries(workshop, "feed.xml")
    author = entry.find(f"{ATOM}author")
    assert author is not None
    assert [child.text for child in author] == ["田中", "t@example.com"]


def test_no_feed_is_made_in_development_if_so_configured(workshop: Any) -> None:
    workshop.config("plugins: [jekyll-feed]\nfeed: {disable_in_development: true}")
    workshop.post("2026-01-02-tea")

    workshop.build()
    assert not (workshop.output / "feed.xml").exists()
    assert "atom+xml" not in workshop.page("index.html")

    workshop.build(environment="production")
    assert (workshop.output / "feed.xml").exists()


def test_a_file_of_the_site_takes_the_place_of_a_feed(workshop: Any) -> None:
    workshop.config("plugins: [jekyll-feed]\nfeed: {path: /news.xml}")
    workshop.write("content/news.xml", "---\n---\n<own/>\n")

    workshop.build()

    assert workshop.page("news.xml") == "<own/>\n"


def test_feeds_follow_edits_and_the_gemfile(workshop: Any, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    workshop.config("feed: {categories: [tea], tags: true}")
    workshop.write("content/Gemfile", "group :jekyll_plugins do\ngem 'jekyll-feed'\nend\n")
    workshop.post("2026-01-02-tea", "categories: tea\ntags: green")
    workshop.post("2026-01-03-kiln", "categories: kiln\ntags: green")
    workshop.build(cache=cache)
    feeds = {"feed.xml", "feed/tea.xml", "feed/by_tag/green.xml"}
    assert feeds <= workshop.tree().keys()
    made = {path: (workshop.output / path).stat().st_mtime_ns for path in feeds}

    workshop.post("2026-01-03-kiln", "categories: kiln\ntags: green", "直した本文。\n")
    workshop.build(NOW + timedelta(minutes=1), cache=cache)
    changed = {path for path in feeds if (workshop.output / path).stat().st_mtime_ns != made[path]}
    assert changed == {"feed.xml", "feed/by_tag/green.xml"}
    assert "直した本文" in workshop.page("feed.xml")

    (workshop.source / "Gemfile").unlink()
    workshop.build(NOW + timedelta(minutes=2), cache=cache)
    assert not (workshop.output / "feed/tea.xml").exists()


def test_a_feed_holds_what_liquid_makes_of_a_post(workshop: Any) -> None:
    for config in ("", "plugins: [jekyll-feed]"):
        workshop.config(config)
        workshop.post("2026-01-02-tea", "title: 新茶", "{{ page.title }}の本文です。\n")

        workshop.build()

        (entry,) = _entries(workshop, "feed.xml")
        assert "新茶の本文です。" in _text(entry, "content")


def test_titles_have_typographic_signs(workshop: Any) -> None:
    workshop.config("plugins: [jekyll-feed]")
    workshop.post("2026-01-02-tea", "title: '\"引用\" -- と...'")

    workshop.build()

    (entry,) = _entries(workshop, "feed.xml")
    assert _text(entry, "title") == "“引用” – と…"


def test_the_summary_of_a_post_in_html_is_what_comes_before_a_blank_line(workshop: Any) -> None:
    workshop.config("plugins: [jekyll-feed]")
    workshop.write("content/_posts/2026-01-02-tea.html", "---\n---\n<p>甲</p>\n<p>乙</p>\n\n<p>丙</p>\n")

    workshop.build()

    (entry,) = _entries(workshop, "feed.xml")
    assert _text(entry, "summary") == "甲 乙"
