"""The sitemap follows the protocol and lists each page once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from lxml import etree

from allforces_site.config.model import Config
from allforces_site.model import Output
from allforces_site.outputs import sitemap
from allforces_site.renderer.theme import find_theme, make_theme

NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def entries(xml: bytes) -> list[dict[str, str]]:
    """The `url` elements, checked against the rules of sitemap.xsd."""
    root = etree.fromstring(xml)
    assert root.tag == f"{NAMESPACE}urlset"
    assert len(xml) <= 50 * 1024 * 1024
    found = []
    for element in root:
        assert element.tag == f"{NAMESPACE}url"
        values = {child.tag.removeprefix(NAMESPACE): child.text or "" for child in element}
        assert list(values) in (["loc"], ["loc", "lastmod"])
        assert 12 <= len(values["loc"]) <= 2048
        assert values["loc"].isascii()
        if "lastmod" in values:
            assert datetime.fromisoformat(values["lastmod"]).tzinfo is not None
        found.append(values)
    return found


def locations(workshop: Any) -> list[str]:
    return [entry["loc"] for entry in entries((workshop.output / "sitemap.xml").read_bytes())]


def test_the_sitemap_names_every_page_a_search_engine_may_show(workshop: Any) -> None:
    workshop.config("baseurl: /blog")
    workshop.post("2026-01-02-tea", "tags: [お茶 & 水]\nlast_modified_at: 2026-02-03 04:05:06 +0900")
    workshop.post("2026-01-03-hidden", "sitemap: false")
    workshop.post("2026-01-04-secret", "robots: noindex")
    workshop.write("content/about.md", "---\ntitle: 紹介\n---\n")

    report = workshop.build()

    assert report.problems == []
    found = locations(workshop)
    assert "https://example.com/blog/2026/01/02/tea.html" in found
    assert "https://example.com/blog/about.html" in found
    assert "https://example.com/blog/tag/%E3%81%8A%E8%8C%B6-%E6%B0%B4/" in found
    assert not [url for url in found if "hidden" in url or "secret" in url or "404" in url]
    assert "2026-02-03T04:05:06+09:00" in workshop.page("sitemap.xml")


@pytest.mark.parametrize("name", ["index.md", "archive.md", "404.md"])
def test_an_own_page_in_place_of_a_generated_one_is_listed_once(workshop: Any, name: str) -> None:
    permalink = {"archive.md": "permalink: /archive/"}.get(name, "x: 1")
    workshop.post("2026-01-02-tea")
    workshop.write(f"content/{name}", f"---\ntitle: 自作\n{permalink}\n---\n本文\n")

    workshop.build()

    found = locations(workshop)
    assert len(found) == len(set(found))


def test_an_own_page_that_hides_itself_hides_the_generated_one_too(workshop: Any) -> None:
    workshop.write("content/index.md", "---\nsitemap: false\n---\n本文\n")

    workshop.build()

    assert "https://example.com/" not in locations(workshop)


def test_without_an_address_there_is_no_sitemap_and_a_warning_says_so(workshop: Any) -> None:
    workshop.write("content/_config.yml", "title: 無題\n")
    workshop.post("2026-01-02-tea")

    report = workshop.build()

    assert [problem.code for problem in report.problems] == ["no-url"]
    assert not (workshop.output / "sitemap.xml").exists()
    assert not (workshop.output / "feed.xml").exists()


def test_more_addresses_than_one_file_may_hold_make_an_index(
    workshop: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sitemap, "URLS_A_FILE", 4)
    theme = make_theme(Config(url="https://example.com"), find_theme(workshop.source), ())
    make: Callable[[], bytes] = lambda: b""  # noqa: E731
    outputs = [Output(f"{n}", make, url=f"/{n}/", in_sitemap=True) for n in range(10)]

    planned = {output.path: output.make() for output in sitemap.plan(outputs, theme)}

    assert list(planned) == ["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml", "sitemap.xml"]
    found = [entry["loc"] for name in list(planned)[:3] for entry in entries(planned[name])]
    assert found == [f"https://example.com/{n}/" for n in range(10)]
    index = etree.fromstring(planned["sitemap.xml"])
    assert index.tag == f"{NAMESPACE}sitemapindex"
    assert [loc.text for loc in index.iter(f"{NAMESPACE}loc")] == [
        f"https://example.com/sitemap-{n}.xml" for n in (1, 2, 3)
    ]


def test_an_own_sitemap_replaces_the_generated_one(workshop: Any) -> None:
    workshop.write("content/sitemap.xml", "<urlset/>")

    report = workshop.build()

    assert workshop.page("sitemap.xml") == "<urlset/>"
    assert [problem.code for problem in report.problems] == ["page-own"]


def test_with_jekyll_sitemap_copied_pages_are_listed_and_robots_txt_names_the_sitemap(workshop: Any) -> None:
    hidden = "defaults: [{scope: {path: hidden.pdf}, values: {sitemap: false}}]"
    workshop.config(f"plugins: [jekyll-sitemap]\n{hidden}")
    for name in ("plain.html", "sub/index.html", "紙.pdf", "hidden.pdf", "sub/404.html", "data.csv"):
        workshop.write(f"content/{name}", "<!doctype html>")
    workshop.write("content/place.md", "---\npermalink: /place/index.html\n---\n")

    workshop.build()

    found = {url.removeprefix("https://example.com/") for url in locations(workshop)}
    assert {"plain.html", "sub/", "%E7%B4%99.pdf", "place/"} <= found
    assert not found & {"hidden.pdf", "sub/404.html", "data.csv", "place/index.html"}
    assert workshop.page("robots.txt") == "Sitemap: https://example.com/sitemap.xml\n"


def test_the_sites_own_robots_txt_stays(workshop: Any) -> None:
    workshop.config("plugins: [jekyll-sitemap]")
    workshop.write("content/robots.txt", "User-agent: *\n")

    report = workshop.build()

    assert workshop.page("robots.txt") == "User-agent: *\n"
    assert report.problems == []


def test_without_jekyll_sitemap_copied_files_are_not_listed(workshop: Any) -> None:
    workshop.config()
    workshop.write("content/plain.html", "<!doctype html>")

    workshop.build()

    assert not [url for url in locations(workshop) if "plain" in url]
    assert not (workshop.output / "robots.txt").exists()
