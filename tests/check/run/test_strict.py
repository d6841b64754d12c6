"""A strict build fails on what rules call an error, and looks again only when something changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from allforces_site.build.report import Report
from allforces_site.build.run import BuildOptions
from allforces_site.check.run import check
from allforces_site.errors import Severity
from tests.conftest import NOW, Workshop

MARKER = "---END---"
QUIET = "search: false, social_pictures: false"

Build = Callable[..., Report]


@pytest.fixture
def shop(workshop: Workshop) -> Workshop:
    workshop.post("2026-01-02-tea", "title: 茶", f"本文です。\n\n{MARKER}\n")
    workshop.post("2026-01-03-rice", "title: 米", "本文です。\n")
    return workshop


@pytest.fixture
def strict(shop: Workshop) -> Build:
    """Builds with --strict, with a cache."""

    def run(**changes: Any) -> Report:
        values = {"strict": True, "cache": shop.root / "cache", "now": NOW} | changes
        now = values.pop("now")
        return shop.build(now, **values)

    return run


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Grows by one whenever a site is checked."""
    runs: list[object] = []
    really = check.check_site

    def run(*arguments: Any) -> Any:
        runs.append(arguments)
        return really(*arguments)

    monkeypatch.setattr(check, "check_site", run)
    return runs


def codes(report: Report) -> list[tuple[str, str | None]]:
    return [(problem.code, problem.file) for problem in report.problems if problem.code == "end-marker"]


def test_an_error_of_a_rule_fails_a_strict_build_and_no_other(strict: Build) -> None:
    report = strict()

    assert report.failed
    assert codes(report) == [("end-marker", "_posts/2026-01-02-tea.md")]
    assert codes(strict(strict=False)) == []


def test_what_a_rule_finds_keeps_nothing_from_being_written(strict: Build, shop: Workshop) -> None:
    strict()
    shop.post("2026-01-02-tea", "title: 茶", "直しました。\n")
    (shop.source / "_posts/2026-01-03-rice.md").unlink()

    assert not strict(allow_loss=True).failed
    assert "直しました" in shop.page("2026/01/02/tea.html")
    assert not (shop.output / "2026/01/03/rice.html").exists()


def test_warnings_of_rules_fail_no_build(strict: Build, shop: Workshop) -> None:
    shop.config(f"allforces: {{{QUIET}, checks: {{rules: {{end-marker: warning}}}}}}")

    assert codes(strict()) == []


def test_a_rule_that_a_site_calls_an_error_in_one_folder_fails_there_only(
    strict: Build, shop: Workshop
) -> None:
    shop.post("2026-01-04-soup", "title: 汁", f"本文です。\n\n{MARKER}\n")
    weights = "rules: {end-marker: off}, paths: {'*-soup.md': {end-marker: error}}"
    shop.config(f"allforces: {{{QUIET}, checks: {{{weights}}}}}")

    assert codes(strict()) == [("end-marker", "_posts/2026-01-04-soup.md")]


def test_a_rule_that_does_not_exist_is_reported_once(strict: Build, shop: Workshop) -> None:
    shop.config(f"allforces: {{{QUIET}, checks: {{rules: {{end-markr: off}}}}}}")

    report = strict()

    assert [problem.code for problem in report.problems].count("unknown-rule") == 1


def test_problems_of_the_build_are_not_reported_twice(strict: Build, shop: Workshop) -> None:
    shop.post("2026-01-05-broken", "title: [", "本文")

    problems = strict().problems

    assert len(problems) == len({(problem.code, problem.file, problem.line) for problem in problems})
    assert any(problem.file == "_posts/2026-01-05-broken.md" for problem in problems)


def test_an_unchanged_site_is_not_checked_again(strict: Build, checks: list[object]) -> None:
    first = strict()
    assert len(checks) == 1

    again = strict()
    assert len(checks) == 1
    assert again.problems == first.problems
    assert again.site_counts == first.site_counts
    assert strict(now=NOW + timedelta(minutes=5)).problems == first.problems
    assert len(checks) == 1


