"""Builds a broken site by the command line and says what an author sees of it."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from allforces_site.cli import main

HERE = Path(__file__).parent
GOOD_URL = "/good/"

_PLACE = ("code", "severity", "file", "line")
_JAPANESE = re.compile("[ぁ-んァ-ヴ一-龠]")
# What an author wrote, and what one types.
_QUOTED = re.compile("「[^」]*」|`[^`]*`|'[^']*'")
# Words as in a sentence, and no part of a list of names, an address, a path or a key.
_WORD = re.compile(r"(?<![\w./:<>_@、-])[A-Za-z][a-z]+(?![\w./:=_@、-])")
# Jinja and Python say what is wrong with a template in English.
_OF_PROGRAMS = re.compile(r"^(?:Jinjaのテンプレートとして読めません|[A-Za-z]+Error): .*(?=（)")
# Names, and values of settings.
_NAMES = frozenset({"Jekyll", "Jinja", "Liquid", "Markdown", "Python", "Ruby", "Windows", "true", "false"})


def english_words(text: str) -> list[str]:
    """The English words in a text that should be Japanese."""
    return [word for word in _WORD.findall(_QUOTED.sub("", _OF_PROGRAMS.sub("", text))) if word not in _NAMES]


@dataclass(frozen=True)
class BuildOutcome:
    """What a build left: its exit code, all it printed, its report and its folder.

    `japanese` is the report of a second build, for a reader of Japanese.
    """

    exit_code: int
    printed: str
    report: dict[str, Any]
    japanese: dict[str, Any]
    output: Path

    def as_text(self) -> str:
        """Exit code, problems, skipped files and posts, in the form of the `expected.txt` files.

        What is said is there in both languages.
        """
        lines = [f"exit {self.exit_code}"]
        for problem, same in zip(self.report["problems"], self.japanese["problems"], strict=True):
            place = f"{problem['file'] or '-'}:{problem['line'] or '-'}"
            lines += ["", f"{problem['severity']} {place} [{problem['code']}]"]
            lines += [f"  {problem['message']}", f"  {same['message']}"]
            lines += [f"  hint: {problem['hint']}", f"  ヒント: {same['hint']}"] if problem["hint"] else []
        lines.append("")
        for skipped, same in zip(self.report["skipped"], self.japanese["skipped"], strict=True):
            lines += [f"skipped {skipped['source']}: {skipped['reason']}", f"  {same['reason']}"]
        lines += [
            f"built {page['url']} from {page['source']}"
            for page in self.report["pages"]
            if page["source"] is not None
        ]
        return "\n".join(lines) + "\n"

    def assert_both_languages_say_the_same(self) -> None:
        """Each problem and each file that is left out is there in Japanese, too, without English words."""
        for kind, values in (("problems", _PLACE), ("skipped", ("source",))):
            assert [[item[value] for value in values] for item in self.japanese[kind]] == [
                [item[value] for value in values] for item in self.report[kind]
            ]
        said = [
            (item[words], same[words])
            for kind in ("problems", "skipped")
            for item, same in zip(self.report[kind], self.japanese[kind], strict=True)
            for words in ("message", "hint", "reason")
            if item.get(words) is not None
        ]
        assert [pair for pair in said if english_words(pair[1]) or not _JAPANESE.search(pair[1])] == []

    def assert_good_post_is_right(self) -> None:
        """The post beside the broken files is there and says what it should."""
        html = (self.output / GOOD_URL.strip("/") / "index.html").read_text(encoding="utf-8")
        assert "<title>よい記事" in html
        assert "<p>この記事は、隣の壊れたファイルに影響されません。</p>" in html


BuildLoop = Callable[[Path], BuildOutcome]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A source folder with a configuration and one good post, to be broken."""
    folder = tmp_path / "source"
    (folder / "_posts").mkdir(parents=True)
    complete(folder)
    return folder


def complete(source: Path) -> None:
    """Adds the good post, and the configuration where the case has none of its own."""
    (source / "_posts").mkdir(parents=True, exist_ok=True)
    shutil.copy(HERE / "good.md", source / "_posts" / "2025-01-15-good.md")
    if not (source / "_config.yml").exists():
        shutil.copy(HERE / "good.yml", source / "_config.yml")


@pytest.fixture
def complete_source() -> Callable[[Path], None]:
    return complete


@pytest.fixture
def build_site(tmp_path: Path) -> BuildLoop:
    def run(source: Path, output: Path | None = None) -> BuildOutcome:
        output = output or tmp_path / "site"
        report = tmp_path / "report.json"
        command = ["build", "--source", str(source), "--output", str(output), "--jobs", "1"]
        results, reports = [], []
        # The second build reads what the first one kept: messages are kept without a language.
        for lang in ("en", "ja"):
            result = CliRunner().invoke(main, [*command, "--report", str(report), "--lang", lang])
            assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
            assert "Traceback" not in result.output
            results.append(result)
            reports.append(json.loads(report.read_text(encoding="utf-8")))
        assert results[0].exit_code == results[1].exit_code
        outcome = BuildOutcome(results[0].exit_code, results[0].output, *reports, output)
        outcome.assert_both_languages_say_the_same()
        return outcome

    return run
