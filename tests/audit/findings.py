"""What an audit says: the faults it found, and a line of the table for each thing it looked at."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault. `page` is a URL without the host; `element` a tag or selector; `where` a line, or the window.

    `of_author` tells that it lies in the text of a post as its author wrote it: listed, but no failure.
    """

    check: str
    site: str
    page: str
    rule: str
    element: str = ""
    where: str = ""
    of_author: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table. `passed` is None where a tool is missing: then `found` says what to install."""

    check: str
    site: str
    subject: str
    found: str
    wanted: str
    passed: bool | None


@dataclass(frozen=True, slots=True)
class BuildOutcome:
    """What one check gives."""

    rows: tuple[Row, ...] = ()
    findings: tuple[Finding, ...] = ()

    def __add__(self, other: BuildOutcome) -> BuildOutcome:
        return BuildOutcome(self.rows + other.rows, self.findings + other.findings)

    @property
    def passed(self) -> bool:
        """Whether all that was wanted was looked at and found."""
        return all(row.passed for row in self.rows)


def not_run(check: str, missing: str) -> BuildOutcome:
    """The outcome of a check whose tool is not there."""
    return BuildOutcome((Row(check, "", "not run", missing, "", None),))
