"""The archives of a site that uses jekyll-archives. `tests/jekyll` compares them with the plugin's."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from allforces_site.config.archives import archive_settings
from tests.conftest import NOW

LAYOUT = "{{ page.type }}|{{ page.title }}|{{ page.posts | map: 'title' | join: ',' }}"


def _site(workshop: Any, config: str = "enabled: all") -> None:
    workshop.config(f"plugins: [jekyll-archives]\njekyll-archives: {{{config}}}")
    workshop.write("content/_layouts/archive.html", LAYOUT)
    workshop.post("2026-01-02-tea", "title: 茶\ntags: [お茶 & 水]\ncategories: 暮らし")
    workshop.post("2026-01-03-kiln", "title: 窯\ncategories: 暮らし")


def test_every_kind_of_archive_has_its_address_and_posts(workshop: Any) -> None:
    _site(workshop)

    report = workshop.build()

    assert report.problems == []
    assert workshop.page("tag/お茶-水/index.html") == "tag|お茶 & 水|茶"
    assert workshop.page("category/暮らし/index.html") == "category|暮らし|窯,茶"
    assert workshop.page("2026/index.html") == "year||窯,茶"
    assert workshop.page("2026/01/index.html") == "month||窯,茶"
    assert workshop.page("2026/01/02/index.html") == "day||茶"
    assert "<loc>https://example.com/2026/01/02/</loc>" in workshop.page("sitemap.xml")


def test_only_the_kinds_that_are_enabled_are_made(workshop: Any) -> None:
    _site(workshop, "enabled: [year], permalinks: {year: '/y/:year'}")

    workshop.build()

    assert workshop.page("y/2026.html").startswith("year|")
    assert not (workshop.output / "2026/index.html").exists()


def test_archives_are_made_only_where_the_plugin_is_named(workshop: Any) -> None:
    _site(workshop)
    workshop.config("jekyll-archives: {enabled: all}")

    workshop.build()

    assert not (workshop.output / "2026/index.html").exists()


def test_a_page_of_the_author_takes_the_place_of_an_archive(workshop: Any) -> None:
    _site(workshop)
    workshop.write("content/2026/index.html", "---\n---\n私の年")

    report = workshop.build()

    assert workshop.page("2026/index.html") == "私の年"
    assert [problem.code for problem in report.problems] == ["page-own"]


def test_a_missing_layout_is_reported_and_the_themes_pages_stay(workshop: Any) -> None:
    _site(workshop, "enabled: [tags, year], layouts: {tag: list}")

    report = workshop.build()

    assert [(problem.code, '"list"' in str(problem.message)) for problem in report.problems] == [
        ("layout-missing", True)
    ]
    assert "茶" in workshop.page("tag/お茶-水/index.html")


def test_a_permalink_that_fits_nothing_is_reported(workshop: Any) -> None:
    _site(workshop, "enabled: [tags], permalinks: {tag: '/:nome/'}")

    report = workshop.build()

    assert [problem.code for problem in report.problems] == ["permalink"]
    assert ":nome" in str(report.problems[0].message)


def test_archives_follow_edits(workshop: Any, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    _site(workshop)
    workshop.build(cache=cache)
    before = (workshop.output / "tag/お茶-水/index.html").stat().st_mtime_ns

    workshop.post("2026-01-03-kiln", "title: 新しい窯\ncategories: 暮らし")
    workshop.build(NOW + timedelta(minutes=1), cache=cache)

    assert workshop.page("2026/index.html") == "year||新しい窯,茶"
    assert (workshop.output / "tag/お茶-水/index.html").stat().st_mtime_ns == before


def test_two_names_with_one_slug_are_one_page(workshop: Any) -> None:
    _site(workshop, "enabled: [tags]")
    workshop.post("2026-01-04-a", "title: 甲\ntags: [a b, a-b]")

    report = workshop.build()

    assert not [problem for problem in report.problems if problem.code == "output-collision"]
    assert workshop.page("tag/a-b/index.html") == "tag|a-b|甲"


@pytest.mark.parametrize(
    "values", [None, "text", [], {"enabled": 3}, {"enabled": ["x", 3]}, {"enabled": {"year": True}}]
)
def test_odd_settings_ask_for_nothing(values: object) -> None:
    assert archive_settings({"jekyll-archives": values}).kinds == ()


def test_odd_values_count_as_absent() -> None:
    odd = {"enabled": ["year"], "layout": 3, "layouts": [], "permalinks": {"year": None}, "slug_mode": 1}
    settings = archive_settings({"jekyll-archives": odd})
    (kind,) = settings.kinds
    assert (kind.layout, kind.permalink, settings.slug_mode) == ("archive", "/:year/", "default")
