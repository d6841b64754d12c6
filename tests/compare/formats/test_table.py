from __future__ import annotations

import pytest

from allforces_site.compare.formats import table
from tests.compare.conftest import Move, page
from tests.compare.formats.conftest import NASTY


def test_the_table_has_addresses_and_signals_worst_first_and_a_summary(eventful: Move) -> None:
    text = table.to_text(eventful.compare())
    lines = [" ".join(line.split()) for line in text.splitlines()]

    order = [
        next(number for number, line in enumerate(lines) if line.startswith(start))
        for start in ("lost │ /lost/", "moved │ /former/", "new │ │ /new/", "/tea/ │", "/gone.html │")
    ]
    assert order == sorted(order)
    assert lines[-1] == "Something is lost"
    assert "1 lost, 1 moved, 1 new; 1 page differs, 2 signals lost" in lines[-2]


def test_marks_of_the_terminal_s_own_language_are_shown_as_they_are(eventful: Move) -> None:
    assert "[red]x[/]" in table.to_text(eventful.compare()).replace("\n", "")
    assert NASTY[:20] in table.to_text(eventful.compare())


def test_equal_sites_have_a_summary_only(move: Move) -> None:
    text = table.to_text(move.compare())

    assert len(text.splitlines()) == 2
    assert text.endswith("Nothing is lost\n")


def test_the_terminal_shows_the_first_rows_and_counts_the_others(
    move: Move, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table, "MOST_ROWS", 2)
    for number in range(5):
        move.write(f"old/{number}.html", page(f"/{number}.html", f"第{number}話"))

    table.show(move.compare(), color=False)

    shown = capsys.readouterr().out
    assert "/1.html" in shown
    assert "/2.html" not in shown
    assert "… and 3 more (--output FILE has all)" in shown
    assert "\x1b" not in shown


def test_a_changed_address_of_the_site_is_named(move: Move) -> None:
    for name in ("index.html", "tea/index.html"):
        path = move.new / name
        path.write_text(path.read_text("utf-8").replace("https://example.com", "http://localhost"), "utf-8")

    summary = table.summary(move.compare())

    assert "The address of the site changed from https://example.com to http://localhost" in summary
