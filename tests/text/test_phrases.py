"""Where the titles of a Japanese site may break, and where they must not."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allforces_site.text.phrases import _chunks, _model, has_phrases, phrases


def test_a_title_may_break_between_its_phrases() -> None:
    assert phrases("今日は良い天気です") == ["今日は", "良い", "天気です"]


@pytest.mark.parametrize(
    ("title", "together"),
    [
        ("2026年の生成AIを読む", "2026年"),
        ("応募は10月まで", "10月"),
        ("GPT-4oの性能を測る", "GPT-4o"),
        ("AI Act適用開始で変わること", "Act"),
    ],
)
def test_numbers_and_latin_words_stay_whole(title: str, together: str) -> None:
    assert any(together in phrase for phrase in phrases(title))


@pytest.mark.parametrize(
    "title",
    [
        "自動運転の最新動向｜レベル別の現状と各社の戦略",
        "競争力強化｜現場で読み解く要点",
        "議事録の要約：誰が読むのか、何に使うのか？",
        "読まれる規程（ひな形つき）を作る",
    ],
)
def test_no_line_begins_with_a_mark_that_ends_one(title: str) -> None:
    parts = phrases(title)

    assert len(parts) > 1
    assert not any(phrase[0] in "｜：、。？）" for phrase in parts)


def test_a_line_may_end_after_the_bar_before_a_subtitle() -> None:
    parts = phrases("自動運転の最新動向｜レベル別の現状")

    assert any(phrase.endswith("｜") for phrase in parts)


@given(
    st.text(
        st.sampled_from("今日は良い天気ですのでをに、。ーアプリGPT-4 o|｜２年🍵") | st.characters(),
        max_size=30,
    )
)
def test_titles_are_split_as_budoux_splits_them(title: str) -> None:
    from budoux import load_default_japanese_parser

    assert _chunks(title, _model()) == load_default_japanese_parser().parse(title)


@pytest.mark.parametrize(
    "title", ["", "。", "A", "あ", "｜", "、、、", " 前後に空白 ", "1,000億円", "🍵とお茶", "\u200b間"]
)
def test_phrases_together_are_the_title(title: str) -> None:
    parts = phrases(title)

    assert "".join(parts) == title
    assert all(parts)


@pytest.mark.parametrize(
    ("title", "language"), [("A title", "ja"), ("今日は良い天気です", "en"), ("今天天氣很好", "zh-TW")]
)
def test_other_languages_and_latin_titles_have_none(title: str, language: str) -> None:
    assert not has_phrases(title, language)


@pytest.mark.process
def test_budoux_is_not_imported_before_a_title_is_split() -> None:
    code = (
        "import sys; from allforces_site.renderer.phrase_breaks import PhraseBreaks; PhraseBreaks('ja')('A');"
        "print('budoux' in sys.modules)"
    )

    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "False"
