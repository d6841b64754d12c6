"""SARIF logs follow the official schema and what GitHub requires besides."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator

from allforces_site.check.formats import sarif
from allforces_site.check.formats.sarif import docs_address, to_sarif
from allforces_site.check.run.report import CheckReport
from allforces_site.errors import Fix, Problem, Replacement, Severity
from allforces_site.lint.registry import RULES
from allforces_site.messages.message import as_it_is

Report = Callable[..., CheckReport]
Make = Callable[..., Problem]

SCHEMA = json.loads((Path(__file__).parent / "schema" / "sarif-schema-2.1.0.json").read_text("utf-8"))
DOCS = "https://github.com/example/blog/blob/main/docs/"


def run_of(report: CheckReport, docs: str | None = DOCS) -> dict[str, Any]:
    """The one run of a log, once the whole log is known to be valid."""
    log = json.loads(to_sarif(report, docs))
    Draft4Validator(SCHEMA).validate(log)
    (run,) = log["runs"]
    return dict(run)


def test_a_log_without_findings_is_valid(make_report: Report) -> None:
    run = run_of(make_report([]), None)

    assert run["results"] == []
    assert run["columnKind"] == "unicodeCodePoints"


def test_a_finding_has_its_place(make_report: Report, make_problem: Make) -> None:
    (result,) = run_of(make_report([make_problem(line=9, column=3)]))["results"]

    assert result["ruleId"] == "end-marker"
    assert result["level"] == "error"
    assert result["message"]["text"].endswith("readers see it\ndelete the line")
    (location,) = result["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "content/_posts/2026-01-02-tea.md", "uriBaseId": "SRCROOT"},
        "region": {"startLine": 9, "startColumn": 3},
    }


def test_a_fix_has_the_form_of_sarif_and_the_path_of_its_file(
    make_report: Report, make_problem: Make
) -> None:
    changes = (Replacement(90, 100, 9, 1, 10, 1, ""), Replacement(120, 120, 12, 3, 12, 3, "茶\r\n"))
    problems = [make_problem(file="_posts/茶.md", fix=Fix(as_it_is("delete it"), changes)), make_problem()]

    fixed, other = run_of(make_report(problems))["results"]

    assert "fixes" not in other
    assert fixed["message"]["text"].endswith("\ndelete it; `allforces repair --write` fixes it")
    assert fixed["fixes"] == [
        {
            "description": {"text": "delete it"},
            "artifactChanges": [
                {
                    "artifactLocation": {"uri": "content/_posts/%E8%8C%B6.md", "uriBaseId": "SRCROOT"},
                    "replacements": [
                        {
                            "deletedRegion": {
                                "startLine": 9, "startColumn": 1, "endLine": 10, "endColumn": 1,
                            },
                            "insertedContent": {"text": ""},
                        },
                        {
                            "deletedRegion": {
                                "startLine": 12, "startColumn": 3, "endLine": 12, "endColumn": 3,
                            },
                            "insertedContent": {"text": "茶\r\n"},
                        },
                    ],
                }
            ],
        }
    ]  # fmt: skip


def test_a_name_is_percent_encoded(make_report: Report, make_problem: Make) -> None:
    (result,) = run_of(make_report([make_problem(file="_posts/茶 100%.md")]))["results"]

    place = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place["uri"] == "content/_posts/%E8%8C%B6%20100%25.md"


def test_findings_without_line_or_file_are_valid(make_report: Report, make_problem: Make) -> None:
    problems = [
        make_problem(line=None, column=None),
        make_problem(column=None),
        make_problem(file=None, line=None, column=None, hint=None),
    ]

    first, second, third = run_of(make_report(problems))["results"]

    assert "region" not in first["locations"][0]["physicalLocation"]
    assert second["locations"][0]["physicalLocation"]["region"] == {"startLine": 9}
    assert third["locations"] == []


def test_every_rule_is_described_with_its_page(make_report: Report) -> None:
    described = {rule["id"]: rule for rule in run_of(make_report([]))["tool"]["driver"]["rules"]}

    assert list(described) == [rule.code for rule in RULES]
    for rule in RULES:
        entry = described[rule.code]
        assert entry["shortDescription"]["text"] == entry["fullDescription"]["text"] == str(rule.title)
        assert entry["helpUri"] == f"{DOCS}checks/{rule.code}.md"
        assert entry["help"]["markdown"].startswith("# ")
        assert entry["defaultConfiguration"]["level"] in ("error", "warning", "note")


def test_a_rule_is_described_with_the_page_of_the_language(
    make_report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGUAGE", "ja")
    described = {rule["id"]: rule for rule in run_of(make_report([]))["tool"]["driver"]["rules"]}

    entry = described["affiliate-rel"]
    assert entry["help"]["markdown"].startswith(f"# `affiliate-rel`: {entry['shortDescription']['text']}\n")
    assert entry["helpUri"] == f"{DOCS}ja/checks/affiliate-rel.md"


def test_where_no_documentation_is_known_no_address_is_made_up(make_report: Report) -> None:
    rules = run_of(make_report([]), None)["tool"]["driver"]["rules"]

    assert not any("helpUri" in rule for rule in rules)


def test_problems_of_a_build_are_described_too(make_report: Report, make_problem: Make) -> None:
    problems = [make_problem("url-collision", severity=Severity.NOTE), make_problem()]

    run = run_of(make_report(problems))

    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    assert [result["level"] for result in run["results"]] == ["error", "note"]


def test_fingerprints_stay_when_lines_move_and_distinguish_findings(
    make_report: Report, make_problem: Make
) -> None:
    def prints(*lines: int) -> list[str]:
        problems = [make_problem(line=line) for line in lines]
        results = run_of(make_report(problems))["results"]
        return [result["partialFingerprints"]["allforcesFinding/v1"] for result in results]

    assert prints(9, 20) == prints(12, 40)
    assert len(set(prints(9, 20))) == 2


def test_more_than_github_takes_are_cut_and_that_is_reported(
    make_report: Report, make_problem: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sarif, "_MOST_RESULTS", 2)
    problems = [make_problem(severity=Severity.WARNING), make_problem(), make_problem(line=30)]

    run = run_of(make_report(problems))

    assert [result["level"] for result in run["results"]] == ["error", "error"]
    (reported,) = run["invocations"][0]["toolExecutionNotifications"]
    assert reported["message"]["text"].startswith("1 more finding is left out")


ON_GITHUB = {
    "GITHUB_SERVER_URL": "https://github.com",
    "GITHUB_REPOSITORY": "example/blog",
    "GITHUB_SHA": "5f3a",
}


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    (tmp_path / "docs" / "checks").mkdir(parents=True)
    return tmp_path


def test_in_a_github_workflow_the_address_of_the_documentation_is_known(repository: Path) -> None:
    assert docs_address(repository, ON_GITHUB) == "https://github.com/example/blog/blob/5f3a/docs/"


@pytest.mark.parametrize("name", ON_GITHUB)
def test_outside_of_a_workflow_it_is_not_known(repository: Path, name: str) -> None:
    assert docs_address(repository, {**ON_GITHUB, name: ""}) is None
    assert docs_address(repository, {}) is None


def test_nor_in_a_repository_without_the_documentation(tmp_path: Path) -> None:
    assert docs_address(tmp_path, ON_GITHUB) is None
