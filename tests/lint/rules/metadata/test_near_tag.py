from __future__ import annotations

from allforces_site.errors import Problem
from tests.lint.rules.conftest import Check


def found(check: Check, *tags: str) -> list[Problem]:
    files = {
        f"_posts/2026-01-0{number}-tea.md": f"---\ntitle: 茶{number}\ntags: {names}\n---\n{number}杯目。\n"
        for number, names in enumerate(tags, 1)
    }
    return [problem for problem in check(files) if problem.code in ("near-tag", "single-tag")]


def test_an_odd_spelling_is_found_once_in_the_first_post_that_has_it(check: Check) -> None:
    (problem,) = found(check, "[LLM]", "[LLM]", "[LLM]", "[LLMs]", "[LLMs]")

    assert problem.code == "near-tag"
    assert (problem.file, problem.line) == ("_posts/2026-01-04-tea.md", 3)
    assert str(problem.message) == 'tag "LLMs" (2 posts) is nearly "LLM" (3 posts)'
    assert "2026-01-05-tea.md" in str(problem.hint)


def test_each_odd_spelling_has_its_own_finding(check: Check) -> None:
    problems = found(check, "[LLM]", "[LLM]", "[LLMs]", '["技術: LLM"]')

    assert [problem.code for problem in problems] == ["near-tag", "near-tag"]


def test_case_and_width_are_the_build_s_business(check: Check) -> None:
    assert found(check, "[LLM]", "[llm]", "[ＬＬＭ]") == []


def test_long_lists_of_files_are_shortened(check: Check) -> None:
    (problem,) = found(check, *["[LLM]"] * 5, *["[LLMs]"] * 4)

    assert str(problem.hint).endswith("…")
