"""Files below `_data` are `site.data`; each mistake is reported with its line, and the rest is read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allforces_site.errors import Severity
from allforces_site.loaders.data import SiteData, data_files, read_data


def data(folder: Path, **files: str) -> SiteData:
    for name, text in files.items():
        path = folder / "_data" / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return read_data(folder)


def test_yaml_json_and_tables_are_named_by_their_files_and_folders(tmp_path: Path) -> None:
    found = data(
        tmp_path,
        authors_dot_yml="花子:\n  name: 山田花子\n  since: 2024-01-02\n",
        list_dot_yaml="- 1\n- {a: b}\n",
        deep__more__menu_dot_json='[{"title": "紹介", "url": "/about/"}]',
        prices_dot_csv='名前,値段\n"茶, 緑",100\n水\n',
        wide_dot_tsv="a\tb\n1\t2\n",
        empty_dot_yml="",
    )

    assert found.problems == ()
    assert found.values == {
        "authors": {"花子": {"name": "山田花子", "since": "2024-01-02"}},
        "list": [1, {"a": "b"}],
        "deep": {"more": {"menu": [{"title": "紹介", "url": "/about/"}]}},
        "prices": [{"名前": "茶, 緑", "値段": "100"}, {"名前": "水", "値段": ""}],
        "wide": [{"a": "1", "b": "2"}],
        "empty": None,
    }


def test_names_become_keys_as_in_jekyll_and_other_files_are_no_data(tmp_path: Path) -> None:
    (tmp_path / "_data").mkdir()
    for name in ("my links!.yml", "社員 名簿.yml", ".hidden.yml", "note.txt", "logo.png"):
        (tmp_path / "_data" / name).write_text("1", encoding="utf-8")

    assert read_data(tmp_path).values == {"my_links": 1, "社員_名簿": 1}
    assert data_files(tmp_path) == ["_data/my links!.yml", "_data/社員 名簿.yml"]
    assert read_data(tmp_path / "nowhere") == SiteData()


@pytest.mark.parametrize(
    ("name", "text", "line", "words"),
    [
        ("a.yml", "a: 1\nb: [\n", 3, "never closed"),
        ("a.json", '{"a": 1,\n "b": }', 2, "is no JSON: expecting value, found"),
        ("a.json", "", 1, "the end of the file"),
        ("a.json", "[" * 200_000, None, "nested too deeply"),
        ("a.csv", "a,b\n1,2,3\n", 2, "this row has 3 cells, the first line names 2"),
        ("a.csv", 'a,b\n"1,2\n', 2, "is no table"),
    ],
)
def test_a_mistake_is_reported_with_its_line_and_the_other_files_are_read(
    tmp_path: Path, name: str, text: str, line: int | None, words: str
) -> None:
    (tmp_path / "_data").mkdir()
    (tmp_path / "_data" / name).write_text(text, encoding="utf-8")

    found = data(tmp_path, good_dot_yml="1")

    [problem] = found.problems
    assert (problem.file, problem.line, problem.severity) == (f"_data/{name}", line, "error")
    assert words in str(problem.message)
    assert problem.hint
    assert found.values == {"good": 1}


def test_bytes_that_are_no_text_are_reported(tmp_path: Path) -> None:
    data(tmp_path, good_dot_yml="1")
    (tmp_path / "_data" / "bad.yml").write_bytes(b"a: 1\nb: \xff\n")

    [problem] = read_data(tmp_path).problems
    assert (problem.line, problem.file) == (2, "_data/bad.yml")
    assert "0xFF" in str(problem.message)


def test_two_files_for_one_value_are_reported(tmp_path: Path) -> None:
    found = data(tmp_path, a_dot_json="1", a_dot_yml="2")

    assert [problem.code for problem in found.problems] == ["data-twice"]
    assert found.values == {"a": 2}


@given(content=st.binary(max_size=40) | st.text(alphabet="[]{}:,\"'&*!-\n a1茶", max_size=30).map(str.encode))
def test_no_bytes_raise(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    folder = tmp_path_factory.mktemp("data")
    (folder / "_data").mkdir()
    for name in ("a.yml", "b.json", "c.csv", "d.tsv"):
        (folder / "_data" / name).write_bytes(content)

    found = read_data(folder)

    assert all(problem.file and str(problem.message) for problem in found.problems)


def test_templates_show_data_and_an_edit_of_it_is_on_the_next_page(tiny: Any) -> None:
    tiny.write("templates/base.html", "{{ site.data.menu[0].title }}")
    tiny.write("content/_data/menu.yml", "- title: 紹介\n")
    tiny.build(cache=tiny.root / "cache")
    assert tiny.page("index.html") == "紹介"

    tiny.write("content/_data/menu.yml", "- title: 連絡先\n")
    tiny.build(cache=tiny.root / "cache")
    assert tiny.page("index.html") == "連絡先"


def test_a_mistake_in_data_fails_the_build_and_not_the_pages(tiny: Any) -> None:
    tiny.write("content/_data/menu.yml", "- title: [\n")

    report = tiny.build()

    assert report.failed
    assert [problem.file for problem in report.problems] == ["_data/menu.yml"]
    assert (tiny.output / "index.html").exists()


def test_a_table_whose_rows_leave_out_more_cells_than_a_machine_may_hold_is_refused(tmp_path: Path) -> None:
    (tmp_path / "_data").mkdir()
    names = ",".join(f"c{number}" for number in range(2_001))
    (tmp_path / "_data/a.csv").write_text(f"{names}\n" + "x\n" * 501, encoding="utf-8")

    (problem,) = read_data(tmp_path).problems

    assert (problem.file, problem.line) == ("_data/a.csv", 502)
    assert str(problem.message) == "this row has 1 cells, the first line names 2001"
    assert str(problem.hint) == "write all cells of each row"


def test_of_a_key_written_twice_the_last_one_counts_with_a_warning(tmp_path: Path) -> None:
    (tmp_path / "_data").mkdir()
    (tmp_path / "_data/a.yml").write_text("a: 1\nb: 2\na: 3\n")

    data = read_data(tmp_path)

    assert data.values == {"a": {"a": 3, "b": 2}}
    assert [(item.code, item.severity, item.line) for item in data.problems] == [
        ("key-twice", Severity.WARNING, 3)
    ]
