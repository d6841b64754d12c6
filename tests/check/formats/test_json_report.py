from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace

from allforces_site.check.formats.json_report import to_json
from allforces_site.check.run.report import CheckReport
from allforces_site.errors import Fix, Problem, Replacement, Severity
from allforces_site.messages.message import as_it_is

Report = Callable[..., CheckReport]
Make = Callable[..., Problem]

FIX = Fix(as_it_is("delete it"), (Replacement(90, 100, 9, 1, 10, 1, ""),))
DOCS = Path(__file__).parents[3] / "docs" / "checks.md"


def test_the_keys_of_the_json_are_fixed(make_report: Report, make_problem: Make) -> None:
    report = json.loads(to_json(make_report([make_problem()])))

    assert list(report) == ["counts", "seconds", "rules", "problems"]
    assert list(report["counts"]) == ["files", "errors", "warnings", "notes", "known", "fixed"]
    assert list(report["problems"][0]) == [
        "file", "line", "column", "code", "severity", "message", "values", "hint", "excerpt", "fix",
    ]  # fmt: skip


def test_a_fix_has_its_changes_of_the_file(make_report: Report, make_problem: Make) -> None:
    problems = [make_problem(fix=FIX), make_problem(fix=replace(FIX, is_partial=True)), make_problem()]

    whole, partial, none = json.loads(to_json(make_report(problems)))["problems"]

    assert whole["hint"] == "delete it; `allforces repair --write` fixes it"
    assert whole["fix"] == {
        "message": "delete it",
        "partial": False,
        "replacements": [
            {
                "start": 90, "end": 100, "line": 9, "column": 1, "end_line": 10, "end_column": 1,
                "text": "",
            }
        ],
    }  # fmt: skip
    assert (partial["fix"]["partial"], partial["hint"].endswith("fixes part of it")) == (True, True)
    assert (none["fix"], none["hint"]) == (None, "delete the line")


def test_every_key_of_a_fix_is_documented(make_report: Report, make_problem: Make) -> None:
    fix = json.loads(to_json(make_report([make_problem(fix=FIX)])))["problems"][0]["fix"]
    text = (DOCS.parent / "report.md").read_text("utf-8")

    for key in {*fix, *fix["replacements"][0]}:
        assert f"`{key}`" in text, f"docs/report.md lacks `{key}`"


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
