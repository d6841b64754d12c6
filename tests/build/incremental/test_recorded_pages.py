"""The pages of a report are read when they are asked for, with what edits changed of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from allforces_site.build.incremental.recorded_pages import pages_file, save_pages
from allforces_site.build.report import ReportedPage
from allforces_site.errors import SiteError

PAGES = [ReportedPage(f"_posts/{name}.md", f"/{name}/", f"{name}/index.html", name) for name in "abc"]


def test_an_edited_page_is_in_the_place_of_the_old_one(tmp_path: Path) -> None:
    file = tmp_path / "pages"
    saved = save_pages(file, PAGES)
    edited = replace(PAGES[1], title="別の題")

    assert saved.read(file) == PAGES
    assert replace(saved, changed={edited.output: edited}).read(file) == [PAGES[0], edited, PAGES[2]]


def test_pages_of_another_build_are_not_taken_for_those_of_this_one(tmp_path: Path) -> None:
    file = tmp_path / "pages"
    saved = save_pages(file, PAGES)
    save_pages(file, PAGES[:1])

    assert not saved.are_in(file)
    assert saved.read(file) is None


def test_an_edit_leaves_the_file_of_pages_as_it_is(tiny: Any) -> None:
    cache = tiny.root / "cache"
    tiny.post("2026-01-02-tea", "title: 茶")
    tiny.build(cache=cache)
    before = pages_file(cache, tiny.output).stat()

    tiny.post("2026-01-02-tea", "title: 新しい茶")
    report = tiny.build(cache=cache)

    assert [page.title for page in report.list_pages() if page.date] == ["新しい茶"]
    assert pages_file(cache, tiny.output).stat().st_ino == before.st_ino


def test_a_report_whose_pages_another_build_replaced_is_refused(tiny: Any) -> None:
    cache = tiny.root / "cache"
    tiny.post("2026-01-02-tea", "title: 茶")
    tiny.build(cache=cache)
    report = tiny.build(cache=cache)

    save_pages(pages_file(cache, tiny.output), [])

    with pytest.raises(SiteError) as raised:
        report.list_pages()
    assert raised.value.problems[0].code == "unreadable"
