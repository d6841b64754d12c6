"""The theme's pages as HTML: what they offer, and what changes when an author says so."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

REPOSITORY = Path(__file__).parents[2]
POST = "2026/01/02/tea/index.html"
PERMALINK = "permalink: /:year/:month/:day/:title/\n"


def page(workshop: Any, path: str = POST) -> HTMLParser:
    return HTMLParser(workshop.page(path))


def build(workshop: Any) -> None:
    assert [problem.code for problem in workshop.build().problems if problem.code != "static-own"] == []


@pytest.mark.parametrize("file", sorted((REPOSITORY / "templates").rglob("*.*")), ids=lambda file: file.name)
def test_every_template_begins_with_what_it_gets(file: Path) -> None:
    assert file.read_text(encoding="utf-8").startswith("{#")


def test_a_post_can_be_shared_by_plain_links(workshop: Any) -> None:
    workshop.config(PERMALINK)
    workshop.post("2026-01-02-tea", "title: お茶 & 珈琲")
    build(workshop)

    links = [urlsplit(node.attributes["href"] or "") for node in page(workshop).css(".share a")]

    assert [link.hostname for link in links] == [
        "x.com", "www.facebook.com", "b.hatena.ne.jp", "www.linkedin.com"
    ]  # fmt: skip
    for link in links:
        assert "https://example.com/2026/01/02/tea/" in [
            value for values in parse_qs(link.query).values() for value in values
        ]
    assert parse_qs(links[0].query)["text"] == ["お茶 & 珈琲"]


@pytest.mark.parametrize(("config", "front_matter"), [("", "share: false"), ("url: ''", "")])
def test_a_post_is_not_shared_against_its_authors_will_or_without_an_address(
    workshop: Any, config: str, front_matter: str
) -> None:
    workshop.config(PERMALINK + config)
    workshop.post("2026-01-02-tea", front_matter)
    workshop.build()

    assert page(workshop).css(".share") == []


@pytest.mark.parametrize(
    ("excerpt", "body", "shown"),
    [
        ("別に書いた要約です。", "本文の書き出しです。", "別に書いた要約です。"),
        ("本文の書き出しです。", "本文の書き出しです。続きます。", None),
        ("本文の書き出しです。次の段落です。", "本文の書き出しです。\n\n次の段落です。", None),
        ("本文の書き出し…", "本文の書き出しです。続きます。", None),
        ("題名", "本文です。", None),
        ("要約だけです。", "", "要約だけです。"),
    ],
)  # fmt: skip
def test_the_excerpt_is_above_a_body_that_does_not_begin_with_it(
    workshop: Any, excerpt: str, body: str, shown: str | None
) -> None:
    workshop.config(PERMALINK)
    workshop.post("2026-01-02-tea", f"title: 題名\nexcerpt: {excerpt}", body)
    build(workshop)

    assert [node.text() for node in page(workshop).css(".standfirst")] == ([shown] if shown else [])


def test_an_excerpt_cut_from_the_body_is_not_repeated_above_it(workshop: Any) -> None:
    workshop.config(PERMALINK + "excerpt_separator: <!--more-->")
    workshop.post(
        "2026-01-02-tea", "title: 題名", "一つ目の段落。\n改行のあと。\n\n二つ目。\n\n<!--more-->\n\n続き。\n"
    )
    build(workshop)

    assert page(workshop).css(".standfirst") == []


def test_the_authors_own_table_of_contents_is_no_entry_of_ours(workshop: Any) -> None:
    workshop.config(PERMALINK)
    workshop.post("2026-01-02-tea", "", "## 目次\n\n- 一\n\n## 一\n\n### 一の二\n\n## 三\n")
    build(workshop)

    shown = page(workshop)

    assert [node.text() for node in shown.css(".toc a")] == ["一", "一の二", "三"]
    ids = {node.attributes["id"] for node in shown.css(".prose [id]")}
    assert {(node.attributes["href"] or "").removeprefix("#") for node in shown.css(".toc a")} <= ids


def test_the_navigation_marks_the_category_of_a_page(workshop: Any) -> None:
    workshop.config(
        PERMALINK + "paginate: 1\ncontent_categories: [{name: 茶, slug: tea}, {name: 豆, slug: beans}]"
    )
    workshop.post("2026-01-02-tea", "categories: [茶]")
    workshop.post("2026-01-03-more", "categories: [茶]")
    build(workshop)

    def marked(path: str) -> list[tuple[str, str | None]]:
        return [
            (node.text(), node.attributes["aria-current"])
            for node in page(workshop, path).css(".category-nav [aria-current]")
        ]

    assert marked("category/tea/index.html") == [("茶", "page")]
    assert marked("category/tea/page2/index.html") == [("茶", "true")]
    assert marked(POST) == [("茶", "true")]
    assert marked("index.html") == []


def test_the_home_page_leads_to_the_categories_with_their_descriptions(workshop: Any) -> None:
    workshop.config(
        PERMALINK
        + "content_categories: [{name: 茶, slug: tea, description: お茶の話。}, {name: 豆, slug: beans}]"
    )
    workshop.post("2026-01-02-tea", "categories: [茶]")
    build(workshop)

    assert [node.text(strip=True) for node in page(workshop, "index.html").css(".topics li")] == [
        "茶お茶の話。",
        "豆",
    ]
    assert page(workshop, "404.html").css(".topics li a")[0].attributes["href"] == "/category/tea/"


def test_tags_used_once_are_apart_if_there_are_many(workshop: Any) -> None:
    workshop.config(PERMALINK)
    workshop.post("2026-01-02-tea", f"tags: [{', '.join(f'一度{number}' for number in range(45))}, 共通]")
    workshop.post("2026-01-03-more", "tags: [共通]")
    build(workshop)

    often, rare = page(workshop, "tag/index.html").css("ul.terms")

    assert [node.text() for node in often.css("a")] == ["共通"]
    assert len(rare.css("a")) == 45
    assert often.css_first("li").attributes["class"] == "size-5"
    assert rare.css_first("li").attributes["class"] == "size-3"


def test_analytics_are_there_only_when_configured(workshop: Any) -> None:
    workshop.config(PERMALINK)
    workshop.post("2026-01-02-tea")
    build(workshop)
    assert "googletagmanager" not in workshop.page(POST)

    workshop.config(PERMALINK + "google_analytics: G-TEST")
    build(workshop)

    assert 'gtag("config", "G-TEST")' in workshop.page(POST)


def test_the_search_is_linked_where_the_site_can_be_searched(workshop: Any) -> None:
    workshop.config(PERMALINK + "allforces: {search: true, social_pictures: false}")
    workshop.post("2026-01-02-tea")
    build(workshop)
    assert page(workshop).css('a[href="/search/"]')

    workshop.config(PERMALINK)
    workshop.build()
    assert not page(workshop).css('a[href="/search/"]')


def test_a_style_sheet_of_the_sites_own_comes_after_the_themes(workshop: Any) -> None:
    workshop.config(PERMALINK + "baseurl: /blog")
    workshop.post("2026-01-02-tea")
    build(workshop)

    def sheets() -> list[str]:
        links = [node.attributes["href"] or "" for node in page(workshop).css("link[rel=stylesheet]")]
        return [link.partition("?v=")[0] for link in links]

    assert sheets() == ["/blog/static/style.css"]
    style = workshop.write("static/custom.css", ":root { --accent: #725 }")
    build(workshop)
    assert sheets() == ["/blog/static/style.css", "/blog/static/custom.css"]
    style.unlink()
    build(workshop)
    assert sheets() == ["/blog/static/style.css"]


def test_a_site_fills_one_block_of_the_frame_without_copying_it(workshop: Any) -> None:
    workshop.config(PERMALINK)
    workshop.write(
        "templates/base.html",
        '{% extends "theme/base.html" %}{% block footer %}<footer>私の足元</footer>{% endblock %}',
    )
    workshop.post("2026-01-02-tea", "title: お茶")
    build(workshop)

    for path in (POST, "index.html", "404.html"):
        shown = page(workshop, path)
        assert [node.text() for node in shown.css("body > footer")] == ["私の足元"], path
        assert shown.css(".site-header"), path


def test_pages_name_the_first_thirty_categories_and_lead_to_all_of_them(workshop: Any) -> None:
    workshop.config(PERMALINK)
    workshop.post("2026-01-02-tea", f"categories: [{', '.join(f'c{n:02}' for n in range(40))}]")

    (problem,) = [one for one in workshop.build().problems if one.code == "categories-many"]
    links = [node.attributes["href"] for node in page(workshop, POST).css(".category-nav a")]
    topics = [node.attributes["href"] for node in page(workshop, "index.html").css(".topics a")]

    assert (problem.file, problem.line) == ("_posts/2026-01-02-tea.md", 2)
    assert links == [*(f"/category/c{n:02}/" for n in range(30)), "/category/"]
    assert topics == links
    assert len(page(workshop, "category/index.html").css("main a[href^='/category/c']")) == 40
