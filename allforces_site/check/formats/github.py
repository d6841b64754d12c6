"""Findings as annotations of a pull request: GitHub's workflow commands.

https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions; what
is escaped, and how, follows GitHub's own toolkit (actions/toolkit, packages/core/src/command.ts).
"""

from __future__ import annotations

from allforces_site.check.formats.repository_paths import path_in_repository
from allforces_site.check.formats.text import message_and_advice, summary
from allforces_site.check.run.report import CheckReport
from allforces_site.errors import Problem, Severity
from allforces_site.messages.printable import printable

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_ORDER = list(_COMMANDS)

# "%" first, because the other escapes contain it.
_IN_TEXT = (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"))
_IN_PROPERTY = (*_IN_TEXT, (":", "%3A"), (",", "%2C"))


def to_github(report: CheckReport) -> str:
    """Annotations, errors first because GitHub shows only ten of a kind for each step, and a summary."""
    ranked = sorted(report.problems, key=lambda problem: _ORDER.index(problem.severity))
    return "\n".join([*(_command(problem, report) for problem in ranked), summary(report)]) + "\n"


def _command(problem: Problem, report: CheckReport) -> str:
    properties = {
        "file": path_in_repository(problem, report),
        "line": problem.line,
        "col": problem.column if problem.line else None,
        "title": problem.code,
    }
    listed = ",".join(
        f"{name}={_escaped(printable(str(value)), _IN_PROPERTY)}"
        for name, value in properties.items()
        if value
    )
    text = message_and_advice(problem)
    return f"::{_COMMANDS[problem.severity]} {listed}::{_escaped(text, _IN_TEXT)}"


def _escaped(text: str, escapes: tuple[tuple[str, str], ...]) -> str:
    for character, escape in escapes:
        text = text.replace(character, escape)
    return text
