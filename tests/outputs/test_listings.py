"""Home, terms, archive, 404, posts, pages and redirects as a reader sees them in the real theme."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser


def read(site: Any, path: str) -> HTMLParser:
    return HTMLParser((site.output / path).read_text(encoding="utf-8"))


def links(page: HTMLParser, selector: str) -> list[str]:
    return [node.attributes["href"] or "" for node in page.css(selector)]


def texts(page: HTMLParser, selector: str) -> list[str]:
    return [node.text(strip=True) for node in page.css(selector)]


@pytest.fixture(scope="module")
def site(new_workshop: Any) -> Any:
    """Thirty posts over two years, five home pages, one month with more than a page."""
    shop = new_workshop()
    shop.config(
        "baseurl: /blog\npaginate: 7\nallforces: {reading_time: declared}\ncontent_categories:\n"
        "  - {name: 技術, slug: tech, description: 技術の話です。}\n  - {name: 空, slug: empty}"
    )
    for number in range(1, 31):
        year = 2024 if number < 5 else 2026
        shop.post(
            f"{year}-03-{number:02}-p{number}",
            f"title: 記事{number}\ncategories: [技術]\ntags: [共通, 個別{number // 2}]\nauthor: 花子\n"
            f"reading_time: 4\nexcerpt: 抜粋{number}",
        )
    shop.post(
        "2026-01-01-old", "redirect_from: [/before/, /before.html, /昔の/場所]\nlayout: none", "<p>生</p>\n"
    )
    shop.write("content/about.md", "---\ntitle: 紹介\nredirect_from: /who/\n---\n## 見出し\n\n本文\n")
    assert shop.build().problems == []
    return shop


def test_every_link_of_every_page_leads_to_a_file(site: Any) -> None:
    for path in site.output.rglob("*.html"):
        page = HTMLParser(path.read_text(encoding="utf-8"))
        for link in links(page, "a[href], link[rel=stylesheet], link[rel=alternate]"):
            parts = urlsplit(urldefrag(link)[0])
            if not parts.path or parts.netloc not in ("", "example.com"):
                continue
            assert parts.path.startswith("/blog/"), (path, link)
            target = site.output / unquote(parts.path.removeprefix("/blog/"))
            assert target.is_file() or (target / "index.html").is_file(), (path, link)


def test_the_home_pages_list_all_posts_newest_first(site: Any) -> None:
    names = ["index.html", *(f"page{number}/index.html" for number in range(2, 6))]

    titles = [title for name in names for title in texts(read(site, name), "main h2 a, main h3 a")]

    expected = [f"記事{number}" for number in range(30, 4, -1)] + ["Old", "記事4", "記事3", "記事2", "記事1"]
    assert titles == expected
    assert not (site.output / "page6").exists()


def test_a_terms_page_has_name_description_count_and_posts(site: Any) -> None:
    page = read(site, "category/tech/index.html")

    assert texts(page, "h1") == ["技術"]
    text = page.body.text() if page.body else ""
    assert "技術の話です。" in text
    assert "30件の記事" in text
    assert texts(page, "main h2 a, main h3 a") == [f"記事{number}" for number in range(30, 23, -1)]
    assert (site.output / "category/tech/page5/index.html").exists()


def test_the_index_of_terms_lists_all_with_their_numbers(site: Any) -> None:
    def terms(name: str) -> dict[str, str]:
        return {node.css_first("a").text(): node.css_first(".count").text(strip=True).removesuffix("件")
                for node in read(site, name).css("ul.terms > li")}  # fmt: skip

    assert terms("category/index.html") == {"技術": "30", "空": "0"}
    assert terms("author/index.html") == {"花子": "30"}
    tags = terms("tag/index.html")
    assert tags["共通"] == "30"
    assert tags["個別7"] == "2"
    assert len(tags) == 17


def test_an_empty_category_has_a_page_that_is_not_in_the_sitemap(site: Any) -> None:
    assert "まだ記事がありません" in site.page("category/empty/index.html")
    assert "/category/empty/" not in site.page("sitemap.xml")


def test_the_archive_leads_from_years_to_months_to_posts(site: Any) -> None:
    assert {"/blog/archive/2026/", "/blog/archive/2024/"} <= set(
        links(read(site, "archive/index.html"), "main a")
    )
    assert "/blog/archive/2026/03/" in links(read(site, "archive/2026/index.html"), "main a")
    month = read(site, "archive/2024/03/index.html")
    assert texts(month, "main section.day li a") == ["記事4", "記事3", "記事2", "記事1"]
    assert texts(month, "h1") == ["2024年3月"]


def test_archive_pages_stay_small_however_many_posts_a_month_has(new_workshop: Any) -> None:
    shop = new_workshop()
    for number in range(230):
        shop.post(f"2026-03-{number % 28 + 1:02}-p{number}", f"title: 記事{number}")

    shop.build()

    sizes = {path.relative_to(shop.output).as_posix(): path.stat().st_size
             for path in (shop.output / "archive").rglob("*.html")}  # fmt: skip
    assert len([name for name in sizes if name.startswith("archive/2026/03/")]) == 3
    assert max(sizes.values()) < 60_000


def test_a_post_shows_its_neighbours_and_six_related_posts(site: Any) -> None:
    page = read(site, "技術/2026/03/20/p20.html")

    assert "/blog/%E6%8A%80%E8%A1%93/2026/03/19/p19.html" in links(page, "main a")
    assert "/blog/%E6%8A%80%E8%A1%93/2026/03/21/p21.html" in links(page, "main a")
    related = texts(page, "section[aria-labelledby=site-related] h3 a")
    assert related == ["記事21", "記事30", "記事29", "記事28", "記事27", "記事26"], "the rare tag comes first"


def test_a_post_shows_author_date_minutes_and_tags(site: Any) -> None:
    text = site.page("技術/2026/03/20/p20.html")

    assert '<time datetime="2026-03-20T00:00:00+09:00">2026年3月20日</time>' in text
    assert "約4分で読めます" in text
    assert 'rel="author" href="/blog/author/%E8%8A%B1%E5%AD%90/"' in text
    assert 'rel="tag" href="/blog/tag/%E5%85%B1%E9%80%9A/"' in text


def test_a_post_without_a_layout_is_its_bare_body(site: Any) -> None:
    assert site.page("2026/01/01/old.html") == "<p>生</p>\n"


def test_a_page_is_in_its_layout_with_its_headings(site: Any) -> None:
    page = read(site, "about.html")

    assert texts(page, "h1") == ["紹介"]
    assert texts(page, ".prose h2") == ["見出し"]


@pytest.mark.parametrize("path", ["before/index.html", "before.html", "昔の/場所.html"])
def test_an_old_address_leads_to_the_new_one(site: Any, path: str) -> None:
    target = "https://example.com/blog/2026/01/01/old.html"
    page = read(site, path)

    assert page.css_first("meta[http-equiv=refresh]").attributes["content"] == f"0; url={target}"
    assert links(page, "link[rel=canonical]") == [target]
    assert page.css_first("meta[name=robots]").attributes["content"] == "noindex"


def test_a_redirect_that_is_not_followed_says_so_under_a_heading(site: Any) -> None:
    page = read(site, "before/index.html")

    assert texts(page, "main h1") == ["ページを移動しました"]
    assert links(page, "main a") == ["https://example.com/blog/2026/01/01/old.html"]


def test_redirects_are_in_no_sitemap(site: Any) -> None:
    assert "before" not in site.page("sitemap.xml")
    assert "who" not in site.page("sitemap.xml")


def test_the_page_for_a_missing_address_is_kept_out_of_search_engines(site: Any) -> None:
    page = read(site, "404.html")

    assert page.css_first("meta[name=robots]").attributes["content"] == "noindex"
    assert "/blog/" in links(page, "main a")


def test_a_site_without_posts_has_all_its_pages(new_workshop: Any) -> None:
    shop = new_workshop()

    assert shop.build().problems == []

    assert {"index.html", "404.html", "archive/index.html", "tag/index.html"} <= set(shop.tree())
    assert Path(shop.output / "sitemap.xml").exists()


def test_a_site_without_any_setting_still_says_what_it_is(new_workshop: Any) -> None:
    shop = new_workshop()
    shop.write("content/_config.yml", "url: https://example.com\n")
    shop.post("2026-01-02-tea")

    assert shop.build().problems == []

    for path in shop.output.rglob("*.html"):
        page = HTMLParser(path.read_text(encoding="utf-8"))
        assert page.css_first("title").text(strip=True), path
        description = page.css_first("meta[name=description]")
        assert description is not None, path
        assert description.attributes["content"], path
