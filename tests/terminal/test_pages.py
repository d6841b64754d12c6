from __future__ import annotations

import pytest

from allforces_site.terminal.pages import show_page

PAGE = "# Tea\n\n| a | b |\n|---|---|\n| 茶 | 1 |\n\nSee [pages](file:///docs/tea.md).\n"


def test_a_page_is_laid_out_on_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    show_page(PAGE)

    shown = capsys.readouterr().out
    assert "Tea" in shown and "#" not in shown and "|---|" not in shown
    assert ";file:///docs/tea.md\x1b" in shown

    monkeypatch.setenv("NO_COLOR", "1")
    show_page(PAGE)
    assert "See pages (file:///docs/tea.md)." in capsys.readouterr().out


def test_elsewhere_a_page_is_markdown(capsys: pytest.CaptureFixture[str]) -> None:
    show_page(PAGE)

    assert capsys.readouterr().out == PAGE
