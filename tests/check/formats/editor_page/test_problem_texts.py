from __future__ import annotations

import re
from pathlib import Path

import pytest

from allforces_site.check.formats.editor_page.problem_texts import READING_TITLES, problem_text
from allforces_site.lint.registry import RULE_OF, RULES
from allforces_site.lint.rule import Rule

JAPANESE = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")
PROBLEMS = Path(__file__).parents[4] / "docs" / "problems.md"


@pytest.mark.parametrize("code", sorted(RULE_OF))
def test_every_rule_has_a_title_and_advice_in_japanese(code: str) -> None:
    text = problem_text(code)
    assert JAPANESE.search(text.title)
    assert text.title[-1] not in "。、"
    assert JAPANESE.search(text.advice)
    assert text.advice.endswith("。")


def test_a_rule_cannot_be_made_without_its_japanese_text() -> None:
    rule = RULES[0]

    with pytest.raises(TypeError, match="title_ja"):
        Rule(rule.code, rule.severity, rule.title, find=rule.find)  # type: ignore[call-arg]


def test_no_two_problems_have_one_title() -> None:
    titles = [rule.title_ja for rule in RULES] + list(READING_TITLES.values())

    assert len(titles) == len(set(titles))


def test_titles_of_reading_problems_are_of_documented_codes() -> None:
    documented = set(re.findall(r"^\| `([a-z0-9-]+)` \|", PROBLEMS.read_text("utf-8"), re.MULTILINE))

    assert set(READING_TITLES) <= documented
    assert not set(READING_TITLES) & set(RULE_OF)
    assert all(JAPANESE.search(title) for title in READING_TITLES.values())


def test_what_has_no_title_is_named_by_its_code() -> None:
    assert problem_text("no-such").title == "サイトの読み込みで見つかった問題（no-such）"
