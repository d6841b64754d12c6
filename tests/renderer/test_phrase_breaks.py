"""Where titles may break, and where they must not."""

from __future__ import annotations

import subprocess
import sys

import pytest

from allforces_site.renderer.phrase_breaks import PhraseBreaks


@pytest.fixture(scope="module")
def japanese() -> PhraseBreaks:
    return PhraseBreaks("ja")


def test_a_title_may_break_between_its_phrases(japanese: PhraseBreaks) -> None:
    assert japanese.phrases("今日は良い天気です") == ["今日は", "良い", "天気です"]
    assert japanese("今日は良い天気です") == ('<span class="phrases">今日は<wbr>良い<wbr>天気です</span>')


@pytest.mark.parametrize(
    ("title", "together"),
    [
        ("2026年の生成AIを読む", "2026年"),
        ("応募は10月まで", "10月"),
        ("GPT-4oの性能を測る", "GPT-4o"),
        ("AI Act適用開始で変わること", "Act"),
    ],
)
def test_numbers_and_latin_words_stay_whole(japanese: PhraseBreaks, title: str, together: str) -> None:
    assert any(together in phrase for phrase in japanese.phrases(title))


@pytest.mark.parametrize(
    "title",
    [
        "自動運転の最新動向｜レベル別の現状と各社の戦略",
        "競争力強化｜現場で読み解く要点",
        "議事録の要約：誰が読むのか、何に使うのか？",
        "読まれる規程（ひな形つき）を作る",
    ],
)
def test_no_line_begins_with_what_ends_one(japanese: PhraseBreaks, title: str) -> None:
    phrases = japanese.phrases(title)

    assert len(phrases) > 1
    assert not any(phrase[0] in "｜：、。？）" for phrase in phrases)


def test_a_line_may_end_after_the_bar_before_a_subtitle(japanese: PhraseBreaks) -> None:
    phrases = japanese.phrases("自動運転の最新動向｜レベル別の現状")

    assert any(phrase.endswith("｜") for phrase in phrases)


@pytest.mark.parametrize(
    "title", ["", "。", "A", "あ", "｜", "、、、", " 前後に空白 ", "1,000億円", "🍵とお茶", "\u200b間"]
)
def test_phrases_together_are_the_title(japanese: PhraseBreaks, title: str) -> None:
    phrases = japanese.phrases(title)

    assert "".join(phrases) == title
    assert all(phrases)


def test_a_title_is_escaped(japanese: PhraseBreaks) -> None:
    shown = japanese("<b>太字</b>と&を使う話")

    assert "&lt;b&gt;" in shown
    assert "&amp;" in shown
    assert "<b>" not in shown


@pytest.mark.parametrize(
    ("language", "title"), [("ja", "A title"), ("en", "今日は良い天気です"), ("zh-TW", "今天天氣很好")]
)
def test_other_languages_stay_as_they_are(language: str, title: str) -> None:
    assert PhraseBreaks(language)(title) == title


def test_a_region_of_japanese_is_japanese() -> None:
    assert "<wbr>" in PhraseBreaks("ja-JP")("今日は良い天気です")


def test_a_title_that_stands_in_many_lists_is_parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    new = PhraseBreaks("ja")
    phrases = new.phrases
    monkeypatch.setattr(new, "phrases", lambda title: asked.append(title) or phrases(title))

    assert len({new("今日は良い天気です") for _ in range(5)}) == 1
    assert asked == ["今日は良い天気です"]


def test_budoux_is_not_imported_before_a_title_is_asked_for() -> None:
    code = (
        "import sys; from allforces_site.renderer.phrase_breaks import PhraseBreaks; PhraseBreaks('ja')('A');"
        "print('budoux' in sys.modules)"
    )

    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "False"
