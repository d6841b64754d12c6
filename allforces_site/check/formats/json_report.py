"""Findings as JSON for scripts; the keys are stable (docs/checks.md)."""

from __future__ import annotations

from allforces_site.build.report import problem_entry
from allforces_site.check.run.report import CheckReport
from allforces_site.errors import Severity
from allforces_site.files.utf8_text import json_report
from allforces_site.terminal.language import spoken


def to_json(report: CheckReport) -> str:
    """The report as JSON text."""
    content = {
        "counts": {
            "files": len(report.facts),
            "errors": report.count(Severity.ERROR),
            "warnings": report.count(Severity.WARNING),
            "notes": report.count(Severity.NOTE),
            "known": report.known,
            "fixed": report.fixed,
        },
        "seconds": {phase: round(seconds, 4) for phase, seconds in report.seconds.items()},
        "rules": dict(report.by_code),
        "problems": [problem_entry(problem, spoken()) for problem in report.problems],
    }
    return json_report(content)
