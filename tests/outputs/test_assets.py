"""Copied files: none is lost, none is altered by accident."""

from __future__ import annotations

import re
from typing import Any
from unittest.mock import patch

import pytest

from allforces_site.errors import SiteError
from allforces_site.files.regular_files import read_regular
from allforces_site.model import Asset
from allforces_site.outputs.assets import read_asset
from tests.resting import rest


def codes(report: Any) -> list[str]:
    """The codes of all problems except the note on the own static folder of a site."""
    return [problem.code for problem in report.problems if problem.code != "static-own"]


def test_files_without_front_matter_are_copied_byte_for_byte(workshop: Any) -> None:
    content = bytes(range(256))
    workshop.write("content/assets/日本 語.bin", content)

    workshop.build()

    assert (workshop.output / "assets/日本 語.bin").read_bytes() == content


def test_an_unchanged_file_is_not_read_again_and_a_changed_one_is_copied(workshop: Any) -> None:
    cache = workshop.root / "cache"
    workshop.write("content/assets/a.bin", b"before")
    workshop.write("content/assets/b.bin", b"stays")
    workshop.post("2026-01-02-tea")
    rest(workshop.root)
    workshop.build(cache=cache)
    workshop.write("content/assets/a.bin", b"after!")
    workshop.post("2026-01-02-tea", "title: 別の題")

    with patch("allforces_site.outputs.assets.read_regular", side_effect=read_regular) as reading:
        workshop.build(cache=cache)

    read = {call.args[0] for call in reading.call_args_list if str(workshop.source) in call.args[0]}
    assert read == {str(workshop.source / "assets/a.bin")}
    assert (workshop.output / "assets/a.bin").read_bytes() == b"after!"


def test_a_copy_that_somebody_changed_is_written_again(workshop: Any) -> None:
    cache = workshop.root / "cache"
    workshop.write("content/assets/a.bin", b"mine")
    rest(workshop.root)
    workshop.build(cache=cache)
    (workshop.output / "assets/a.bin").write_bytes(b"evil")

    workshop.build(cache=cache)

    assert (workshop.output / "assets/a.bin").read_bytes() == b"mine"


def test_a_sites_own_static_file_replaces_the_themes(workshop: Any) -> None:
    workshop.write("static/style.css", "mine {}")
    workshop.write("static/new.js", "1")

    report = workshop.build()

    assert (workshop.page("static/style.css"), workshop.page("static/new.js")) == ("mine{}", "1")
    assert [problem.code for problem in report.problems] == ["static-own"]


def test_a_source_file_replaces_the_themes_and_is_noted(workshop: Any) -> None:
    workshop.write("content/static/style.css", "mine {}")

    report = workshop.build()

    assert workshop.page("static/style.css") == "mine {}"
    assert codes(report) == ["page-own"]


def test_two_own_files_for_one_path_are_an_error_that_names_both(workshop: Any) -> None:
    workshop.write("content/static/logo.svg", "<svg/>")
    workshop.write("static/logo.svg", "<svg></svg>")

    report = workshop.build()

    assert codes(report) == ["output-collision"]
    assert "static/logo.svg and ../static/logo.svg" in str(report.problems[-1].message)
    assert workshop.page("static/logo.svg") == "<svg/>"


def test_hidden_files_and_folders_of_static_are_not_published(workshop: Any) -> None:
    workshop.write("static/.DS_Store", "x")
    workshop.write("static/.git/config", "secret")

    workshop.build()

    assert not [path for path in workshop.tree() if ".DS_Store" in path or ".git" in path]


def test_a_static_file_whose_name_is_not_utf8_is_reported(workshop: Any) -> None:
    workshop.write("static/a.txt", "a")
    (workshop.root / "static" / "\udce3.txt").write_text("x")

    report = workshop.build()

    assert codes(report) == ["bad-file-name"]
    assert (workshop.output / "static/a.txt").exists()


def test_a_file_that_vanishes_before_it_is_copied_is_an_error_with_its_name(workshop: Any) -> None:
    asset = Asset("assets/x.png", str(workshop.source / "assets/x.png"), "assets/x.png")

    with pytest.raises(SiteError, match="No such file") as caught:
        read_asset(asset)

    assert caught.value.problems[0].file == "assets/x.png"


def test_a_broken_link_in_static_is_reported(workshop: Any) -> None:
    workshop.write("static/a.txt", "a")
    (workshop.root / "static/b.txt").symlink_to("nowhere")

    report = workshop.build()

    assert codes(report) == ["unreadable"]
    assert report.problems[-1].file == "../static/b.txt"


def test_files_of_static_are_made_smaller_and_those_of_the_source_are_not(workshop: Any) -> None:
    workshop.write("static/a.css", "a { color: red }")
    workshop.write("content/b.css", "b { color: red }")
    workshop.build()

    assert (workshop.page("static/a.css"), workshop.page("b.css")) == ("a{color:red}", "b { color: red }")


