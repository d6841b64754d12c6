from __future__ import annotations

from collections.abc import Callable

import click
import pytest

from allforces_site.check.formats.text import to_text
from allforces_site.check.run.report import CheckReport
from allforces_site.errors import Fix, Problem, Replacement, Severity
from allforces_site.messages.message import as_it_is

Report = Callable[..., CheckReport]
Make = Callable[..., Problem]


def lines(report: CheckReport, most_a_code: int | None = None) -> list[str]:
    return click.unstyle(to_text(report, most_a_code)).splitlines()


def test_a_finding_shows_place_line_and_hint(make_report: Report, make_problem: Make) -> None:
    report = make_report([make_problem()])

    place, excerpt, hint, _, summary = lines(report)

    assert place == (
        f"{report.source}/_posts/2026-01-02-tea.md:9:1: error: "
        "---END--- is a mark of the writing model; readers see it [end-marker]"
    )
    assert (excerpt, hint) == ("  9 | ---END---", "  hint: delete the line")
    assert summary == "Checked 0 files in 1.5 s: 1 error, 0 warnings, 0 notes"


def test_a_finding_with_a_fix_says_that_repair_makes_it(make_report: Report, make_problem: Make) -> None:
    fix = Fix(as_it_is("delete it"), (Replacement(90, 100, 9, 1, 10, 1, ""),))

    hints = [line for line in lines(make_report([make_problem(fix=fix)])) if "hint:" in line]

    assert hints == ["  hint: delete it; `allforces repair --write` fixes it"]


def test_the_summary_names_the_rules_with_most_findings(make_report: Report, make_problem: Make) -> None:
    codes = ["a-a", "b-b", "b-b", "c-c", "d-d", "e-e", "f-f"]
    report = make_report([make_problem(code, severity=Severity.WARNING) for code in codes])

    assert lines(report)[-2:] == [
        "Checked 0 files in 1.5 s: 0 errors, 7 warnings, 0 notes",
        "Most findings: b-b 2, a-a 1, c-c 1, d-d 1, e-e 1",
    ]


def test_the_summary_says_what_a_baseline_lists_and_what_was_fixed(make_report: Report) -> None:
    (summary,) = lines(make_report([], known=120, fixed=3))

    assert summary.endswith("0 notes; 120 known to the baseline; 3 of the baseline fixed: write it again")


@pytest.mark.parametrize(("limit", "shown"), [(None, 12), (10, 10), (12, 12)])
def test_many_of_one_rule_are_cut_short_with_their_number(
    make_report: Report, make_problem: Make, limit: int | None, shown: int
) -> None:
    text = lines(make_report([make_problem(line=number) for number in range(1, 13)]), limit)

    assert sum("---END--- is" in line for line in text) == shown
    cut = [line for line in text if line.startswith("…")]
    assert cut == (["… and 2 more of end-marker (name files, or --select it, to see all)"] * (shown < 12))
