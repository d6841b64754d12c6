"""A version in an address covers the file and all files that it loads, so that old and new never mix."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.conftest import Workshop

CONFIG = "allforces: {minify: false, social_pictures: false, search: false}\n"


@pytest.fixture
def shop(workshop: Workshop) -> Workshop:
    """A site whose 404 page names its own style sheet and script, which load other files."""
    workshop.config(CONFIG)
    workshop.write("templates/404.html", "{{ '/static/a.js' | asset_url }} {{ '/static/a.css' | asset_url }}")
    workshop.write("static/a.js", 'import "./lib/b.js";\n')
    workshop.write("static/lib/b.js", 'import { c } from "../c.js";\n')
    workshop.write("static/c.js", "export const c = 1;\n")
    workshop.write("static/a.css", "@font-face { src: url(fonts/あ.woff2) }\nb { mask: url('i.svg#x') }\n")
    workshop.write("static/fonts/あ.woff2", b"font")
    workshop.write("static/i.svg", "<svg/>")
    return workshop


def build(shop: Any) -> list[str]:
    """Builds, and returns the versions of a.js and a.css."""
    shop.build(cache=shop.root / "cache")
    return re.findall(r"\?v=([0-9a-f]{10})", shop.page("404.html"))


def test_imports_name_the_version_of_what_they_import(shop: Any) -> None:
    script, _ = build(shop)

    [lib] = re.findall(r'import "\./lib/b\.js\?v=([0-9a-f]{10})";', shop.page("static/a.js"))
    [last] = re.findall(r'from "\.\./c\.js\?v=([0-9a-f]{10})";', shop.page("static/lib/b.js"))
    assert len({script, lib, last}) == 3
    assert shop.page("static/c.js") == "export const c = 1;\n"


def test_an_edit_changes_the_versions_of_all_files_that_load_it_and_no_others(shop: Any) -> None:
    script, style = build(shop)
    lib = shop.page("static/a.js")
    shop.write("static/c.js", "export const c = 2;\n")

    changed, same = build(shop)

    assert (changed != script, same == style) == (True, True)
    assert shop.page("static/a.js") != lib


def test_style_sheets_name_the_version_of_their_fonts_and_pictures(shop: Any) -> None:
    _, style = build(shop)
    assert re.search(r"url\(fonts/あ\.woff2\?v=[0-9a-f]{10}\)", shop.page("static/a.css"))
    assert re.search(r"url\('i\.svg\?v=[0-9a-f]{10}#x'\)", shop.page("static/a.css"))

    shop.write("static/fonts/あ.woff2", b"another font")

    assert build(shop)[1] != style


def test_a_font_that_a_page_preloads_has_the_version_that_the_style_sheet_names(shop: Any) -> None:
    shop.write("templates/404.html", "{{ '/static/fonts/あ.woff2' | asset_url }}")
    [version] = build(shop)

    assert f"url(fonts/あ.woff2?v={version})" in shop.page("static/a.css")


def test_scripts_may_import_each_other(shop: Any) -> None:
    shop.write("static/c.js", 'import "./a.js"; export const c = 1;\n')
    script, _ = build(shop)
    assert f'import "./a.js?v={script}"' in shop.page("static/c.js")
    shop.write("static/lib/b.js", 'import { c } from "../c.js"; c();\n')

    assert build(shop)[0] != script


def test_addresses_from_the_root_include_the_baseurl(shop: Any) -> None:
    shop.config(f"{CONFIG}baseurl: /blog\n")
    shop.write("static/a.css", "b { mask: url(/blog/static/i.svg) } c { mask: url(/static/i.svg) }")
    shop.write("static/a.js", 'import "/blog/static/c.js";\n')

    build(shop)

    assert re.fullmatch(
        r"b \{ mask: url\(/blog/static/i\.svg\?v=\w{10}\) } c \{ mask: url\(/static/i\.svg\) }",
        shop.page("static/a.css"),
    )
    assert re.search(r'"/blog/static/c\.js\?v=\w{10}"', shop.page("static/a.js"))


@pytest.mark.parametrize(
    "written", ["none.woff2", "https://example.org/x.woff2", "//example.org/static/i.svg", "#x"]
)
def test_other_addresses_stay_as_they_are(shop: Any, written: str) -> None:
    shop.write("static/a.css", f"b {{ mask: url({written}) }}")
    build(shop)

    assert shop.page("static/a.css") == f"b {{ mask: url({written}) }}"


def test_a_picture_of_the_source_folder_has_a_version_too(shop: Any) -> None:
    shop.write("content/assets/ground.png", b"png")
    shop.write("static/a.css", "b { background: url(../assets/ground.png) }")
    before = build(shop)
    assert re.search(r"ground\.png\?v=\w{10}", shop.page("static/a.css"))

    shop.write("content/assets/ground.png", b"another")

    assert build(shop)[1] != before[1]


def test_without_versions_scripts_and_style_sheets_are_as_they_were_written(shop: Any) -> None:
    shop.config("allforces: {minify: false, asset_versions: false, social_pictures: false, search: false}")
    build(shop)

    for name in ("a.js", "lib/b.js", "a.css"):
        assert shop.page(f"static/{name}") == (shop.root / "static" / name).read_text(encoding="utf-8")


def test_a_script_that_is_not_utf8_stays_as_it_is(shop: Any) -> None:
    shop.write("static/a.js", b'import "./c.js"; // \xff')
    build(shop)

    assert (shop.output / "static/a.js").read_bytes() == b'import "./c.js"; // \xff'