def test_files_can_stay_as_they_are_written(workshop: Any) -> None:
    workshop.config("allforces: {minify: false, social_pictures: false, search: false}")
    workshop.write("static/a.css", "a { color: red }")
    workshop.build()

    assert workshop.page("static/a.css") == "a { color: red }"


ADDRESSES = (
    "{{ '/static/a.css' | asset_url }} {{ '/static/a.txt' | asset_url }} {{ '/b.css' | asset_url }} "
    "{{ 'https://example.org/static/a.css' | asset_url }} {{ '/static/none.js' | asset_url }}"
)


def addresses(workshop: Any) -> list[str]:
    workshop.build(cache=workshop.root / "cache")
    return str(workshop.page("404.html")).split()


def test_the_address_of_a_style_sheet_changes_with_it_and_that_of_nothing_else_does(workshop: Any) -> None:
    workshop.config("baseurl: /blog")
    workshop.write("templates/404.html", ADDRESSES)
    for name in ("static/a.css", "static/a.txt", "content/b.css"):
        workshop.write(name, "a { }")
    first = addresses(workshop)
    workshop.write("static/a.css", "b { }")

    second = addresses(workshop)

    assert first[0] != second[0]
    assert all(address.startswith("/blog/static/a.css?v=") for address in (first[0], second[0]))
    assert (
        first[1:]
        == second[1:]
        == [
            "/blog/static/a.txt",
            "/blog/b.css",
            "https://example.org/static/a.css",
            "/blog/static/none.js",
        ]
    )


def test_a_source_file_in_the_place_of_the_themes_gives_the_version(workshop: Any) -> None:
    workshop.write("templates/404.html", "{{ '/static/style.css' | asset_url }}")
    themes = addresses(workshop)
    workshop.write("content/static/style.css", "mine {}")
    own = addresses(workshop)
    workshop.write("content/static/style.css", "mine { }")

    assert len({*themes, *own, *addresses(workshop)}) == 3


def test_versions_can_be_turned_off(workshop: Any) -> None:
    workshop.config("allforces: {asset_versions: false, social_pictures: false, search: false}")
    workshop.write("templates/404.html", "{{ '/static/style.css' | asset_url }}")

    assert addresses(workshop) == ["/static/style.css"]


# What a browser loads by itself, without a click.
LOADED = re.compile(
    r"<(?:script|img|source|iframe|video|audio)\b[^>]*?\s(?:src|srcset)=\"([^\"]*)"
    r"|<link\b[^>]*?rel=\"(?:stylesheet|icon|preload|modulepreload|preconnect|dns-prefetch)\"[^>]*?href=\"([^\"]*)"
)


def test_no_page_asks_another_host_for_anything_and_all_that_it_asks_for_is_there(workshop: Any) -> None:
    workshop.post("2026-01-02-tea", "tags: [茶]\ncategories: [飲み物]")
    workshop.build()

    asked = {one or other for page in workshop.output.rglob("*.html")
             for one, other in LOADED.findall(page.read_text(encoding="utf-8"))}  # fmt: skip
    own = {address for address in asked if not address.startswith("data:")}
    assert any("/static/style.css?v=" in address for address in own)
    for address in own:
        assert address.startswith("/") and not address.startswith("//"), address
        assert (workshop.output / address.partition("?")[0][1:]).is_file(), address


def test_files_that_nobody_means_to_publish_are_left_out_of_static_and_listed(workshop: Any) -> None:
    files = ("a.css", "tool.PY", "b/id_rsa", "node_modules/x/index.js", "env/pyvenv.cfg", "env/bin/x.js")
    for name in files:
        workshop.write(f"static/{name}", "1")
    workshop.config("include: [sample.py]")
    workshop.write("static/sample.py", "2")

    report = workshop.build()

    own = {path.removeprefix("static/") for path in workshop.tree() if path.startswith("static/")}
    assert own & {*files, "sample.py"} == {"a.css", "sample.py"}
    assert [skipped.source for skipped in report.skipped] == [
        "../static/b/id_rsa",
        "../static/env/",
        "../static/node_modules/",
        "../static/tool.PY",
    ]
    assert all(skipped.is_left_out for skipped in report.skipped)
    [note] = [problem for problem in report.problems if problem.code == "static-own"]
    assert "2 files" in str(note.message)


def test_a_picture_in_a_folder_that_is_left_out_is_missing(workshop: Any) -> None:
    workshop.write("content/a/node_modules/x.png", b"1")
    workshop.post("2026-01-02-a", "", "![図](/a/node_modules/x.png)")

    assert "image-missing" in codes(workshop.build())
