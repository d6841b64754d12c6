"""Help and wrong usage are told in the language of whoever runs a command."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from rich.cells import cell_len

from allforces_site.cli import main
from allforces_site.terminal.language import page_language, spoken


@pytest.fixture(autouse=True)
def english_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANGUAGE", "ALLFORCES_LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_US.UTF-8")


def output(*arguments: str) -> str:
    return CliRunner().invoke(main, arguments).output


@pytest.mark.parametrize("command", ["", *main.commands])
def test_the_help_of_each_command_is_in_either_language(command: str) -> None:
    words = filter(None, (command, "--help"))

    english, japanese = (
        output("--lang", "en", *words),
        output("--lang", "ja", *filter(None, (command, "--help"))),
    )

    assert english.startswith("Usage:") and "Language of all messages." in english
    assert japanese.startswith("使い方:") and "メッセージの言語。" in japanese


def test_the_list_of_commands_says_a_whole_sentence_about_each() -> None:
    english, japanese = output("--help"), output("--help", "--lang", "ja")

    assert "Compare two built sites: what do visitors and search engines lose?\n" in english
    assert "..." not in english.partition("\n")[2]
    assert "  init     フォルダーDIRに新しいブログを作ります。\n" in japanese


@pytest.mark.parametrize("command", ["", *main.commands])
def test_japanese_help_fits_a_terminal_of_80_columns(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    lines = output(*filter(None, (command, "--help", "--lang", "ja"))).splitlines()

    # The folder of the documentation is as long as it is.
    wide = [line for line in lines if cell_len(line) > 80 and "docs" not in line]
    assert wide == []
    assert [line for line in lines if line.strip()[:1] in tuple("、。」")] == []
    beginnings = {cell_len(line) - cell_len(line.lstrip()) for line in lines if line.startswith(" " * 8)}
    assert len(beginnings) <= 1, "the second column has one left edge"


@pytest.mark.parametrize(
    ("arguments", "english", "japanese"),
    [
        (
            ["bild"],
            "No such command 'bild'. Did you mean build?",
            "「bild」というコマンドはありません。もしかして「build」ですか。",
        ),
        (["build", "--outptu", "x"], "No such option", "というオプションはありません。"),
        (["build", "--jobs", "x"], "is not a whole number", "「x」は整数ではありません"),
        (["build", "--jobs", "0"], "the least is 1", "1以上の数を書いてください"),
        (["build", "x"], "Got unexpected extra argument (x)", "余分な引数があります: x"),
        (["new"], "Missing argument 'TITLE'.", "引数`TITLE`がありません。"),
    ],
)
def test_wrong_usage_is_told_in_either_language(arguments: list[str], english: str, japanese: str) -> None:
    assert english in output(*arguments)
    assert japanese in output(*arguments, "--lang", "ja")


def test_the_language_is_chosen_before_or_after_the_command_and_by_the_variable(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert output("--lang", "ja", "bild") == output("bild", "--lang", "ja")
    monkeypatch.setenv("ALLFORCES_LANG", "ja")
    assert "コマンドはありません" in output("bild")
    assert "No such command" in output("bild", "--lang", "en")


def test_a_language_that_is_not_spoken_is_wrong_usage() -> None:
    result = CliRunner().invoke(main, ["build", "--lang", "fr"])

    assert result.exit_code == 2 and "'fr' is not one of 'ja', 'en'" in result.output


def test_a_command_leaves_the_environment_as_it_was() -> None:
    before = dict(os.environ)

    output("bild", "--lang", "ja")

    assert dict(os.environ) == before and spoken() == "en"


def test_a_page_is_in_the_language_of_its_site_unless_another_was_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert (page_language("ja"), page_language("en")) == ("ja", "en")
    monkeypatch.setenv("ALLFORCES_LANG", "en")
    assert page_language("ja") == "en"


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize(
    "text", ["{x} {0} %s \\", "二\n行", "\x1b[31m", "\u202etxt", "\udcff", "x" * 5000, "「」", "\u2028"]
)
@pytest.mark.parametrize(
    "arguments",
    [
        ["?"],
        ["--?"],
        ["build", "?"],
        ["build", "--config", "?"],
        ["build", "--source", "?"],
        ["build", "--jobs", "?"],
        ["check", "--format", "?"],
        ["check", "--select", "?"],
        ["check", "?"],
        ["compare", "?", "?"],
        ["deploy", "?"],
        ["explain", "?"],
        ["import", "?"],
        ["init", "blog", "--title", "?\n"],
        ["new", "?\n"],
        ["notify", "--since", "?"],
    ],
)
def test_wrong_usage_is_told_whatever_was_typed(
    arguments: list[str], text: str, lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(
        main, [*(argument.replace("?", text) for argument in arguments), "--lang", lang]
    )

    assert isinstance(result.exception, SystemExit)
    assert result.exit_code in (1, 2)
    assert not re.search("[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u202e\udcff]", result.output)
