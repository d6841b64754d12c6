"""The lists of outputs are read when they are asked for, with what edits changed of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from allforces_site.build.incremental.recorded_outputs import OutputLists, outputs_file, save_outputs
from allforces_site.build.report import ReportedPage
from allforces_site.errors import SiteError
from allforces_site.model import NamedPicture

PAGES = {
    f"{name}/index.html": ReportedPage(f"_posts/{name}.md", f"/{name}/", f"{name}/index.html", name)
    for name in "cab"
}
LISTS = OutputLists(PAGES, {}, {"_posts/a.md": [NamedPicture("tea.png", "_posts/a.md", 3, None)]})


def test_what_an_edit_changed_is_in_the_place_of_the_old(tmp_path: Path) -> None:
    file = tmp_path / "outputs"
    saved = save_outputs(file, LISTS)
    edited = replace(PAGES["b/index.html"], title="別の題")
    moved = [NamedPicture("tea.png", "_posts/a.md", 4, None)]

    assert saved.read(file) == LISTS
    changed = replace(saved, pages={edited.output: edited}, uses={"_posts/a.md": moved}).read(file)

    assert changed is not None
    assert [page.title for page in changed.pages_in_order] == ["a", "別の題", "c"]
    assert changed.uses == {"_posts/a.md": moved}


def test_lists_of_another_build_are_not_taken_for_those_of_this_one(tmp_path: Path) -> None:
    file = tmp_path / "outputs"
    saved = save_outputs(file, LISTS)
    save_outputs(file, OutputLists({}, {}, {}))

    assert not saved.are_in(file)
    assert saved.read(file) is None


def test_an_edit_of_a_title_leaves_the_file_of_lists_as_it_is(tiny: Any) -> None:
    cache = tiny.root / "cache"
    tiny.post("2026-01-02-tea", "title: 茶")
    tiny.build(cache=cache)
    before = outputs_file(cache, tiny.output).stat()

    tiny.post("2026-01-02-tea", "title: 新しい茶")
    report = tiny.build(cache=cache)

    assert [page.title for page in report.list_pages() if page.date] == ["新しい茶"]
    assert outputs_file(cache, tiny.output).stat().st_ino == before.st_ino


def test_a_report_whose_pages_another_build_replaced_is_refused(tiny: Any) -> None:
    cache = tiny.root / "cache"
    tiny.post("2026-01-02-tea", "title: 茶")
    tiny.build(cache=cache)
    report = tiny.build(cache=cache)

    save_outputs(outputs_file(cache, tiny.output), OutputLists({}, {}, {}))

    with pytest.raises(SiteError) as raised:
        report.list_pages()
    assert raised.value.problems[0].code == "unreadable"
