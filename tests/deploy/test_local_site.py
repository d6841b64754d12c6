"""Only the output of a good build is deployed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from allforces_site.cli import main
from allforces_site.cli.options import CACHE
from allforces_site.deploy.local_site import read_local_site
from allforces_site.errors import SiteError
from tests.conftest import Workshop


@pytest.fixture
def built(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> Workshop:
    workshop.config()
    workshop.post("2026-01-02-tea", "title: お茶")
    workshop.write("content/_drafts/later.md", "---\ntitle: 下書き\n---\n本文。\n")
    monkeypatch.chdir(workshop.root)
    build()
    return workshop


def build(*options: str) -> None:
    CliRunner().invoke(main, ["build", "--jobs", "1", *options])


def refusal() -> str:
    with pytest.raises(SiteError) as raised:
        read_local_site(Path("_site"), CACHE)
    (problem,) = raised.value.problems
    assert problem.hint and str(problem.hint).startswith("nothing was deployed; ")
    return str(problem.message)


@pytest.mark.usefixtures("built")
def test_a_good_build_is_deployed_with_all_its_files_and_none_of_the_generators() -> None:
    site = read_local_site(Path("_site"), CACHE)

    assert {"index.html", "2026/01/02/tea.html", "feed.xml"} <= site.files.keys()
    assert not any(path.startswith(".allforces") for path in site.files)


def test_a_folder_that_no_build_made_is_refused(built: Workshop) -> None:
    (built.output / ".allforces-manifest.json").unlink()

    assert "not the output of a finished build" in refusal()


@pytest.mark.usefixtures("built")
def test_a_build_whose_record_is_lost_is_refused() -> None:
    for file in CACHE.glob("built-*"):
        file.unlink()

    assert "not the output of a finished build" in refusal()


def test_a_build_with_errors_is_refused(built: Workshop) -> None:
    built.post("2026-01-03-broken", "title: 壊れ\ndate: 2026-02-32")
    build()

    assert "failed" in refusal()


def test_a_strict_build_with_warnings_is_refused(built: Workshop) -> None:
    built.post("2026-01-03-twice", "title: 一\ntitle: 二")
    build("--strict")

    assert "failed" in refusal()


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize("option", ["--drafts", "--future", "--unpublished"])
def test_a_build_that_shows_what_is_not_published_is_refused(option: str) -> None:
    build(option)

    assert option in refusal()


@pytest.mark.usefixtures("built")
def test_a_later_good_build_is_accepted() -> None:
    build("--drafts")
    build()

    assert read_local_site(Path("_site"), CACHE).files


def test_a_file_that_was_changed_since_the_build_is_refused(built: Workshop) -> None:
    (built.output / "index.html").write_text("変更", encoding="utf-8")

    assert "1 file of _site is not as the build left it: index.html" in refusal()


def test_a_change_that_only_the_bytes_show_is_refused_and_repaired_by_the_next_build(built: Workshop) -> None:
    page = built.output / "2026/01/02/tea.html"
    whole = page.read_bytes()
    # Of a file with two names the disk does not tell when it was changed.
    os.link(page, built.root / "other-name")
    build()
    status = page.stat()
    page.write_bytes(b"x" * len(whole))
    os.utime(page, ns=(status.st_atime_ns, status.st_mtime_ns))
    build()
    assert page.read_bytes() != whole

    assert "2026/01/02/tea.html" in refusal()
    build()

    assert page.read_bytes() == whole
    assert read_local_site(Path("_site"), CACHE).files


def test_a_file_that_became_a_link_is_refused(built: Workshop) -> None:
    page = built.output / "index.html"
    page.rename(built.root / "elsewhere.html")
    page.symlink_to(built.root / "elsewhere.html")

    assert "index.html" in refusal()


def test_a_file_that_is_missing_since_the_build_is_refused(built: Workshop) -> None:
    (built.output / "feed.xml").unlink()

    assert "feed.xml" in refusal()


def test_a_good_build_into_another_folder_does_not_count(built: Workshop) -> None:
    built.output.rename(built.root / "moved")

    with pytest.raises(SiteError, match="not the output of a finished build"):
        read_local_site(Path("moved"), CACHE)
