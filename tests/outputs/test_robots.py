"""A site without a `robots.txt` has one that names its sitemaps."""

from __future__ import annotations

from typing import Any

import pytest

SITEMAP = "Sitemap: https://example.com/sitemap.xml\n"


def test_it_names_the_sitemap(workshop: Any) -> None:
    workshop.build()

    assert workshop.page("robots.txt") == SITEMAP


def test_below_a_folder_of_the_host_nobody_would_read_it(workshop: Any) -> None:
    workshop.config("baseurl: /blog")
    workshop.build()

    assert not (workshop.output / "robots.txt").exists()


def test_without_an_address_there_is_none(workshop: Any) -> None:
    workshop.write("content/_config.yml", "title: 無題\n")
    workshop.build()

    assert not (workshop.output / "robots.txt").exists()


@pytest.mark.parametrize("settings", ["", "plugins: [jekyll-sitemap]"])
@pytest.mark.parametrize("name", ["robots.txt", "robots.md"])
def test_the_sites_own_one_stays(workshop: Any, settings: str, name: str) -> None:
    text = "User-agent: *\n"
    front = "---\nlayout: none\npermalink: /robots.txt\n---\n"
    workshop.config(settings)
    workshop.write(f"content/{name}", front + text if name.endswith(".md") else text)

    report = workshop.build()

    assert "User-agent: *" in workshop.page("robots.txt")
    assert "Sitemap" not in workshop.page("robots.txt")
    assert report.problems == []
