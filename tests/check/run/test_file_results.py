"""Each file is checked once: again only when it, or what rules go by, changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from allforces_site.build.options import BuildOptions
from allforces_site.cache.kept_values import unpacked
from allforces_site.check.run import file_results
from allforces_site.check.run.check import check_site
from allforces_site.check.run.file_results import FileResult, FileToCheck
from allforces_site.config.model import Config
from allforces_site.errors import Problem
from allforces_site.lint.registry import RULE_OF
from tests.conftest import NOW, Workshop

MARKER = "---END---"


@pytest.fixture
def check_file(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The files that rules checked, as they do."""
    files: list[str] = []
    really = file_results.check_file

    def find(content: bytes, file: FileToCheck, config: Config) -> FileResult:
        files.append(file.source)
        return really(content, file, config)

    monkeypatch.setattr(file_results, "check_file", find)
    yield files


@pytest.fixture
def check(workshop: Workshop) -> Callable[[], list[Problem]]:
    """Checks the site with a cache and gives what the rule for markers found."""
    for number in (1, 2, 3):
        workshop.post(f"2026-01-0{number}-p{number}", "title: 題", f"本文です。\n\n{MARKER}\n")
    return lambda: checked(workshop)


def checked(workshop: Workshop, jobs: int = 1) -> list[Problem]:
    options = BuildOptions(workshop.source, workshop.output, jobs, cache=workshop.root / "cache")
    return [problem for problem in check_site(options, NOW).problems if problem.code == "end-marker"]


def test_unchanged_files_are_not_checked_again(
    check: Callable[[], list[Problem]], check_file: list[str], workshop: Workshop
) -> None:
    first = check()
    assert len(check_file) == len(first) == 3
    check_file.clear()

    assert check() == first
    assert check_file == []

    workshop.post("2026-01-02-p2", "title: 題", "直しました。\n")
    assert check() == [first[0], first[2]]
    assert check_file == ["_posts/2026-01-02-p2.md"]


def test_a_file_that_only_moved_is_reported_under_its_new_name(
    check: Callable[[], list[Problem]], workshop: Workshop
) -> None:
    check()
    (workshop.source / "_posts/2026-01-02-p2.md").rename(workshop.source / "_posts/2026-01-02-p4.md")

    assert "_posts/2026-01-02-p4.md" in {problem.file for problem in check()}


def test_a_changed_setting_of_a_rule_checks_all_files_again(
    check: Callable[[], list[Problem]], check_file: list[str], workshop: Workshop
) -> None:
    check()
    check_file.clear()

    workshop.config("allforces: {search: false, checks: {description_length: 80}}")
    check()

    assert len(check_file) == 3


def test_another_severity_checks_nothing_again(
    check: Callable[[], list[Problem]], check_file: list[str], workshop: Workshop
) -> None:
    check()
    check_file.clear()

    workshop.config("allforces: {search: false, checks: {rules: {end-marker: note}}}")

    assert {problem.severity.value for problem in check()} == {"note"}
    assert check_file == []


@pytest.mark.parametrize("content", [b"", b"no database at all", b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_broken_parse_cache_does_no_harm(
    check: Callable[[], list[Problem]], workshop: Workshop, content: bytes
) -> None:
    first = check()
    for file in (workshop.root / "cache").rglob("parse-cache.sqlite"):
        file.write_bytes(content)

    assert check() == first
    assert check() == first


def test_a_truncated_parse_cache_does_no_harm(check: Callable[[], list[Problem]], workshop: Workshop) -> None:
    first = check()
    (parse_cache,) = (workshop.root / "cache" / "checks").rglob("parse-cache.sqlite")
    whole = parse_cache.read_bytes()
    for start in range(0, len(whole), 1500):
        parse_cache.write_bytes(whole[:start] + b"\0" * 700 + whole[start + 700 :])
        assert check() == first


def test_a_result_of_another_shape_is_computed_again() -> None:
    assert unpacked(b"\x93\x01\x02\x03", file_results._DECODER) is None


@pytest.mark.process
def test_two_processes_find_what_one_finds(workshop: Workshop) -> None:
    for number in range(100):
        body = f"本文です。\n\n{MARKER}\n" if number % 3 else "本文です。\n"
        workshop.post(f"2026-02-{number % 28 + 1:02}-p{number}", "title: 題", body)
    alone = BuildOptions(workshop.source, workshop.output, 1)
    found = check_site(alone, NOW).problems

    assert check_site(BuildOptions(workshop.source, workshop.output, 2), NOW).problems == found
    assert len([problem for problem in found if problem.code == "end-marker"]) == 66


def test_a_file_that_goes_while_it_is_checked_has_no_findings(workshop: Workshop) -> None:
    files = [FileToCheck("_posts/gone.md", str(workshop.source / "_posts/gone.md"), True)]

    with file_results.ParseCache(None) as parse_cache:
        assert file_results.check_files(files, Config(), 1, parse_cache, lambda _: None).results == [
            FileResult((), None)
        ]


def test_a_file_that_is_not_text_is_reported_once_by_reading(workshop: Workshop) -> None:
    path: Path = workshop.write("content/_posts/2026-01-05-bytes.md", b"---\ntitle: a\n---\n\xff\xfe")
    options = BuildOptions(workshop.source, workshop.output, 1)

    problems = [problem for problem in check_site(options, NOW).problems if problem.file]

    assert [(problem.file, problem.code in RULE_OF) for problem in problems] == [
        (f"_posts/{path.name}", False)
    ]
