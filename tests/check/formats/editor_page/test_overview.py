from __future__ import annotations

from collections.abc import Callable

from allforces_site.check.formats.editor_page.overview import site_overview
from allforces_site.check.run.report import CheckReport
from allforces_site.errors import Problem, Severity
from allforces_site.model import SourcePost

Report = Callable[..., CheckReport]
Make = Callable[..., Problem]


def test_the_heaviest_file_and_rule_come_first(
    make_report: Report, make_problem: Make, tea: SourcePost, rice: SourcePost
) -> None:
    warnings = [make_problem("cut-text", file=tea.source, severity=Severity.WARNING)] * 3
    errors = [make_problem(file=rice.source)]

    site = site_overview(make_report([*warnings, *errors], [tea, rice]))

    assert [(file.title, file.tally.weight) for file in site.files] == [("新米の味", 10), ("新茶の季節", 9)]
    assert list(site.by_code) == ["end-marker", "cut-text"]


def test_files_without_problems_have_no_anchor(
    make_report: Report, make_problem: Make, tea: SourcePost, rice: SourcePost
) -> None:
    site = site_overview(make_report([make_problem(file=rice.source)], [tea, rice]))

    assert [(file.source, file.anchor) for file in site.files] == [(rice.source, "p1"), (tea.source, None)]
    assert [file.source for file in site.files_with_findings] == [rice.source]


def test_a_post_carries_its_measures_and_address(make_report: Report, tea: SourcePost) -> None:
    (file,) = site_overview(make_report([], [tea])).files

    assert (file.characters, file.minutes, file.month) == (1500, 4, "2026-01")
    assert file.url == "https://example.com/2026/01/02/tea/"


def test_a_file_that_is_not_a_post_has_its_name_as_title(make_report: Report, make_problem: Make) -> None:
    (file,) = site_overview(make_report([make_problem(file="notes.txt")])).files

    assert (file.title, file.month, file.characters, file.url) == ("notes.txt", None, None, None)


def test_problems_without_a_file_are_separate(make_report: Report, make_problem: Make) -> None:
    site = site_overview(make_report([make_problem("no-url", file=None)]))

    assert (list(site.files), [problem.code for problem in site.without_file]) == ([], ["no-url"])
