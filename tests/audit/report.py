"""The table on the terminal, and the same with all faults as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, replace

from tests.audit.findings import BuildOutcome, Finding, Row

_HEADER = ("check", "site", "what", "found", "wanted", "")
_PAGES_NAMED = 3


def as_text(outcome: BuildOutcome) -> str:
    """The faults, then the table."""
    lines = [_HEADER, *map(_cells, outcome.rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    table = ["  ".join(map(str.ljust, line, widths)).rstrip() for line in lines]
    return "\n".join((*_listed(outcome.findings), "", *table))


def _cells(row: Row) -> tuple[str, ...]:
    result = {True: "ok", False: "FAILED", None: "NOT RUN"}[row.passed]
    return (row.check, row.site, row.subject, row.found, row.wanted, result)


def _listed(findings: Sequence[Finding]) -> list[str]:
    """A line for each fault, with how often and on which pages it was found; ours first."""
    alike: dict[Finding, list[Finding]] = {}
    for finding in findings:
        alike.setdefault(replace(finding, page="", where=""), []).append(finding)
    ordered = sorted(alike.items(), key=lambda item: (item[0].of_author, item[0].check, -len(item[1])))
    return [_line(key, same) for key, same in ordered]


def _line(key: Finding, same: Sequence[Finding]) -> str:
    pages = Counter(finding.page for finding in same)
    named = ", ".join(list(pages)[:_PAGES_NAMED])
    more = f" and {len(pages) - _PAGES_NAMED} more" if len(pages) > _PAGES_NAMED else ""
    places = f" ({same[0].where})" if same[0].where else ""
    whose = "author's text: " if key.of_author else ""
    element = f" {key.element}" if key.element else ""
    return f"{whose}{key.check}: {key.rule}{element} × {len(same)} on {key.site}: {named}{more}{places}"


def as_json(outcome: BuildOutcome) -> str:
    """All rows and all faults."""
    return json.dumps(
        {"passed": outcome.passed, **asdict(outcome)}, ensure_ascii=False, indent=2, sort_keys=True
    )
