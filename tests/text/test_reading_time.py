"""Reading time of Japanese, English and mixed text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allforces_site.text.reading_time import ReadingSpeed, reading_minutes

ONE_A_MINUTE = ReadingSpeed(cjk_chars_per_minute=1, words_per_minute=1)
DEFAULT = ReadingSpeed()


@pytest.mark.parametrize(
    "text", ["", " \n", "。、！？「」（）・…〜※→", "---", "😀👨‍👩‍👧🇯🇵1️⃣", "___", "\u3000", "\ufeff"]
)
def test_a_text_without_letters_takes_no_time(text: str) -> None:
    assert reading_minutes(text, DEFAULT) == 0


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("あ", 1), ("あ" * 500, 1), ("あ" * 501, 2), ("word " * 220, 1), ("word " * 221, 2),
     ("あ" * 250 + " word" * 110, 1), ("あ" * 251 + " word" * 110, 2)],
)  # fmt: skip
def test_minutes_are_rounded_up(text: str, minutes: int) -> None:
    assert reading_minutes(text, DEFAULT) == minutes


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("生成AIの導入", 6),
        ("ChatGPT-5.2を使う", 4),
        ("OpenAI's o3-mini", 2),
        ("人々〆ヶ月のサーバー", 10),
        ("ｶﾞｲﾄﾞ", 3),
        ("ガイド", 3),
        ("か\u3099", 1),
        ("ＡＩ", 1),
        ("２０２５年", 2),
        ("2025年9月11日", 6),
        ("3.14 100-200", 2),
        ("한국어", 3),
        ("ㄱㄴ", 2),
        ("𠮷野家", 3),
        ("﨑", 1),
        ("〇", 1),
        ("データ・サイエンス", 8),
        ("Crème brûlée", 2),
        ("cafe\u0301 au lait", 3),
        ("Привет, мир!", 2),
        ("end.Start – a.", 2),
        ("AI（人工知能）", 5),
    ],
)
def test_what_counts_as_one_unit(text: str, units: int) -> None:
    assert reading_minutes(text, ONE_A_MINUTE) == units


def test_the_speeds_are_the_ones_given() -> None:
    assert reading_minutes("あ" * 500, ReadingSpeed(cjk_chars_per_minute=100)) == 5
    assert reading_minutes("word " * 220, ReadingSpeed(words_per_minute=100)) == 3


@pytest.mark.parametrize("speeds", [(0, 220), (500, 0), (-1, 220)])
def test_a_speed_of_nothing_is_refused(speeds: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="reading speed"):
        ReadingSpeed(*speeds)


@given(st.text(), st.text())
def test_more_text_never_takes_less_time(first: str, second: str) -> None:
    together = reading_minutes(f"{first}\n{second}", ONE_A_MINUTE)
    assert together >= reading_minutes(first, ONE_A_MINUTE)
    assert together <= reading_minutes(first, ONE_A_MINUTE) + reading_minutes(second, ONE_A_MINUTE)


@given(st.text(st.sampled_from("aZ09'’.-_ \n、。「あ漢ガ…—（％！\u0301\u3099・*#|😀\ufe0f")))
def test_plain_words_are_counted_like_all_others(text: str) -> None:
    # A word with an accent anywhere in a text makes every word of it count by the general rule.
    assert reading_minutes(f"{text}\né", ONE_A_MINUTE) == reading_minutes(text, ONE_A_MINUTE) + 1


def test_plain_text_is_split_into_the_same_words_as_other_text() -> None:
    for code in (*range(0xD800), *range(0xE000, 0x10000), *range(0x1F000, 0x1FB00)):
        plain = f"a{chr(code)}b c"
        accented = f"{plain}\né"
        assert reading_minutes(accented, ONE_A_MINUTE) == reading_minutes(plain, ONE_A_MINUTE) + 1, hex(code)


def test_a_long_post_is_measured_in_a_moment() -> None:
    text = "生成AIの導入で、OpenAIのGPT-5が業務を変える。\n" * 500
    best = min(_seconds(text) for _ in range(5))
    assert best < 0.1  # CPU time; 0.4 ms was measured


def _seconds(text: str) -> float:
    start = time.process_time()
    reading_minutes(text, DEFAULT)
    return time.process_time() - start
