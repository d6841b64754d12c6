"""Builds a broken site by the command line and says what an author sees of it."""

from __future__ import annotations

import json
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


@dataclass(frozen=True)
class BuildOutcome:
    """What a build left: its exit code, all it printed, its report and its folder."""

    exit_code: int
    printed: str
    report: dict[str, Any]
    output: Path

    def as_text(self) -> str:
        """Exit code, problems, skipped files and posts, in the form of the `expected.txt` files."""
        lines = [f"exit {self.exit_code}"]
        for problem in self.report["problems"]:
            place = f"{problem['file'] or '-'}:{problem['line'] or '-'}"
            lines += ["", f"{problem['severity']} {place} [{problem['code']}]", f"  {problem['message']}"]
            lines += [f"  hint: {problem['hint']}"] if problem["hint"] else []
        lines.append("")
        lines += [f"skipped {skipped['source']}: {skipped['reason']}" for skipped in self.report["skipped"]]
        lines += [
            f"built {page['url']} from {page['source']}"
            for page in self.report["pages"]
            if page["source"] is not None
        ]
        return "\n".join(lines) + "\n"

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
        result = CliRunner().invoke(main, [*command, "--report", str(report)])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        assert "Traceback" not in result.output
        text = report.read_text(encoding="utf-8")
        return BuildOutcome(result.exit_code, result.output, json.loads(text), output)

    return run
