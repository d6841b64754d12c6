from __future__ import annotations

import re

import pytest
from rich.cells import cell_len

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


def test_what_is_no_json_is_named_in_the_language_of_the_command(
    move: Move, monkeypatch: pytest.MonkeyPatch
) -> None:
    for site in ("old", "new"):
        move.write(f"{site}/tea/index.html", f'<script type="application/ld+json">{site}{{</script>')
    move.write("new/tea/index.html", "<p>お茶</p>")
    assert "json_ld (invalid JSON)" in table.to_text(move.compare())

    monkeypatch.setenv("LANGUAGE", "ja")
    assert "json_ld （正しくないJSON）" in table.to_text(move.compare())


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


def test_the_table_is_in_japanese_with_its_columns_in_line_at_80_columns(
    eventful: Move, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGUAGE", "ja")
    monkeypatch.setenv("COLUMNS", "80")

    table.show(eventful.compare(), color=False)

    shown = capsys.readouterr().out
    lines = [line.rstrip() for line in shown.splitlines()]
    assert "なくなった │ /lost/" in shown and "移動" in shown and "増えた" in shown
    assert lines[-1] == "失われたものがあります"
    tables = shown.split("\n\n")[:-1]
    assert len(tables) == 3
    for one in tables:
        rows = [line for line in one.splitlines()[1:] if "│" in line or "┃" in line or "╇" in line]
        bars = {tuple(cell_len(row[: found.start()]) for found in re.finditer("[│┃╇]", row)) for row in rows}
        assert len(bars) == 1 and max(map(cell_len, rows)) <= 80, one
