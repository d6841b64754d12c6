from __future__ import annotations

import pytest

from allforces_site.lint.rules.leftovers.chinese_form import RULE
from allforces_site.lint.source.scripts import chinese_forms
from tests.lint.rules.conftest import find


@pytest.mark.parametrize("char", "们购说发东车语电")
def test_simplified_characters_are_chinese(char: str) -> None:
    (finding,) = find(RULE, f"港の{char}が届きます。\n")

    assert (finding.line, finding.column) == (4, 3)
    assert char in str(finding.message)


@pytest.mark.parametrize("char", "国学会体礼来万与号区医独双蚕円髙﨑彅鷗剝叱")
def test_characters_that_japanese_has_too_are_fine(char: str) -> None:
    assert chinese_forms(f"港の{char}") == frozenset()


def test_a_character_is_found_where_a_post_first_has_it() -> None:
    (title,) = find(RULE, "购入します。购入しました。\n", "title: 购入")
    first, second = find(RULE, "购入します。\n\n购入した车です。\n")

    assert title.line == 2
    assert (first.line, second.line) == (4, 6)


@pytest.mark.parametrize(
    "text",
    [
        "看板は「车站」です。",
        "駅（车站）です。",
        "`车`です。",
        "```\n车\n```",
        "🚢が着く。",
        "[广州车站](https://example.cn/)を見ます。",
        "- [车站 – 简介](https://example.cn/)",
    ],
)
def test_names_and_examples_are_fine(text: str) -> None:
    assert find(RULE, f"{text}\n") == []


def test_a_link_with_japanese_words_is_judged() -> None:
    assert len(find(RULE, "[购入の仕方](/tea/)を見ます。\n")) == 1


def test_a_chinese_text_is_not_judged() -> None:
    assert find(RULE, "车站在这里。\n", "title: 試験\nlang: zh-Hans") == []
