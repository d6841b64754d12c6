from __future__ import annotations

import re
from pathlib import Path

import pytest

from allforces_site.check.formats.editor_page.reading_titles import READING_TITLES
from allforces_site.check.formats.editor_page.rule_texts import RULE_TEXTS, rule_text
from allforces_site.lint.registry import RULE_OF

JAPANESE = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")
PROBLEMS = Path(__file__).parents[4] / "docs" / "problems.md"


@pytest.mark.parametrize("code", sorted(RULE_OF))
def test_every_rule_has_a_title_and_advice_in_japanese(code: str) -> None:
    assert code in RULE_TEXTS, "write its title into editor_page/rule_texts.py"
    text = RULE_TEXTS[code]
    assert JAPANESE.search(text.title)
    assert text.title[-1] not in "。、"
    assert JAPANESE.search(text.advice)
    assert text.advice.endswith("。")


def test_no_text_is_of_a_rule_that_is_gone() -> None:
    assert set(RULE_TEXTS) <= set(RULE_OF)


def test_no_two_rules_have_one_title() -> None:
    titles = [text.title for text in RULE_TEXTS.values()] + list(READING_TITLES.values())

    assert len(titles) == len(set(titles))


def test_titles_of_what_reading_tells_are_of_documented_codes() -> None:
    documented = set(re.findall(r"^\| `([a-z0-9-]+)` \|", PROBLEMS.read_text("utf-8"), re.MULTILINE))

    assert set(READING_TITLES) <= documented
    assert all(JAPANESE.search(title) for title in READING_TITLES.values())


def test_what_has_no_title_is_named_by_its_code() -> None:
    assert rule_text("no-such").title == "サイトの読み込みで見つかった問題（no-such）"
