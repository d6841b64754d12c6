from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace

from allforces_site.check.run import external
from allforces_site.check.run.baseline import entries_of
from allforces_site.check.run.check import Checked
from allforces_site.check.run.report import CheckRequest, new_baseline, reported, with_external
from allforces_site.check.run.selection import Selection
from allforces_site.config.model import Config
from allforces_site.errors import Problem, Severity
from allforces_site.lint.gather_facts import gather
from allforces_site.lint.source.source_file import parse_source_file
from allforces_site.model import Sources
from allforces_site.site.assemble import assemble
from tests.conftest import NOW

Make = Callable[..., Problem]


def checked(problems: Sequence[Problem]) -> Checked:
    return Checked(problems, assemble(Config(), Sources()), Config(), (), {"total": 1.0})


@pytest.fixture
def asked() -> CheckRequest:
    return CheckRequest(Path("content"), Path(), NOW)


def test_without_a_baseline_all_is_told(asked: CheckRequest, make_problem: Make) -> None:
    report = reported(checked([make_problem()]), asked)

    assert (report.problems, report.known, report.fixed) == ([make_problem()], 0, 0)
    assert report.failed


def test_what_a_baseline_knows_is_not_told_and_does_not_fail(asked: CheckRequest, make_problem: Make) -> None:
    known = entries_of([make_problem(), make_problem(file="gone.md")])

    report = reported(checked([make_problem()]), replace(asked, known=known))

    assert (report.problems, report.known, report.fixed) == ([], 1, 1)
    assert not report.failed


def test_files_that_are_not_asked_for_are_not_taken_for_fixed(
    asked: CheckRequest, make_problem: Make
) -> None:
    problems = [make_problem(file="a.md"), make_problem(file="b.md")]
    asked = replace(asked, known=entries_of(problems), selection=Selection(paths=("a.md",)))

    report = reported(checked(problems), asked)

    assert (report.problems, report.known, report.fixed) == ([], 1, 0)


def test_rules_that_did_not_run_fix_nothing(asked: CheckRequest, make_problem: Make) -> None:
    selection = Selection(codes=frozenset())
    asked = replace(asked, known=entries_of([make_problem("end-marker")]), selection=selection)

    assert reported(checked([]), asked).fixed == 0


def test_a_new_baseline_holds_all(asked: CheckRequest, make_problem: Make) -> None:
    problems = [make_problem(), make_problem(file="b.md")]

    assert new_baseline(checked(problems), asked) == entries_of(problems)


def test_a_baseline_beside_an_older_one_only_gets_shorter(asked: CheckRequest, make_problem: Make) -> None:
    old, fixed, new = (make_problem(file=f"{name}.md") for name in ("old", "fixed", "new"))
    asked = replace(asked, known=entries_of([old, fixed]))

    assert new_baseline(checked([old, new]), asked) == entries_of([old])


@pytest.mark.parametrize(("strict", "failed"), [(False, False), (True, True)])
def test_warnings_fail_a_strict_check_only(
    asked: CheckRequest, make_problem: Make, strict: bool, failed: bool
) -> None:
    warning = make_problem(severity=Severity.WARNING)

    assert reported(checked([warning]), replace(asked, strict=strict)).failed is failed


def test_notes_never_fail(asked: CheckRequest, make_problem: Make) -> None:
    note = make_problem(severity=Severity.NOTE)

    assert not reported(checked([note]), replace(asked, strict=True)).failed


def test_other_sites_that_were_not_asked_fix_nothing(asked: CheckRequest, make_problem: Make) -> None:
    known = entries_of([make_problem("external-link", severity=Severity.WARNING)])

    assert reported(checked([]), replace(asked, known=known)).fixed == 0
    asked = replace(asked, known=known, selection=Selection(external=True))
    assert reported(checked([]), asked).fixed == 1


def test_only_links_of_files_that_are_told_of_are_asked_for(
    asked: CheckRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    facts = [
        gather(parse_source_file("---\ntitle: 題\n---\n[先](https://example.org/)\n", f"_posts/{name}.md"))
        for name in ("a", "b")
    ]
    monkeypatch.setattr(external, "reply_of", lambda _: external.Reply("410 Gone"))
    asked = replace(asked, selection=Selection(paths=("_posts/b.md",), external=True))

    found = with_external(replace(checked([]), facts=facts), asked, tmp_path, lambda *_: None)

    assert [(problem.code, problem.file) for problem in found.problems] == [("external-link", "_posts/b.md")]
