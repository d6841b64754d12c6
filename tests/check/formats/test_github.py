from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from allforces_site.check.formats.github import to_github
from allforces_site.check.run.report import CheckReport
from allforces_site.errors import Fix, Problem, Replacement, Severity
from allforces_site.messages.message import as_it_is

Report = Callable[..., CheckReport]
Make = Callable[..., Problem]


def annotations(report: CheckReport) -> list[str]:
    return [line for line in to_github(report).splitlines() if line.startswith("::")]


def test_a_finding_is_an_annotation_at_its_place_in_the_repository(
    make_report: Report, make_problem: Make
) -> None:
    (line,) = annotations(make_report([make_problem()]))

    assert line == (
        "::error file=content/_posts/2026-01-02-tea.md,line=9,col=1,title=end-marker"
        "::---END--- is a mark of the writing model; readers see it%0Adelete the line"
    )


def test_an_annotation_says_that_repair_fixes_it(make_report: Report, make_problem: Make) -> None:
    fix = Fix(as_it_is("delete it"), (Replacement(90, 100, 9, 1, 10, 1, ""),))

    (line,) = annotations(make_report([make_problem(fix=fix)]))

    assert line.endswith("readers see it%0Adelete it; `allforces repair --write` fixes it")


@pytest.mark.parametrize(
    ("severity", "command"),
    [(Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.NOTE, "notice")],
)
def test_each_severity_has_its_command(
    make_report: Report, make_problem: Make, severity: Severity, command: str
) -> None:
    (line,) = annotations(make_report([make_problem(severity=severity)]))

    assert line.startswith(f"::{command} ")


def test_special_characters_are_escaped(make_report: Report, make_problem: Make) -> None:
    problem = make_problem(
        file="_posts/50%, a:b.md", message="100 %\r\n::error::a, b: c", hint="二\n行", line=None, column=None
    )

    (line,) = annotations(make_report([problem]))

    assert line == (
        "::error file=content/_posts/50%25%2C a%3Ab.md,title=end-marker::"
        r"100 %25\r\n::error::a, b: c%0A二\n行"
    )


def test_errors_come_first_as_github_shows_ten_of_a_kind(make_report: Report, make_problem: Make) -> None:
    severities = [Severity.NOTE, Severity.WARNING, Severity.ERROR, Severity.WARNING]
    problems = [make_problem(severity=severity, line=line) for line, severity in enumerate(severities, 1)]

    lines = annotations(make_report(problems))

    assert [line.split(" ")[0] for line in lines] == ["::error", "::warning", "::warning", "::notice"]


def test_a_problem_without_a_file_has_no_place(make_report: Report, make_problem: Make) -> None:
    (line,) = annotations(make_report([make_problem(file=None, line=None, column=None, hint=None)]))

    assert line.startswith("::error title=end-marker::")


def test_a_template_is_beside_the_source_folder(make_report: Report, make_problem: Make) -> None:
    (line,) = annotations(make_report([make_problem("template", file="templates/post.html")]))

    assert "file=templates/post.html," in line


def test_a_source_that_is_the_repository_has_plain_paths(make_report: Report, make_problem: Make) -> None:
    report = make_report([make_problem()])

    (line,) = annotations(replace(report, root=report.source))

    assert "file=_posts/2026-01-02-tea.md," in line


def test_a_summary_ends_it(make_report: Report, make_problem: Make) -> None:
    last = to_github(make_report([make_problem()])).splitlines()[-1]

    assert last == "Checked 0 files in 1.5 s: 1 error, 0 warnings, 0 notes"
