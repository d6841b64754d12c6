from __future__ import annotations

import pytest

from allforces_site.deploy.stages import Stage, cache_control, stage_of


@pytest.mark.parametrize(
    ("path", "stage"),
    [
        ("static/style.css", Stage.ASSET),
        ("assets/photo.jpg", Stage.ASSET),
        ("search/grams/3.bin", Stage.ASSET),
        ("CNAME", Stage.ASSET),
        ("index.html", Stage.PAGE),
        ("2026/01/02/お茶/index.html", Stage.PAGE),
        ("feed.xml", Stage.INDEX),
        ("category/ai/feed.xml", Stage.INDEX),
        ("sitemap.xml", Stage.INDEX),
        ("sitemap-2.xml", Stage.INDEX),
        ("news-sitemap.xml", Stage.INDEX),
        ("feeds/tech.xml", Stage.INDEX),
        ("feed.json", Stage.INDEX),
        ("llms-full-2.txt", Stage.INDEX),
        ("search/index.json", Stage.INDEX),
        ("robots.txt", Stage.INDEX),
    ],
)
def test_files_that_pages_load_are_sent_first_and_files_that_name_pages_last(path: str, stage: Stage) -> None:
    assert stage_of(path) is stage


@pytest.mark.parametrize(
    ("path", "header"),
    [
        ("static/style.css", "public, max-age=31536000, immutable"),
        ("assets/photo.0123456789-800.avif", "public, max-age=31536000, immutable"),
        ("search/grams/3.bin", "public, max-age=31536000, immutable"),
        ("index.html", "public, max-age=300"),
        ("feed.xml", "public, max-age=300"),
        ("llms.txt", "public, max-age=300"),
        ("2026/01/02/tea.md", "public, max-age=300"),
        ("feed.xsl", "public, max-age=300"),
        ("site.webmanifest", "public, max-age=86400"),
        ("assets/photo.jpg", "public, max-age=86400"),
        ("style.css", "public, max-age=300"),
    ],
)
def test_only_what_has_a_version_in_its_address_is_kept_for_a_year(path: str, header: str) -> None:
    assert cache_control(path, versions=True) == header


def test_without_versions_in_addresses_nothing_is_kept_for_long() -> None:
    assert cache_control("static/style.css", versions=False) == "public, max-age=300"
