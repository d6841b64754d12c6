"""Redirects from the addresses by the names of files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

ON = "allforces: {search: false, social_pictures: false, date_aliases: true}"


def test_none_is_made_unless_they_are_asked_for(workshop: Any) -> None:
    workshop.post("2026-01-02-tea", "date: 2026-01-05")

    workshop.build()

    assert not (workshop.output / "2026/01/02").exists()


@pytest.mark.parametrize(
    ("more", "alias", "url"),
    [
        ("", "news/2026/01/02/tea.html", "/news/2026/01/05/tea.html"),
        ("permalink: /:year/:month/:day/:title/", "2026/01/02/tea/index.html", "/2026/01/05/tea/"),
        ("permalink: /:year-:y_day/:slug.html", "2026-002/tea.html", "/2026-005/tea.html"),
    ],
)
def test_the_address_by_the_file_name_leads_to_the_post(
    workshop: Any, more: str, alias: str, url: str
) -> None:
    workshop.config(f"{ON}\n{more}")
    workshop.post("2026-01-02-tea", "date: 2026-01-05 10:00 +0900\ncategories: [news]")

    workshop.build()

    assert f'url=https://example.com{url}"' in workshop.page(alias)
    assert alias not in workshop.page("sitemap.xml")


@pytest.mark.parametrize(
    ("name", "date", "aliases"),
    [
        ("2026-01-02-tea-", "2026-01-02", ["2026/01/02/tea-"]),
        ("2026-01-02-tea-", "2026-01-05", ["2026/01/02/tea", "2026/01/02/tea-", "2026/01/05/tea-"]),
        ("2026-01-02-Green Tea", "2026-01-02", ["2026/01/02/Green Tea"]),
        ("2026-01-02-お茶-", "2026-01-02", ["2026/01/02/お茶-"]),
        ("2026-01-02-tea", "2026-01-02", []),
    ],
)
@pytest.mark.parametrize("permalink", ["/:year/:month/:day/:title/", "/:year/:month/:day/:slug.html"])
def test_the_name_as_it_is_written_leads_to_the_post_too(
    workshop: Any, name: str, date: str, aliases: list[str], permalink: str
) -> None:
    workshop.config(f"{ON}\npermalink: {permalink}")
    workshop.post(name, f"date: {date}")

    workshop.build()

    end = "/index.html" if permalink.endswith("/") else ".html"
    made = [path for path, page in workshop.tree().items() if b'http-equiv="refresh"' in page]
    assert {*made} == {f"{alias}{end}" for alias in aliases}


def test_the_day_is_that_of_the_sites_zone(workshop: Any) -> None:
    workshop.config(ON)
    workshop.post("2026-01-02-tea", "date: 2026-01-02 22:00:00 +0000")

    workshop.build()

    assert 'url=https://example.com/2026/01/03/tea.html"' in workshop.page("2026/01/02/tea.html")


@pytest.mark.parametrize(
    ("name", "front_matter"),
    [
        ("2026-01-02-tea", "date: 2026-01-02 10:00"),
        ("2026-01-02-tea", "date: 2026-01-05\npermalink: /tea/"),
        ("2026-01-02-tea-", "permalink: /tea/"),
        ("tea", "date: 2026-01-05"),
    ],
)
def test_a_post_whose_address_does_not_depend_on_it_has_none(
    workshop: Any, name: str, front_matter: str
) -> None:
    workshop.config(ON)
    workshop.post(name, front_matter)

    workshop.build()

    assert "http-equiv" not in "".join(
        workshop.page(path) for path in workshop.tree() if path.endswith(".html")
    )


def test_an_alias_hides_no_page_no_file_and_no_other_redirect(workshop: Any) -> None:
    workshop.config(ON)
    workshop.post("2026-01-02-tea", "title: 今日\ndate: 2026-01-05", "お茶の本文")
    workshop.write("content/about.md", "---\npermalink: /2026/01/02/tea.html\n---\n頁の本文\n")
    workshop.post("2026-01-02-cup", "date: 2026-01-05")
    workshop.post("2026-02-01-kiln", "redirect_from: /2026/01/02/cup.html")

    report = workshop.build()

    assert "頁の本文" in workshop.page("2026/01/02/tea.html")
    assert "kiln" in workshop.page("2026/01/02/cup.html")
    assert not report.problems


def test_an_alias_never_takes_the_place_of_a_folder_or_of_a_name_in_other_case(workshop: Any) -> None:
    workshop.config(f"{ON}\npermalink: /:year/:month/:day/:title")
    workshop.post("2026-01-02-tea", "date: 2026-01-05")
    workshop.write("content/2026/01/02/TEA.html", "<p>")
    workshop.post("2026-01-02-cup.v1", "date: 2026-01-05")
    workshop.write("content/2026/01/02/cup.v1.html/x.txt", "x")

    report = workshop.build()

    assert not (workshop.output / "2026/01/02/tea.html").exists()
    assert workshop.page("2026/01/02/cup.v1.html/x.txt") == "x"
    assert not [problem for problem in report.problems if problem.severity != "note"]


def test_an_address_that_two_posts_could_have_leads_to_neither(workshop: Any) -> None:
    workshop.config(f"{ON}\npermalink: /:year/:month/:day/:title.html")
    workshop.post("2026-01-02-tea", "date: 2026-01-05")
    workshop.write("content/news/_posts/2026-01-02-tea.md", "---\ndate: 2026-01-06\n---\n本文\n")

    workshop.build()

    assert {"2026/01/05/tea.html", "2026/01/06/tea.html"} <= workshop.tree().keys()
    assert not (workshop.output / "2026/01/02").exists()


def test_the_list_of_redirects_for_scripts_holds_aliases_too(workshop: Any) -> None:
    workshop.config(f"{ON}\nplugins: [jekyll-redirect-from]")
    workshop.post("2026-01-02-tea", "date: 2026-01-05\nredirect_from: /old/")

    workshop.build()

    target = "https://example.com/2026/01/05/tea.html"
    assert json.loads(workshop.page("redirects.json")) == {"/old/": target, "/2026/01/02/tea.html": target}


def test_aliases_are_in_the_files_for_servers_and_follow_an_edit(workshop: Any, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    workshop.config(ON.replace("}", ", redirect_files: netlify}"))
    workshop.post("2026-01-02-tea", "date: 2026-01-05")
    workshop.build(cache=cache)
    assert workshop.page("_redirects") == "/2026/01/02/tea.html /2026/01/05/tea.html 301!\n"

    workshop.post("2026-01-02-tea", "date: 2026-01-02")
    workshop.build(cache=cache)
    assert workshop.page("_redirects") == ""
    assert "http-equiv" not in workshop.page("2026/01/02/tea.html")
