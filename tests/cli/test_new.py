from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from allforces_site.cli import main
from tests.conftest import Workshop


def test_the_file_that_was_written_is_named(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    workshop.config()
    monkeypatch.chdir(workshop.root)

    result = CliRunner().invoke(main, ["new", "生成AIの使い方", "--slug", "how-to", "--draft"])

    assert (result.exit_code, result.output) == (0, "content/_drafts/how-to.md\n")
    assert (
        Path("content/_drafts/how-to.md")
        .read_text(encoding="utf-8")
        .startswith('---\ntitle: "生成AIの使い方"\n')
    )


def test_a_post_of_that_name_is_left_alone(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    workshop.config()
    monkeypatch.chdir(workshop.root)
    CliRunner().invoke(main, ["new", "題", "--draft"])

    result = CliRunner().invoke(main, ["new", "題", "--draft"])

    assert result.exit_code == 1
    assert "exists already; nothing was changed" in result.output


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["new", "。"], "--slug"),
        (["new", "題", "--slug", "/"], "--slug"),
        (["new", "題", "--slug", "x" * 300], "--slug"),
        (["new", "題", "--source", "no"], "--source"),
    ],
)
def test_wrong_usage_is_reported_with_what_to_do(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch, arguments: list[str], named: str
) -> None:
    workshop.config()
    monkeypatch.chdir(workshop.root)

    result = CliRunner().invoke(main, arguments)

    assert result.exit_code == 2
    assert named in result.output


def test_a_broken_configuration_is_reported(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    workshop.config("allforces: {colour: 3}")
    monkeypatch.chdir(workshop.root)

    result = CliRunner().invoke(main, ["new", "題"])

    assert result.exit_code == 1
    assert "there is no such setting" in result.output


@pytest.mark.parametrize("more", [[], ["--draft"]])
def test_a_long_title_is_shortened_in_the_files_name_and_the_option_for_another_is_named(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch, more: list[str]
) -> None:
    workshop.config()
    monkeypatch.chdir(workshop.root)
    title = "生成AIの使い方" * 30

    result = CliRunner().invoke(main, ["new", title, *more])

    assert result.exit_code == 0
    path, said = result.output.splitlines()
    assert len(path.rpartition("/")[2].encode()) <= 255 - len("2026-01-02-")
    assert title in Path(path).read_text(encoding="utf-8")
    assert "--slug" in said
