from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from allforces_site.check.formats.json_report import to_json
from allforces_site.check.run.outcome import CheckReport
from allforces_site.errors import Problem, Severity

Report = Callable[..., CheckReport]
Make = Callable[..., Problem]

DOCS = Path(__file__).parents[3] / "docs" / "checks.md"


def test_the_keys_of_the_json_are_fixed(make_report: Report, make_problem: Make) -> None:
    report = json.loads(to_json(make_report([make_problem()])))

    assert list(report) == ["counts", "seconds", "rules", "problems"]
    assert list(report["counts"]) == ["files", "errors", "warnings", "notes", "known", "fixed"]
    assert list(report["problems"][0]) == [
        "file", "line", "column", "code", "severity", "message", "hint", "excerpt",
    ]  # fmt: skip


def test_its_values_are_those_of_the_findings(make_report: Report, make_problem: Make) -> None:
    problems = [make_problem(), make_problem("liquid", severity=Severity.WARNING), make_problem()]

    report = json.loads(to_json(make_report(problems, known=4, fixed=1)))

    assert report["counts"] == {
        "files": 0, "errors": 2, "warnings": 1, "notes": 0, "known": 4, "fixed": 1,
    }  # fmt: skip
    assert report["rules"] == {"end-marker": 2, "liquid": 1}
    assert report["problems"][0]["excerpt"] == "---END---"
    assert report["problems"][0]["line"] == 9


def test_japanese_stays_readable(make_report: Report, make_problem: Make) -> None:
    assert "茶の季節" in to_json(make_report([make_problem(excerpt="茶の季節")]))


def test_every_key_is_documented(make_report: Report, make_problem: Make) -> None:
    report = json.loads(to_json(make_report([make_problem()])))
    text = DOCS.read_text("utf-8")

    for key in {*report, *report["counts"], *report["seconds"], *report["problems"][0]}:
        assert f"`{key}`" in text, f"docs/checks.md lacks `{key}`"