def test_a_change_anywhere_checks_again(strict: Build, checks: list[object], shop: Workshop) -> None:
    posts = shop.source / "_posts"
    edits: list[Callable[[], object]] = [
        lambda: shop.post("2026-01-03-rice", "title: 米", f"直した本文。\n\n{MARKER}\n"),
        lambda: shop.post("2026-01-03-rice", "title: 新米", "本文です。\n"),
        lambda: shop.post("2026-01-06-new", "title: 新", "本文です。\n"),
        lambda: (posts / "2026-01-06-new.md").rename(posts / "2026-01-07-new.md"),
        lambda: shop.write("content/notes.txt", "覚え書き"),
        lambda: shop.write("templates/post.html", "{{ post.title }}{{ body }}"),
        lambda: shop.config(f"allforces: {{{QUIET}, checks: {{rules: {{end-marker: note}}}}}}"),
    ]
    strict()
    for edit in edits:
        checks.clear()
        edit()
        report = strict()
        fresh = strict(cache=None)
        assert len(checks) == 2
        # A fresh build has no last one of which an address could be gone.
        told = [problem for problem in report.problems if problem.code != "address-gone"]
        assert told == list(fresh.problems)


def test_a_post_whose_day_has_come_is_checked_with_the_others(
    strict: Build, checks: list[object], shop: Workshop
) -> None:
    shop.post("2026-11-25-soon", "title: 予定\ndate: 2026-11-25 09:00:00 +0900", "本文です。\n")
    strict()
    assert len(checks) == 1

    strict(now=NOW + timedelta(days=7))

    assert len(checks) == 2


def test_without_a_cache_it_checks_each_time(strict: Build, checks: list[object]) -> None:
    assert codes(strict(cache=None)) == codes(strict(cache=None)) != []
    assert len(checks) == 2


def test_a_broken_parse_cache_does_no_harm(strict: Build, shop: Workshop) -> None:
    first = strict()
    for file in (shop.root / "cache" / "checks").iterdir():
        file.write_bytes(b"broken")

    assert strict().problems == first.problems


def test_the_report_says_how_long_checking_took(strict: Build) -> None:
    seconds = strict().seconds

    assert seconds["total"] >= seconds["check"] > 0
    assert "check" not in strict(strict=False).seconds


def test_errors_of_rules_count_as_errors(strict: Build) -> None:
    report = strict()

    assert report.rule_errors == report.count(Severity.ERROR) >= 1


def test_what_the_build_repairs_on_the_page_fails_nothing_and_what_it_leaves_does(
    shop: Workshop, strict: Build
) -> None:
    conflict = "<<<<<<< HEAD\n一つ目。\n=======\n二つ目。\n>>>>>>> main\n"
    shop.post("2026-01-03-rice", "title: 米", f"{MARKER}\n\n本文です。\n\n{conflict}")
    shop.config(f"allforces: {{{QUIET}, repair: on-build}}")

    report = strict()

    assert [(problem.code, problem.file, problem.line) for problem in report.problems] == [
        ("repaired", "_posts/2026-01-02-tea.md", 6),
        ("repaired", "_posts/2026-01-03-rice.md", 4),
        ("conflict-marker", "_posts/2026-01-03-rice.md", 8),
    ]
    assert report.failed
    shop.post("2026-01-03-rice", "title: 米", f"{MARKER}\n\n本文です。\n")
    assert not strict().failed


def baseline(shop: Workshop) -> None:
    """Writes a baseline of what the site has now, and lets the configuration name it."""
    from allforces_site.check.run.baseline import entries_of, to_text

    options = BuildOptions(shop.source, shop.output, 1)
    entries = entries_of(check.check_site(options, NOW).problems)
    shop.write("known.json", to_text(entries))
    shop.config("allforces: {checks: {baseline: ../known.json}, search: false, social_pictures: false}")


def test_a_strict_build_passes_what_the_baseline_lists_and_fails_on_what_is_new(
    strict: Build, shop: Workshop
) -> None:
    shop.post("2026-01-04-twice", "title: 一\ntitle: 二")
    baseline(shop)

    assert not strict().failed

    shop.post("2026-01-05-new", "title: 新", f"本文です。\n\n{MARKER}\n")
    report = strict()

    assert report.failed
    assert [
        (problem.code, problem.file) for problem in report.problems if problem.severity is Severity.ERROR
    ] == [("end-marker", "_posts/2026-01-05-new.md")]


def test_an_error_of_the_build_itself_is_never_excused_by_a_baseline(strict: Build, shop: Workshop) -> None:
    shop.post("2026-01-04-broken", "title: 壊れ\ndate: 2026-02-32")
    baseline(shop)

    assert strict().failed


def test_a_baseline_that_is_not_there_fails_a_strict_build(strict: Build, shop: Workshop) -> None:
    shop.config("allforces: {checks: {baseline: ../gone.json}, search: false, social_pictures: false}")

    assert "baseline" in [problem.code for problem in strict().problems]


def test_a_baseline_that_was_changed_counts_at_once(strict: Build, shop: Workshop) -> None:
    baseline(shop)
    assert not strict().failed

    shop.write("known.json", '{"version": 1, "findings": []}')

    assert strict().failed
