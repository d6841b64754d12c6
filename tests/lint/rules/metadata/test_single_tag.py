from __future__ import annotations

from tests.lint.rules.conftest import Check
from tests.lint.rules.metadata.test_near_tag import found


def test_a_tag_of_one_post_is_reported_once(check: Check) -> None:
    (problem,) = found(check, "[茶, 静岡]", "[茶]")

    assert (problem.code, problem.file, problem.line) == ("single-tag", "_posts/2026-01-01-tea.md", 3)
    assert '"静岡"' in str(problem.message)


def test_tags_of_two_posts_are_fine(check: Check) -> None:
    assert found(check, "[茶, 静岡]", "[茶, 静岡]") == []


def test_the_only_post_of_a_site_may_have_tags_of_its_own(check: Check) -> None:
    assert found(check, "[茶, 静岡]") == []


def test_nearly_equal_tags_are_left_to_the_other_rule(check: Check) -> None:
    assert [problem.code for problem in found(check, "[LLM]", "[LLMs]")] == ["near-tag"]
