"""The filter `phrases` marks where a title may break."""

from __future__ import annotations

import pytest

from allforces_site.renderer import phrase_breaks
from allforces_site.renderer.phrase_breaks import PhraseBreaks


@pytest.fixture
def japanese() -> PhraseBreaks:
    return PhraseBreaks("ja")


def test_a_title_may_break_between_its_phrases(japanese: PhraseBreaks) -> None:
    assert japanese("今日は良い天気です") == '<span class="phrases">今日は<wbr>良い<wbr>天気です</span>'


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


def test_a_title_in_many_lists_is_parsed_once(
    monkeypatch: pytest.MonkeyPatch, japanese: PhraseBreaks
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(phrase_breaks, "phrases", lambda title: asked.append(title) or [title[:2], title[2:]])

    assert len({japanese("今日は良い天気です") for _ in range(5)}) == 1
    assert asked == ["今日は良い天気です"]


def test_phrases_found_when_the_post_was_read_are_not_looked_for_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    title = "今日は良い天気です"
    monkeypatch.setattr(phrase_breaks, "phrases", None)

    assert PhraseBreaks("ja", {title: ["今日は", "良い天気です"]})(title).count("<wbr>") == 1
