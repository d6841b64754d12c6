"""Icons for browsers and home screens, drawn from one picture."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from PIL import Image

from allforces_site.outputs import icons

ICONS = {"favicon.ico", "apple-touch-icon.png", "icon-192.png", "icon-512.png", "icon-maskable-512.png"}


def configured(icon: str = "assets/icon.png", more: str = "") -> str:
    return f"{more}\nallforces:\n  search: false\n  social_pictures: false\n  icon: {icon}\n"


def square(pixels: int, colour: str) -> bytes:
    encoded = BytesIO()
    Image.new("RGB", (pixels, pixels), colour).save(encoded, "PNG")
    return encoded.getvalue()


@pytest.fixture
def site(workshop: Any) -> Any:
    """A site with a red square on nothing as its icon."""
    workshop.config(configured())
    picture = Image.new("RGBA", (600, 600), (0, 0, 0, 0))
    picture.paste((255, 0, 0, 255), (100, 100, 500, 500))
    encoded = BytesIO()
    picture.save(encoded, "PNG")
    workshop.write("content/assets/icon.png", encoded.getvalue())
    workshop.write("content/about.md", "---\ntitle: 頁\n---\n本文\n")
    return workshop


def opened(site: Any, path: str) -> Image.Image:
    return Image.open(BytesIO((site.output / path).read_bytes()))


def test_every_icon_has_its_size_and_the_manifest_names_them(site: Any) -> None:
    assert not site.build().problems

    assert opened(site, "favicon.ico").info["sizes"] == {(16, 16), (32, 32), (48, 48)}
    sizes = {
        "apple-touch-icon.png": 180,
        "icon-192.png": 192,
        "icon-512.png": 512,
        "icon-maskable-512.png": 512,
    }
    for path, pixels in sizes.items():
        with opened(site, path) as picture:
            assert (picture.format, picture.size) == ("PNG", (pixels, pixels))
    manifest = json.loads(site.page("site.webmanifest"))
    assert [(icon["src"], icon["sizes"], icon["purpose"]) for icon in manifest["icons"]] == [
        ("/icon-192.png", "192x192", "any"),
        ("/icon-512.png", "512x512", "any"),
        ("/icon-maskable-512.png", "512x512", "maskable"),
    ]


def test_what_is_transparent_stays_so_except_where_systems_want_a_background(site: Any) -> None:
    site.config(configured("{path: /assets/icon.png, background_color: '#00FF00'}"))
    site.build()

    assert opened(site, "icon-512.png").getpixel((5, 5)) == (0, 0, 0, 0)
    for path in ("apple-touch-icon.png", "icon-maskable-512.png"):
        with opened(site, path) as picture:
            assert (picture.mode, picture.getpixel((5, 5))) == ("RGB", (0, 255, 0))
    # All of the picture is where no shape cuts anything off.
    assert opened(site, "icon-maskable-512.png").getpixel((100, 256)) == (0, 255, 0)
    assert opened(site, "icon-maskable-512.png").getpixel((256, 256)) == (255, 0, 0)


def test_the_manifest_says_whose_it_is_in_which_language_and_where_it_begins(site: Any) -> None:
    colours = "{path: assets/icon.png, theme_color: '#112233', background_color: '#445566'}"
    site.config(configured(colours, "baseurl: /お茶\nshort_title: 茶\nlang: ja"))
    site.build()

    manifest = json.loads(site.page("site.webmanifest"))
    home = "/%E3%81%8A%E8%8C%B6/"
    expected = {
        "name": "試験", "short_name": "茶", "lang": "ja", "id": home, "start_url": home, "scope": home,
        "display": "minimal-ui", "theme_color": "#112233", "background_color": "#445566",
    }  # fmt: skip
    assert {key: manifest[key] for key in expected} == expected
    assert manifest["icons"][0]["src"] == f"{home}icon-192.png"


def test_every_page_names_them(site: Any) -> None:
    site.config(configured(more="baseurl: /blog"))
    site.build()

    for page in ("about.html", "index.html", "404.html"):
        text = site.page(page)
        assert '<link rel="icon" href="/blog/favicon.ico">' in text
        assert '<link rel="apple-touch-icon" href="/blog/apple-touch-icon.png">' in text
        assert '<link rel="manifest" href="/blog/site.webmanifest">' in text
        assert "data:image/svg" not in text


def test_a_favicon_that_is_configured_stays_that_of_the_tab(site: Any) -> None:
    site.config(configured(more="favicon: /mine.svg"))
    site.write("content/mine.svg", "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'/>")
    site.build()

    assert '<link rel="icon" href="/mine.svg">' in site.page("about.html")


def test_nothing_is_made_and_named_unless_it_is_asked_for(site: Any) -> None:
    site.config()
    site.build()

    assert not (ICONS | {"site.webmanifest"}) & site.tree().keys()
    assert "manifest" not in site.page("about.html")


def test_files_of_the_sites_own_are_used(site: Any) -> None:
    site.write("content/favicon.ico", "mine")
    site.write("content/site.webmanifest", "{}")

    report = site.build()

    assert (site.page("favicon.ico"), site.page("site.webmanifest")) == ("mine", "{}")
    assert sum(problem.code == "page-own" for problem in report.problems) == 2
    assert (site.output / "icon-192.png").exists()


@pytest.mark.parametrize(
    ("name", "size", "message"),
    [("nowhere.png", None, "cannot be read"), ("icon.png", (511, 511), "it is too small: 511 by 511 pixels"),
     ("icon.png", (600, 601), "it is not square: 600 by 601 pixels"), ("icon.svg", None, "it is an SVG"),
     ("icon.txt", None, "it is not a picture")],
)  # fmt: skip
def test_a_picture_that_does_not_do_is_reported_with_the_line_and_costs_no_page(
    site: Any, make_picture: Callable[..., bytes], name: str, size: tuple[int, int] | None, message: str
) -> None:
    site.config(configured(f"assets/{name}"))
    if size is not None or name != "nowhere.png":
        site.write(f"content/assets/{name}", make_picture(*size) if size else "<svg viewBox='0 0 9 9'/>")

    [problem] = [problem for problem in site.build().problems if problem.code == "icon"]

    assert (problem.file, problem.severity, problem.line) == ("_config.yml", "warning", 7)
    assert message in str(problem.message) and f"assets/{name}" in str(problem.message)
    assert "512" in str(problem.hint)
    assert "favicon.ico" not in site.page("about.html")
    assert not ICONS & site.tree().keys()


@pytest.mark.parametrize(
    "icon", ["../icon.png", "''", "3", "{}", "{path: a.png, theme_color: red}", "/a/../../b.png"]
)
def test_a_wrong_setting_is_refused(site: Any, icon: str) -> None:
    site.config(configured(icon))

    with pytest.raises(Exception, match=r"allforces\.icon"):
        site.build()


def test_an_unchanged_picture_is_not_drawn_again_and_a_changed_one_is(site: Any, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    site.build(cache=cache)
    first = site.tree()

    with patch.object(icons, "draw", side_effect=AssertionError("drawn again")):
        site.write("content/about.md", "---\ntitle: 頁\n---\n別の本文\n")
        site.build(cache=cache)
        # Not even into an empty folder.
        site.build(cache=cache, output=tmp_path / "other")
    assert {path: site.tree()[path] for path in ICONS} == {path: first[path] for path in ICONS}

    site.write("content/assets/icon.png", square(700, "blue"))
    site.build(cache=cache)
    assert all(site.tree()[path] != first[path] for path in ICONS)


def test_a_picture_that_is_not_published_itself_is_followed_too(site: Any, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    site.config(configured("_icon.png"))
    site.write("content/_icon.png", square(512, "red"))
    site.build(cache=cache)
    first = site.tree()
    assert "_icon.png" not in first

    site.write("content/_icon.png", square(640, "blue"))
    site.build(cache=cache)
    assert site.tree()["icon-512.png"] != first["icon-512.png"]

    site.write("content/_icon.png", square(100, "blue"))
    site.build(cache=cache)
    assert "manifest" not in site.page("about.html")
