"""Pictures for social networks, drawn for posts that have none."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from PIL import Image

from allforces_site.images import fonts
from allforces_site.images.fonts import find_font

needs_font = pytest.mark.skipif(
    find_font(None) is None, reason="no Japanese font: pip install 'allforces-site[social]'"
)
DRAWN = "allforces: {social_pictures: true, search: false}\n"


@pytest.fixture
def site(tiny: Any) -> Any:
    """A site whose pages name their picture."""
    tiny.config(DRAWN)
    tiny.write(
        "templates/post.html",
        "{{ page.image }} {{ page.image_width }} "
        "{{ (page.json_ld[0]['@graph'][0].get('image') or [page])[0].url }}",
    )
    return tiny


@needs_font
def test_a_post_without_picture_gets_one_and_its_page_names_it(site: Any) -> None:
    site.post("2026-01-02-茶", "title: お茶の淹れ方\ncategories: [飲み物]")

    assert site.build().problems == []
    with Image.open(BytesIO((site.output / "social/飲み物/2026/01/02/茶.html.png").read_bytes())) as picture:
        assert (picture.format, picture.size) == ("PNG", (1200, 630))
    address, width, in_json_ld = site.page("飲み物/2026/01/02/茶.html").split()
    start = "https://example.com/social/%E9%A3%B2%E3%81%BF%E7%89%A9/2026/01/02/%E8%8C%B6.html.png?v="
    assert address.startswith(start)
    assert (width, in_json_ld) == ("1200", address)


@needs_font
def test_a_post_with_a_picture_or_without_a_head_gets_none(site: Any, make_picture: Any) -> None:
    site.write("content/a.png", make_picture(20, 10))
    site.post("2026-01-02-own", "image: /a.png")
    site.post("2026-01-03-bare", "layout: none")
    site.build()

    assert not (site.output / "social").exists()
    assert site.page("2026/01/02/own.html").startswith("https://example.com/a.png 20 ")


@needs_font
def test_another_title_is_another_picture_at_an_address_that_networks_have_not_seen(site: Any) -> None:
    site.post("2026-01-02-tea", "title: 茶")
    site.build()
    before, page = (
        (site.output / "social/2026/01/02/tea.html.png").read_bytes(),
        site.page("2026/01/02/tea.html"),
    )
    site.post("2026-01-02-tea", "title: 水")
    site.build()

    assert (site.output / "social/2026/01/02/tea.html.png").read_bytes() != before
    assert site.page("2026/01/02/tea.html") != page


@needs_font
def test_a_picture_is_drawn_once(site: Any, tmp_path: Path) -> None:
    site.post("2026-01-02-tea")
    site.build(cache=tmp_path / "cache")

    with patch("allforces_site.outputs.social_pictures.draw_card", side_effect=AssertionError("drawn again")):
        site.post("2026-01-02-tea", body="別の本文です。\n")
        assert not site.build(cache=tmp_path / "cache").failed
        assert not site.build(cache=tmp_path / "cache", output=tmp_path / "elsewhere").failed


@needs_font
@pytest.mark.parametrize("text", ["allforces: {social_pictures: false, search: false}", f"url: ''\n{DRAWN}"])
def test_none_is_drawn_if_turned_off_or_without_a_site_address(site: Any, text: str) -> None:
    site.config(text)
    site.post("2026-01-02-tea")
    report = site.build()

    assert not (site.output / "social").exists()
    assert not [problem for problem in report.problems if problem.code.startswith("social")]


def test_without_a_font_a_note_says_what_to_do(site: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_SYSTEM", ())
    monkeypatch.setattr(fonts, "_PACKAGED", "nothing of this name")
    site.config(f"og_image: /og.png\n{DRAWN}")
    site.write("content/og.png", "a picture")
    for day in range(1, 4):
        site.post(f"2026-01-0{day}-tea")

    report = site.build(strict=True)

    assert not report.failed
    [problem] = report.problems
    assert (problem.code, problem.severity) == ("social-font", "note")
    assert "3 posts have no picture" in str(problem.message)
    assert "allforces-site[social]" in str(problem.hint)
    assert site.page("2026/01/01/tea.html").startswith("https://example.com/og.png")


def test_a_missing_own_font_is_a_warning(site: Any) -> None:
    site.config("allforces: {social_font: fonts/none.otf}")
    site.post("2026-01-02-tea")

    [problem] = site.build().problems
    assert (problem.code, problem.severity, problem.file) == ("social-font", "warning", "_config.yml")


def test_an_own_font_that_is_broken_is_an_error_that_names_it(site: Any) -> None:
    site.write("content/fonts/mine.otf", b"OTTO" + bytes(200))
    site.config("allforces: {social_font: fonts/mine.otf}")
    site.post("2026-01-02-tea")

    report = site.build()

    assert [problem.code for problem in report.problems] == ["social-font-broken"]
    assert "mine.otf" in str(report.problems[0].message)
    assert (site.output / "2026/01/02/tea.html").exists()


def test_a_post_with_the_longest_address_has_a_picture_that_is_written(site: Any) -> None:
    name = "x" * 255
    site.post("2026-01-02-long", f"permalink: /{name}/")
    site.post("2026-01-03-long", f"permalink: /{name[:-1]}y/")

    report = site.build()

    assert not report.failed
    for path in (f"{name}/index.html", f"{name[:-1]}y/index.html"):
        (picture,) = set(re.findall(r"/(social/[^?\"]*)\?", site.page(path)))
        assert (site.output / picture).is_file()
