from __future__ import annotations

import re
from collections import Counter

import pytest

from allforces_site.check.formats.editor_page.problem_texts import problem_text
from allforces_site.lint.problem_codes import PROBLEMS
from allforces_site.lint.registry import RULE_OF
from allforces_site.messages.message import in_language

JAPANESE = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")
CODES = [*sorted(RULE_OF), *sorted(PROBLEMS)]


@pytest.mark.parametrize("code", CODES)
def test_every_rule_and_problem_has_a_title_in_english_and_japanese(code: str) -> None:
    title = problem_text(code).title

    assert not JAPANESE.search(str(title))
    assert JAPANESE.search(in_language(title, "ja"))
    assert str(title)[-1] != "." and in_language(title, "ja")[-1] not in "。、"


@pytest.mark.parametrize("code", sorted(RULE_OF))
def test_every_rule_has_advice_in_english_and_japanese(code: str) -> None:
    advice = problem_text(code).advice

    assert advice is not None
    assert str(advice).endswith(".")
    assert JAPANESE.search(in_language(advice, "ja")) and in_language(advice, "ja").endswith("。")


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_no_two_problems_have_one_title(lang: str) -> None:
    titles = Counter(in_language(problem_text(code).title, lang) for code in CODES)

    assert [title for title, count in titles.items() if count > 1] == []


def test_what_has_no_title_is_named_by_its_code() -> None:
    assert str(problem_text("no-such").title) == "no-such"
