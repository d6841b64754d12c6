from __future__ import annotations

from allforces_site.errors import Problem
from tests.lint.rules.conftest import Check

CONFIG = (
    "title: 試験\nurl: https://example.com\nallforces: {social_pictures: false, search: false}\n"
    "content_categories: [{name: AI技術ガイド, slug: tech}, {name: 暮らし, slug: life}]\n"
)


def found(check: Check, categories: str, config: str = CONFIG) -> list[Problem]:
    text = f"---\ntitle: 茶\n{categories}\n---\n本文です。\n"
    problems = check({"_config.yml": config, "_posts/2026-01-05-tea.md": text})
    return [problem for problem in problems if problem.code == "unknown-category"]


def test_an_unknown_category_is_found_with_the_nearest_known_one(check: Check) -> None:
    (problem,) = found(check, "categories: [AI技術ガイト]")

    assert problem.line == 3
    assert '"AI技術ガイド"' in str(problem.hint)


def test_where_none_is_near_the_hint_lists_them(check: Check) -> None:
    (problem,) = found(check, "category: 投資分析")

    assert problem.line == 3
    assert "AI技術ガイド, 暮らし" in str(problem.hint)


def test_known_categories_are_fine_in_any_case_and_width(check: Check) -> None:
    assert found(check, "categories: [ＡＩ技術ガイド, ai技術ガイド, 暮らし]") == []


def test_each_unknown_category_is_found(check: Check) -> None:
    assert len(found(check, "categories: [暮らし, 旅, 味]")) == 2


def test_without_configured_categories_all_are_fine(check: Check) -> None:
    assert found(check, "categories: [旅]", CONFIG.split("content_categories")[0]) == []
