"""Documents of collections in the search, next to the posts."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import NOW, Workshop, tree
from tests.search.conftest import Host, Search

COLLECTIONS = """allforces: {search: true, social_pictures: false}
collections:
  recipes: {output: true, search: true}
  notes: {output: true}
  people: {search: true}
"""


def _written(workshop: Workshop) -> Workshop:
    workshop.config(COLLECTIONS)
    for number in range(1, 6):
        workshop.post(f"2025-0{number}-01-p{number}", f"title: 記事{number}\n", "玉葱の値段について。\n")
    recipe = "---\ntitle: カレー\n{}---\n## 材料\n\n玉葱と人参を炒める。\n"
    workshop.write("content/_recipes/curry.md", recipe.format(""))
    workshop.write("content/_recipes/soup.md", "---\ntitle: 汁物\ndate: 2024-07-01\n---\n玉葱を煮る。\n")
    workshop.write("content/_recipes/data.json", "---\n---\n{}\n")
    workshop.write("content/_notes/a.md", "---\ntitle: 覚え書き\n---\n玉葱は高い。\n")
    workshop.write("content/_people/b.md", "---\ntitle: 人\n---\n玉葱が好き。\n")
    return workshop


@pytest.fixture
def shop(workshop: Workshop) -> Workshop:
    return _written(workshop)


@pytest.mark.browser
def test_the_search_finds_documents_of_collections_that_ask_for_it(
    shop: Workshop, host: Callable[..., Host], tab: Any
) -> None:
    shop.build()
    search = Search(tab, host(shop.output))
    assert set(search("玉葱")) == {"カレー", "汁物", *(f"記事{number}" for number in range(1, 6))}
    assert search("人参") == ["カレー"]
    assert tab.locator(".search-facts").all_inner_texts() == [""]
    assert tab.get_attribute(".search-title", "href") == "/recipes/curry.html"
    assert "炒める" in tab.inner_text(".search-excerpt")
    assert search("玉葱", year="2024") == ["汁物"]
    options = tab.locator("[name=year] option").all_inner_texts()
    assert [option for option in options if option.endswith("年")] == ["2025年", "2024年"]


EDITS: dict[str, Callable[[Path], object]] = {
    "a post": lambda source: _rewrite(source / "_posts/2025-03-01-p3.md", "値段", "味"),
    "a title of a post": lambda source: _rewrite(source / "_posts/2025-03-01-p3.md", "記事3", "別の題"),
    "a document": lambda source: _rewrite(source / "_recipes/curry.md", "人参", "牛蒡"),
    "a title of a document": lambda source: _rewrite(source / "_recipes/curry.md", "カレー", "咖喱"),
    "a new document": lambda source: shutil.copy(source / "_recipes/soup.md", source / "_recipes/a.md"),
    "a deleted document": lambda source: (source / "_recipes/soup.md").unlink(),
    "the configuration": lambda source: _rewrite(
        source / "_config.yml", "notes: {", "notes: {search: true, "
    ),
}


def _rewrite(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize("edit", EDITS)
def test_a_build_after_an_edit_equals_a_clean_one(shop: Workshop, edit: str, tmp_path: Path) -> None:
    shop.build(cache=tmp_path / "cache")
    EDITS[edit](shop.source)
    for _ in range(2):  # The second build has the record of the first.
        shop.build(NOW + timedelta(minutes=1), cache=tmp_path / "cache")
        clean = tmp_path / "clean"
        shutil.rmtree(clean, ignore_errors=True)
        shop.build(NOW + timedelta(minutes=1), output=clean)
        ours, theirs = shop.tree(), tree(clean)
        assert {path: ours[path] for path in ours if ".allforces" not in path} == {
            path: theirs[path] for path in theirs if ".allforces" not in path
        }


@pytest.mark.parametrize("value", ["yes please", "1", "[a]", "false", "~"])
def test_only_true_puts_a_collection_into_the_search(shop: Workshop, value: str) -> None:
    shop.config(COLLECTIONS.replace("search: true}\n", "output: true}\n"))
    shop.build()
    before = shop.tree()["search/posts/0.bin"]
    shop.config(COLLECTIONS.replace("search: true}\n", f"search: {value}}}\n"))
    shop.build()
    assert shop.tree()["search/posts/0.bin"] == before
