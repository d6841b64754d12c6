"""The sitemap follows the protocol and lists each page once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from allforces_site.config.model import Config
from allforces_site.model import Output
from allforces_site.outputs import sitemap
from allforces_site.renderer.theme import find_theme, make_theme
from tests.outputs.reading import SITEMAP, XHTML, addresses, pictures, read_sitemap


def locations(workshop: Any) -> list[str]:
    return addresses(read_sitemap((workshop.output / "sitemap.xml").read_bytes()))


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


def test_a_list_of_posts_has_the_date_of_its_first_post(workshop: Any) -> None:
    workshop.post("2026-01-02-tea", "categories: [茶]")
    workshop.post("2026-01-05-kiln", "categories: [茶]")

    workshop.build()

    root = read_sitemap((workshop.output / "sitemap.xml").read_bytes())
    dates = {addresses(url)[0]: url.findtext(f"{SITEMAP}lastmod") for url in root}
    for url in ("", "category/%E8%8C%B6/", "archive/2026/01/"):
        assert dates[f"https://example.com/{url}"] == "2026-01-05T00:00:00+09:00"


@pytest.mark.parametrize("name", ["index.md", "archive.md", "404.md"])
def test_an_own_page_in_place_of_a_generated_one_is_listed_once(workshop: Any, name: str) -> None:
    permalink = {"archive.md": "permalink: /archive/"}.get(name, "x: 1")
    workshop.post("2026-01-02-tea")
    workshop.write(f"content/{name}", f"---\ntitle: 自作\n{permalink}\n---\n本文\n")

    workshop.build()

    found = locations(workshop)
    assert len(found) == len(set(found))


def test_an_own_page_that_hides_itself_hides_the_generated_one_too(workshop: Any) -> None:
    workshop.post("2026-01-02-tea")
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


def planned_files(outputs: list[Output]) -> dict[str, bytes]:
    theme = make_theme(Config(url="https://example.com"), find_theme(Path("nowhere")), ())
    entries = sitemap.entries_of(outputs, [], (), theme)
    return {output.path: output.make() for output in sitemap.plan(entries, (), theme)}


def pages(number: int) -> list[Output]:
    changed = datetime(2026, 1, 2, tzinfo=UTC)
    return [
        Output(f"{n}", lambda: b"", url=f"/{n}/", in_sitemap=True, changed=changed + timedelta(days=n))
        for n in range(number)
    ]


@pytest.mark.parametrize(("limit", "most"), [("URLS_A_FILE", 4), ("BYTES_A_FILE", 5 * 250 + 2 * 200)])
def test_more_addresses_than_one_file_may_hold_make_an_index(
    limit: str, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sitemap, limit, most)

    planned = planned_files(pages(10))

    index = planned.pop("sitemap.xml")
    assert list(planned) == [f"sitemap-{n}.xml" for n in range(1, len(planned) + 1)]
    assert len(planned) > 1
    found = [url for xml in planned.values() for url in addresses(read_sitemap(xml))]
    assert found == [f"https://example.com/{n}/" for n in range(10)]
    root = read_sitemap(index)
    assert addresses(root) == [f"https://example.com/{name}" for name in planned]
    dates = [date.text for date in root.iter(f"{SITEMAP}lastmod")]
    assert dates[-1] == "2026-01-11T00:00:00+00:00"


def test_no_file_is_longer_than_the_protocol_allows(monkeypatch: pytest.MonkeyPatch) -> None:
    most = 20_000
    monkeypatch.setattr(sitemap, "BYTES_A_FILE", most)
    outputs = [Output(f"{n}", lambda: b"", url="/" + "&" * n + "/", in_sitemap=True) for n in range(1, 100)]

    planned = planned_files(outputs)

    assert len(planned) > 3
    assert max(map(len, planned.values())) <= most


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


def test_without_jekyll_sitemap_copied_files_are_not_listed(workshop: Any) -> None:
    workshop.config()
    workshop.write("content/plain.html", "<!doctype html>")

    workshop.build()

    assert not [url for url in locations(workshop) if "plain" in url]


def test_a_site_without_any_page_to_list_has_no_sitemap(workshop: Any) -> None:
    workshop.write("content/index.md", "---\nsitemap: false\n---\n本文\n")

    workshop.build()

    assert not (workshop.output / "sitemap.xml").exists()
    assert not (workshop.output / "robots.txt").exists()


def test_the_pictures_of_a_post_are_listed_with_it_if_the_site_has_them(workshop: Any) -> None:
    workshop.config("baseurl: /blog")
    workshop.write("content/assets/a b.svg", "<svg/>")
    workshop.write("content/assets/c.svg", "<svg/>")
    body = "![](/blog/assets/c.svg) ![](/blog/assets/c.svg) ![](gone.png) ![](https://other.example/x.png)\n"
    workshop.post("2026-01-02-tea", "image: /assets/a b.svg", body)
    workshop.post("2026-01-03-hidden", "robots: noindex", "![](/blog/assets/c.svg)\n")

    workshop.build()

    root = read_sitemap((workshop.output / "sitemap.xml").read_bytes())
    assert pictures(root) == [
        "https://example.com/blog/assets/a%20b.svg",
        "https://example.com/blog/assets/c.svg",
    ]
    (page,) = (url for url in root if pictures(url))
    assert addresses(page) == ["https://example.com/blog/2026/01/02/tea.html"]


def test_pages_in_several_languages_name_each_other_if_they_are_listed(workshop: Any) -> None:
    workshop.write("content/tea.md", "---\nlang_pair: tea\n---\nお茶\n")
    workshop.write("content/en/tea.md", "---\nlang: en\nlang_pair: tea\n---\ntea\n")
    workshop.write("content/fr/tea.md", "---\nlang: fr\nlang_pair: tea\nsitemap: false\n---\nthé\n")
    workshop.write("content/kiln.md", "---\nlang_pair: kiln\n---\n窯\n")
    workshop.write("content/en/kiln.md", "---\nlang: en\nlang_pair: kiln\nrobots: noindex\n---\nkiln\n")

    workshop.build()

    root = read_sitemap((workshop.output / "sitemap.xml").read_bytes())
    found = {
        addresses(url)[0].removeprefix("https://example.com/"): [
            (link.get("hreflang"), (link.get("href") or "").removeprefix("https://example.com/"))
            for link in url.iter(f"{XHTML}link")
        ]
        for url in root
    }
    twins = [("en", "en/tea.html"), ("ja", "tea.html"), ("x-default", "tea.html")]
    assert {url: links for url, links in found.items() if links} == {"tea.html": twins, "en/tea.html": twins}
