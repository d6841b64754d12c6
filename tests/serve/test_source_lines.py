"""A problem as the overlay shows it."""

from __future__ import annotations

from pathlib import Path

from allforces_site.errors import error
from allforces_site.messages.message import as_it_is
from allforces_site.serve.build_outcome import SourceLine
from allforces_site.serve.source_lines import shown_problem


def test_the_lines_around_the_place_are_shown(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("一\n二\n三\n四\n五\n六\n", encoding="utf-8")

    shown = shown_problem(error("x", as_it_is("wrong"), "a.md", 3, hint=as_it_is("do this")), tmp_path, ())

    assert (shown.place, shown.message, shown.hint) == (f"{tmp_path}/a.md:3", "wrong", "hint: do this")
    assert [line.number for line in shown.lines] == [1, 2, 3, 4, 5]
    assert shown.lines[2] == SourceLine(3, "三", is_place=True)
    assert not shown.lines[1].is_place


def test_a_template_is_found_in_the_first_folder_that_has_it(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "theme").mkdir()
    (tmp_path / "theme/post.html").write_text("theme\n")

    folders = (tmp_path / "own", tmp_path / "theme")
    shown = shown_problem(error("x", as_it_is("wrong"), "templates/post.html", 1), tmp_path, folders)

    assert shown.place == "templates/post.html:1"
    assert shown.lines == (SourceLine(1, "theme", is_place=True),)


def test_without_the_file_the_problems_own_excerpt_is_shown(tmp_path: Path) -> None:
    shown = shown_problem(error("x", as_it_is("wrong"), "gone.md", 7, excerpt="date: x"), tmp_path, ())

    assert shown.lines == (SourceLine(7, "date: x", is_place=True),)


def test_a_problem_of_no_file_has_no_place(tmp_path: Path) -> None:
    shown = shown_problem(error("x", as_it_is("wrong")), tmp_path, ())

    assert (shown.place, shown.lines) == ("", ())


def test_a_line_break_that_no_editor_shows_ends_no_line(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("一\u2028壱\n二\n三\n", encoding="utf-8")

    shown = shown_problem(error("x", as_it_is("wrong"), "a.md", 2), tmp_path, ())

    assert [line.text for line in shown.lines if line.is_place] == ["二"]
    assert [line.number for line in shown.lines] == [1, 2, 3]
