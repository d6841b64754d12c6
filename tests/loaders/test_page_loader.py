"""Files that are no posts: pages, other files with front matter, files to copy; and whole folders."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from allforces_site.config.parse import parse_config
from allforces_site.loaders.context import ReadContext
from allforces_site.loaders.load import load_sources
from allforces_site.loaders.pages import PageReading, read_page
from allforces_site.loaders.walk import SourceEntry, SourceKind
from allforces_site.model import SourcePage, Sources

NOW = datetime(2025, 6, 1, tzinfo=UTC)
LAYOUTS = frozenset({"post", "page"})
GOOD = "---\ntitle: よい記事\n---\n無事です。\n"


def context(config: str = "") -> ReadContext:
    text = config if "permalink:" in config else f"permalink: /:title/\n{config}"
    return ReadContext(parse_config(text)[0], NOW, LAYOUTS)


def reading(text: str, source: str = "about.md", config: str = "") -> PageReading:
    return read_page(SourceEntry(source, "", SourceKind.OTHER), text.encode(), context(config))


def page(front_matter: str = "", body: str = "本文。\n", **options: Any) -> SourcePage:
    found = reading(f"---\n{front_matter}\n---\n{body}", **options).page
    assert found is not None
    return found


def loaded(root: Path, files: Iterable[tuple[str, str | bytes]], config: str = "") -> Sources:
    for name, content in files:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return load_sources(root, context(config), 1, lambda *_: None)[0]


# ---- pages -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("front_matter", "body", "title"),
    [
        ("title: 題", "# 見出し\n", "題"),
        ("", "# 見出し\n", "見出し"),
        ("", "本文。\n", "About"),
    ],
)
def test_a_page_without_a_title_has_its_headings_or_its_names(
    front_matter: str, body: str, title: str
) -> None:
    assert page(front_matter, body).title == title


def test_the_description_of_a_page_is_shown_without_its_markup() -> None:
    assert page('description: "**太字**と<br>改行"').description == "太字と改行"


@pytest.mark.parametrize(
    ("source", "front_matter", "url", "path"),
    [
        ("about.md", "", "/about/", "about/index.html"),
        ("about.md", "permalink: /a/b.html", "/a/b.html", "a/b.html"),
        ("index.html", "", "/", "index.html"),
        ("docs/index.md", "", "/docs/", "docs/index.html"),
        ("assets/main.css", "", "/assets/main.css", "assets/main.css"),
        ("about.htm", "permalink: /about.htm", "/about.htm", "about.htm"),
        ("about.htm", "", "/about/", "about/index.html"),
        ("q.xml", "permalink: /q/", "/q/", "q/index.xml"),
        ("q.xml", "permalink: /q", "/q", "q.xml"),
        ("q.xml", "permalink: /feed.rss", "/feed.rss", "feed.rss"),
    ],
)
def test_addresses_of_pages(source: str, front_matter: str, url: str, path: str) -> None:
    found = page(front_matter, source=source)
    assert (found.url, found.path) == (url, path)


@pytest.mark.parametrize(("source", "url"), [("about.htm", "/about.htm"), ("about.html", "/about.html")])
def test_a_page_keeps_its_ending_where_the_permalinks_have_one(source: str, url: str) -> None:
    found = page("", source=source, config="permalink: date")
    assert (found.url, found.path) == (url, url[1:])


def test_a_page_that_is_a_whole_html_page_gets_no_layout() -> None:
    assert page("", "<!DOCTYPE html>\n<html></html>\n", source="a.html").layout is None
    assert page("", "<p>部分</p>\n", source="a.html").layout == "page"


def test_the_page_for_missing_pages_is_in_no_sitemap() -> None:
    assert not page("permalink: /404.html").in_sitemap


@pytest.mark.parametrize(
    ("source", "text", "reason", "code"),
    [
        (
            "a.md",
            "---\npublished: false\n---\n",
            "unpublished: its front matter says `published: false`",
            None,
        ),
        ("a.md", "---\ndraft: true\n---\n", "draft: its front matter says `draft: true`", None),
        ("a.xml", "---\n---\n{% if %}\n", "its Liquid is faulty: see the message", "liquid"),
        ("a.md", "---\npermalink: /:nothing/\n---\n", "it has no address: see the error", "permalink"),
        ("a.md", "---\ntitle: a: b\n---\n", "unreadable: see the error", "front-matter-yaml"),
    ],
)
def test_a_page_that_is_not_made_is_listed_with_its_reason(
    source: str, text: str, reason: str, code: str | None
) -> None:
    found = reading(text, source)
    assert found.page is None
    assert found.skipped is not None
    assert str(found.skipped.reason) == reason
    assert [problem.code for problem in found.problems] == ([code] if code else [])


def test_the_index_that_jekyll_new_makes_leaves_the_home_page_to_the_generator() -> None:
    found = reading("---\nlayout: home\n---\n", source="index.md")

    assert found.page is None
    assert found.skipped is not None
    assert [(problem.code, problem.severity) for problem in found.problems] == [("home-generated", "note")]


@pytest.mark.parametrize("layout", ["post", "home", "term", "archive_year", "redirect", "404", "base"])
def test_a_page_with_a_layout_that_no_page_can_fill_is_shown_as_a_page(layout: str) -> None:
    found = reading(f"---\nlayout: {layout}\n---\n本文。\n")

    assert found.page is not None
    assert found.page.layout == "page"
    (problem,) = found.problems
    assert (problem.code, problem.severity, problem.line) == ("layout-replaced", "note", 2)
    assert str(problem.hint) == "write layout: page"


def test_a_style_sheet_with_front_matter_is_its_body() -> None:
    found = page("", "a { color: red }\n", source="a.css")
    assert (found.document.html, found.layout, found.in_sitemap) == ("a { color: red }\n", None, False)


# ---- folders ---------------------------------------------------------------------------------


def test_posts_pages_and_files_are_distinguished(tmp_path: Path) -> None:
    sources = loaded(
        tmp_path,
        [
            ("_posts/2025-01-02-b.md", GOOD),
            ("_posts/2025-01-01-a.md", GOOD),
            ("about.md", GOOD),
            ("windows.md", "\ufeff---\r\ntitle: 題\r\n---\r\n"),
            ("notes/plain.md", "前書きなし\n"),
            ("picture.png", b"\x89PNG\0"),
        ],
    )
    assert [post.source for post in sources.posts] == ["_posts/2025-01-01-a.md", "_posts/2025-01-02-b.md"]
    assert [found.source for found in sources.pages] == ["about.md", "windows.md"]
    assert [asset.path for asset in sources.assets] == ["notes/plain.md", "picture.png"]


def test_only_the_newest_posts_are_built_with_a_limit_and_the_others_are_listed(tmp_path: Path) -> None:
    files = [(f"_posts/2025-01-0{day}-x{day}.md", GOOD) for day in range(1, 5)]
    sources = loaded(tmp_path, files, "limit_posts: 2")
    assert [post.slug for post in sources.posts] == ["x3", "x4"]
    assert [skipped.source for skipped in sources.skipped] == [name for name, _ in files[:2]]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("undated.md", "rename it to YYYY-MM-DD-undated.md"),
        ("2025-01-10.md", "rename it to YYYY-MM-DD-name.md"),
        ("20250110-x.md", "rename it to YYYY-MM-DD-x.md"),
        ("2025-01-x.md", "rename it to YYYY-MM-DD-x.md"),
        ("2025_01_10_x.md", "rename it to YYYY-MM-DD-x.md"),
        ("photo.png", "move other files out of the posts' folder"),
    ],
)
def test_a_file_that_is_no_post_is_listed_and_reported(tmp_path: Path, name: str, hint: str) -> None:
    sources = loaded(tmp_path, [(f"_posts/{name}", GOOD)])
    assert [skipped.source for skipped in sources.skipped] == [f"_posts/{name}"]
    assert [(problem.code, str(problem.hint)) for problem in sources.problems] == [("post-name", hint)]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=120), front=st.sampled_from([b"", b"---\n", b"---\ntitle: a\n---\n"]))
def test_any_bytes_never_raise_and_never_harm_the_neighbour(
    tmp_path: Path, content: bytes, front: bytes
) -> None:
    bad = front + content
    files = [("_posts/2025-01-02-good.md", GOOD), ("_posts/2025-01-01-bad.md", bad), ("bad.md", bad)]
    sources = loaded(tmp_path, files)
    alone = next(post for post in sources.posts if post.source == "_posts/2025-01-02-good.md")
    assert (alone.title, alone.url, alone.document.load().html) == (
        "よい記事",
        "/good/",
        "<p>無事です。</p>\n",
    )
    reported = {skipped.source for skipped in sources.skipped} | {post.source for post in sources.posts}
    assert "_posts/2025-01-01-bad.md" in reported
