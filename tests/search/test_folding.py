"""Texts that are the same to a reader are equal when folded."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allforces_site.search.folding import BREAK, fold, fold_keeping_case

SAME = [
    ("ＡＩ", "ai"),
    ("ﾃﾞｰﾀ", "データ"),
    ("か\u3099", "が"),
    ("生成 AI を", "生成AIを"),
    ("サーバー", "サーバ"),
    ("サーバー管理", "サーバ管理"),
    ("ユーザーー", "ユーザ"),
    ("ヴァイオリン", "バイオリン"),
    ("ラヴ", "ラブ"),
    ("資金・調達", "資金、調達"),
    ("GPT-4", "gpt 4"),
]
OTHER = [
    ("キー", "キ"),
    ("コピー", "コピ"),
    ("ユーザーインターフェース", "ユーザインターフェース"),
    ("ビール", "ビル"),
    ("はは", "ハハ"),
    ("資金 調達", "資金調達"),
    ("machine learning", "machinelearning"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_word_are_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_different_words_stay_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_capitals_are_kept_where_they_split_words() -> None:
    assert fold_keeping_case("ChatGPT、ＡＰＩ") == f"ChatGPT{BREAK}API"


@given(st.text(st.sampled_from("AaＡ 1サバーヴァィｶﾞゞ々生成。、-\n\u3099é①㍿𠮷")))
def test_width_and_composition_of_letters_make_no_difference(text: str) -> None:
    assert fold(unicodedata.normalize("NFC", text)) == fold(text)


@given(st.text(st.sampled_from("生成aA1 、。-\n_・")))
def test_runs_of_letters_are_separated_by_one_break(text: str) -> None:
    assert BREAK * 2 not in fold(text)
