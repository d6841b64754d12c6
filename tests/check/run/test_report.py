from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace

from allforces_site.check.run import external
from allforces_site.check.run.baseline import entries_of
from allforces_site.check.run.check import CheckedSite
from allforces_site.check.run.report import CheckRequest, make_report, new_baseline, with_external_links
from allforces_site.check.run.selection import Selection
from allforces_site.config.model import Config
from allforces_site.errors import Problem, Severity
from allforces_site.lint.facts import gather_facts
from allforces_site.lint.source.source_file import parse_source_file
from allforces_site.model import Sources
from allforces_site.site.assemble import assemble
from tests.conftest import NOW

Make = Callable[..., Problem]


def checked(problems: Sequence[Problem]) -> CheckedSite:
    return CheckedSite(problems, assemble(Config(), Sources()), Config(), (), {"total": 1.0})


@pytest.fixture
def wanted() -> CheckRequest:
    return CheckRequest(Path("content"), Path(), NOW)


def test_without_a_baseline_all_is_reported(wanted: CheckRequest, make_problem: Make) -> None:
    report = make_report(checked([make_problem()]), wanted)

    assert (report.problems, report.known, report.fixed) == ([make_problem()], 0, 0)
    assert report.failed


def test_what_a_baseline_lists_is_not_reported_and_does_not_fail(
    wanted: CheckRequest, make_problem: Make
) -> None:
    known = entries_of([make_problem(), make_problem(file="gone.md")])

    report = make_report(checked([make_problem()]), replace(wanted, known=known))

    assert (report.problems, report.known, report.fixed) == ([], 1, 1)
    assert not report.failed


def test_findings_in_files_outside_the_selection_do_not_count_as_fixed(
    wanted: CheckRequest, make_problem: Make
) -> None:
    problems = [make_problem(file="a.md"), make_problem(file="b.md")]
    wanted = replace(wanted, known=entries_of(problems), selection=Selection(paths=("a.md",)))

    report = make_report(checked(problems), wanted)

    assert (report.problems, report.known, report.fixed) == ([], 1, 0)


def test_rules_that_did_not_run_fix_nothing(wanted: CheckRequest, make_problem: Make) -> None:
    selection = Selection(codes=frozenset())
    wanted = replace(wanted, known=entries_of([make_problem("end-marker")]), selection=selection)

    assert make_report(checked([]), wanted).fixed == 0


def test_a_new_baseline_lists_all(wanted: CheckRequest, make_problem: Make) -> None:
    problems = [make_problem(), make_problem(file="b.md")]

    assert new_baseline(checked(problems), wanted) == entries_of(problems)


def test_a_baseline_written_beside_an_older_one_only_gets_shorter(
    wanted: CheckRequest, make_problem: Make
) -> None:
    old, fixed, new = (make_problem(file=f"{name}.md") for name in ("old", "fixed", "new"))
    wanted = replace(wanted, known=entries_of([old, fixed]))

    assert new_baseline(checked([old, new]), wanted) == entries_of([old])


@pytest.mark.parametrize(("strict", "failed"), [(False, False), (True, True)])
def test_warnings_fail_a_strict_check_only(
    wanted: CheckRequest, make_problem: Make, strict: bool, failed: bool
) -> None:
    warning = make_problem(severity=Severity.WARNING)

    assert make_report(checked([warning]), replace(wanted, strict=strict)).failed is failed


def test_notes_never_fail(wanted: CheckRequest, make_problem: Make) -> None:
    note = make_problem(severity=Severity.NOTE)

    assert not make_report(checked([note]), replace(wanted, strict=True)).failed


def test_external_links_that_were_not_checked_do_not_count_as_fixed(
    wanted: CheckRequest, make_problem: Make
) -> None:
    known = entries_of([make_problem("external-link", severity=Severity.WARNING)])

    assert make_report(checked([]), replace(wanted, known=known)).fixed == 0
    wanted = replace(wanted, known=known, selection=Selection(external=True))
    assert make_report(checked([]), wanted).fixed == 1


def test_only_external_links_of_files_in_the_selection_are_requested(
    wanted: CheckRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    facts = [
        gather_facts(
            parse_source_file("---\ntitle: 題\n---\n[先](https://example.org/)\n", f"_posts/{name}.md")
        )
        for name in ("a", "b")
    ]
    monkeypatch.setattr(external, "reply_of", lambda _: external.Reply("410 Gone"))
    wanted = replace(wanted, selection=Selection(paths=("_posts/b.md",), external=True))

    found = with_external_links(replace(checked([]), facts=facts), wanted, tmp_path, lambda *_: None)

    assert [(problem.code, problem.file) for problem in found.problems] == [("external-link", "_posts/b.md")]
