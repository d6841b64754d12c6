"""Findings as SARIF 2.1.0, which code scanning services read.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html; what GitHub reads of it:
https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from allforces_site import __version__
from allforces_site.check.formats.repository_paths import path_in_repository
from allforces_site.check.formats.text import message_and_advice
from allforces_site.check.run.baseline import digest_of
from allforces_site.check.run.report import CheckReport
from allforces_site.errors import Fix, Problem, Replacement, Severity
from allforces_site.files.documentation import page_in, page_text
from allforces_site.files.utf8_text import json_report
from allforces_site.lint.problem_codes import PROBLEMS
from allforces_site.lint.registry import RULE_OF, RULES
from allforces_site.lint.rule import Rule
from allforces_site.messages.message import Message, say_plural, values_of
from allforces_site.terminal.language import spoken, words

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
_ORDER = list(_LEVELS)
_ROOT = "SRCROOT"

# GitHub refuses a run with more results.
_MOST_RESULTS = 25_000


def to_sarif(report: CheckReport, docs: str | None = None) -> str:
    """A log with one run. `docs` is the address of the folder docs/, with a slash at its end, if known."""
    ranked = sorted(report.problems, key=lambda problem: _ORDER.index(problem.severity))[:_MOST_RESULTS]
    others = sorted({problem.code for problem in ranked} - RULE_OF.keys())
    rules = [*(_rule(rule, docs) for rule in RULES), *(_other(code, docs) for code in others)]
    numbers = {rule["id"]: number for number, rule in enumerate(rules)}
    run = {
        "tool": {
            "driver": {"name": "allforces check", "semanticVersion": __version__, "rules": rules},
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The root of the repository"}}},
        "invocations": [_invocation(len(report.problems) - len(ranked))],
        "results": list(_results(ranked, numbers, report)),
    }
    content = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json_report(content)


def docs_address(root: Path, environment: Mapping[str, str]) -> str | None:
    """The address of the repository's folder docs/ on GitHub, with a slash at its end.

    None outside of GitHub's workflows, whose variables name the repository
    (https://docs.github.com/en/actions/reference/variables-reference), and if the generator's documentation
    is not in the repository.
    """
    names = ("GITHUB_SERVER_URL", "GITHUB_REPOSITORY", "GITHUB_SHA")
    server, repository, commit = (environment.get(name) for name in names)
    if not (server and repository and commit and (root / "docs" / "checks").is_dir()):
        return None
    return f"{server}/{repository}/blob/{commit}/docs/"


def _rule(rule: Rule, docs: str | None) -> dict[str, Any]:
    page = f"checks/{rule.code}.md"
    return _descriptor(rule.code, rule.title, _LEVELS[rule.severity], page, docs)


def _other(code: str, docs: str | None) -> dict[str, Any]:
    """A problem that a build reports too and no rule finds."""
    kind = PROBLEMS[code]
    return _descriptor(code, kind.title, _LEVELS[kind.severities[0]], "problems.md", docs)


def _descriptor(code: str, title: Message, level: str, page: str, docs: str | None) -> dict[str, Any]:
    text = words(title)
    described = {
        "id": code,
        "shortDescription": {"text": text},
        "fullDescription": {"text": text},
        "defaultConfiguration": {"level": level},
        "help": _help(text, page),
    }
    return described if docs is None else {**described, "helpUri": docs + page_in(page, spoken())}


def _help(title: str, page: str) -> dict[str, str]:
    """The text of the page: readers of the log may not have this program's documentation."""
    text = page_text(page, spoken()) if page.startswith("checks/") else None
    return {"text": text, "markdown": text} if text is not None else {"text": title}


def _invocation(left_out: int) -> dict[str, Any]:
    if not left_out:
        return {"executionSuccessful": True}
    text = say_plural(
        "{number} more finding is left out: {most} are the most that GitHub takes",
        "{number} more findings are left out: {most} are the most that GitHub takes",
        number=left_out,
        most=_MOST_RESULTS,
    )
    reported = {"level": "warning", "message": {"text": words(text)}}
    return {"executionSuccessful": True, "toolExecutionNotifications": [reported]}


def _results(
    problems: list[Problem], numbers: Mapping[str, int], report: CheckReport
) -> Iterator[dict[str, Any]]:
    seen: Counter[tuple[str | None, str, str]] = Counter()
    for problem in problems:
        digest = digest_of(problem)
        seen[problem.file, problem.code, digest] += 1
        count = seen[problem.file, problem.code, digest]
        text = message_and_advice(problem)
        yield {
            "ruleId": problem.code,
            "ruleIndex": numbers[problem.code],
            "level": _LEVELS[problem.severity],
            "message": {"text": text},
            "properties": {"values": values_of(problem.message, spoken())},
            "locations": list(_locations(problem, report)),
            "partialFingerprints": {"allforcesFinding/v1": f"{digest}:{count}"},
            **_fixes(problem.fix, path_in_repository(problem, report)),
        }


def _locations(problem: Problem, report: CheckReport) -> Iterator[dict[str, Any]]:
    path = path_in_repository(problem, report)
    if path is None:
        return
    place: dict[str, Any] = {"artifactLocation": _artifact(path)}
    if problem.line:
        place["region"] = {"startLine": problem.line}
        if problem.column:
            place["region"]["startColumn"] = problem.column
    yield {"physicalLocation": place}


def _fixes(fix: Fix | None, path: str | None) -> dict[str, Any]:
    """The property `fixes`: what `allforces repair` does about a problem; empty without a fix."""
    if fix is None or path is None:
        return {}
    change = {"artifactLocation": _artifact(path), "replacements": [*map(_replacement, fix.replacements)]}
    return {"fixes": [{"description": {"text": words(fix.message)}, "artifactChanges": [change]}]}


def _replacement(replacement: Replacement) -> dict[str, Any]:
    region = {
        "startLine": replacement.line,
        "startColumn": replacement.column,
        "endLine": replacement.end_line,
        "endColumn": replacement.end_column,
    }
    return {"deletedRegion": region, "insertedContent": {"text": replacement.text}}


def _artifact(path: str) -> dict[str, str]:
    return {"uri": quote(os.fsencode(path)), "uriBaseId": _ROOT}
