"""Files that are copied: none is lost, none is altered."""

from __future__ import annotations

from typing import Any

import pytest

from allforces_site.errors import SiteError
from allforces_site.model import Asset
from allforces_site.outputs.assets import read_asset


def codes(report: Any) -> list[str]:
    """What was told, but for the note on a site's own static folder."""
    return [problem.code for problem in report.problems if problem.code != "static-own"]


def test_files_without_front_matter_are_copied_byte_for_byte(workshop: Any) -> None:
    content = bytes(range(256))
    workshop.write("content/assets/日本 語.bin", content)

    workshop.build()

    assert (workshop.output / "assets/日本 語.bin").read_bytes() == content


def test_a_sites_own_static_file_replaces_the_themes(workshop: Any) -> None:
    workshop.write("static/style.css", "mine {}")
    workshop.write("static/new.js", "1")

    report = workshop.build()

    assert (workshop.page("static/style.css"), workshop.page("static/new.js")) == ("mine {}", "1")
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
    assert "static/logo.svg and ../static/logo.svg" in report.problems[-1].message


def test_hidden_files_and_folders_of_static_are_not_published(workshop: Any) -> None:
    workshop.write("static/.DS_Store", "x")
    workshop.write("static/.git/config", "secret")

    workshop.build()

    assert not [path for path in workshop.tree() if ".DS_Store" in path or ".git" in path]


def test_a_static_file_whose_name_is_not_utf8_is_told(workshop: Any) -> None:
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


def test_a_static_link_that_leads_nowhere_is_told(workshop: Any) -> None:
    workshop.write("static/a.txt", "a")
    (workshop.root / "static/b.txt").symlink_to("nowhere")

    report = workshop.build()

    assert codes(report) == ["unreadable"]
    assert report.problems[-1].file == "../static/b.txt"
