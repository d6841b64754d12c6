"""Excerpts: folded to one line, cut at a sentence's end, never inside what belongs together."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allforces_site.text.excerpts import fold, plain_excerpt, separated

OPENERS, CLOSERS = "「『（(【《〈“", "」』）)】》〉”"


# ---- one line --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("お茶を\n飲む", "お茶を飲む"),
        ("お茶を\r\n  飲む", "お茶を飲む"),
        ("お茶。\n\n飲む", "お茶。飲む"),
        ("お茶を  飲む", "お茶を 飲む"),
        ("お茶\u3000飲む", "お茶 飲む"),
        ("tea\nお茶", "tea お茶"),
        ("お茶\ntea", "お茶 tea"),
        ("green\n\ttea", "green tea"),
        ("한국\n한국", "한국 한국"),
        ("お茶\n한국", "お茶 한국"),
        ("お茶。\ntea", "お茶。tea"),
        ("tea\n「お茶」", "tea「お茶」"),
        ("tea、\n\tgreen", "tea、green"),
        ("お茶。 tea", "お茶。 tea"),
        ("「책」\n한국", "「책」 한국"),
        ("葛\U000e0100\n城", "葛\U000e0100城"),
        ("か\u3099\nき", "か\u3099き"),
        (" \n お茶 \n ", "お茶"),
        ("", ""),
        (" \n", ""),
    ],
)
def test_a_line_break_between_wide_characters_or_beside_full_width_punctuation_vanishes(
    text: str, folded: str
) -> None:
    assert fold(text) == folded


# ---- where it ends ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "limit", "excerpt"),
    [
        # short enough
        ("お茶を飲む", 5, "お茶を飲む"),
        ("お茶\nを飲む", 5, "お茶を飲む"),
        # after the last sentence within reach
        ("朝。昼。夜は長く続きます。", 8, "朝。昼。"),
        ("朝です！昼です？夜は長く続く", 10, "朝です！昼です？"),
        ("本当!?そうだと聞いたけれど", 8, "本当!?"),
        ("待って……そして次の話をする", 9, "待って……"),
        ("「行く。」と言った後に帰った", 10, "「行く。」"),
        ("朝（昼です。）夜は長く続きます", 10, "朝（昼です。）"),
        ("One day. Two days later it rained.", 20, "One day."),
        ('He said "no." Then he left the room.', 20, 'He said "no."'),
        # not a sentence's end
        ("版は3.5で、Node.jsが要る話です。", 12, "版は3.5で…"),
        ("The U.S. market grew by a half", 20, "The U.S. market…"),
        ("https://a.jp/?b=cを開いてください", 16, "https://a.jp/?b…"),
        ("Yahoo!の検索とAIの検索を比べる", 12, "Yahoo!の検索と…"),
        ("値は３．５でした、とても高いです", 10, "値は３．５でした…"),
        # a sentence's end inside a bracket does not count
        ("朝。彼は「行く。すぐ行く。」と言う", 10, "朝。"),
        ("彼はこう言う、「行く。すぐ行く。」と", 14, "彼はこう言う…"),
        # at a clause, or between two characters
        ("朝も昼も夜も、ずっと雨が降っていた", 10, "朝も昼も夜も…"),
        ("朝、ずっとずっと雨が降っていた", 10, "朝、ずっとずっと雨…"),
        ("ずっとずっとずっと雨が降っていた", 10, "ずっとずっとずっと…"),
        ("green tea and black coffee", 18, "green tea and…"),
        ("abcdefghijklmnopqrstuvwxyz", 10, "abcdefghi…"),
        ("検索はGPT-5.2とGemini3.0が強い", 14, "検索はGPT-5.2と…"),
        ("約束は2026年12月31日まで続く", 10, "約束は2026年…"),
        # before a bracket, or inside the one that spans all
        ("朝も昼も夜も（ずっとずっと雨）だ", 10, "朝も昼も夜も…"),
        ("「ずっとずっとずっと雨が降る」と", 10, "「ずっとずっとず…」"),
        ("「『ずっとずっとずっと雨が降る』」", 10, "「『ずっとずっ…』」"),
        ("あ「ずっとずっとずっと雨が降る」と", 10, "あ「ずっとずっと…」"),
        # an unmatched bracket does not count
        ("「ずっとずっと。ずっと雨が降る", 10, "「ずっとずっと。"),
        ("ずっと」ずっと。ずっと雨が降る", 10, "ずっと」ずっと。"),
        # what a reader sees as one
        ("ああああ&amp;ああああああああ", 7, "ああああ…"),
        ("ああああ&amp;ああああああああ", 10, "ああああ&amp;…"),
        ("ああああか\u3099ああああ", 6, "ああああ…"),
        ("ああああ葛\U000e0100ああああ", 6, "ああああ…"),
        ("ああ👨‍👩‍👧‍👦ああああああ", 6, "ああ…"),
        ("ああ🇯🇵🇺🇸ああああああ", 6, "ああ🇯🇵…"),
        ("ああ👍🏽ああああああ", 4, "ああ…"),
        ("すごい！\ufe0fああああああ", 5, "すごい…"),
        ("ああああ\ud83d\ude00ああああ", 6, "ああああ…"),
        # nothing fits
        ("お茶を飲む", 1, "…"),
        ("👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 5, "…"),
        ("「お茶」を飲む", 2, "…"),
    ],
)
def test_an_excerpt_ends_where_a_reader_would_stop(text: str, limit: int, excerpt: str) -> None:
    assert plain_excerpt(text, limit) == excerpt


def test_an_excerpt_has_120_characters_at_most_by_default() -> None:
    assert len(plain_excerpt("あ" * 120)) == 120
    assert plain_excerpt("あ" * 121) == "あ" * 119 + "…"


def test_an_excerpt_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="0 characters"):
        plain_excerpt("お茶", 0)


# ---- what always holds -----------------------------------------------------------------------

LIMITS = st.integers(min_value=1, max_value=40)
PROSE = st.text(alphabet="あ漢aB1。、.!? \n…&;か\u3099👍🏽\u200d🇯🇵ー" + OPENERS + CLOSERS, max_size=90)
BALANCED = st.recursive(
    st.text(alphabet="あ漢a1。、.! …", max_size=12),
    lambda inner: st.lists(
        st.builds(lambda text, n: OPENERS[n] + text + CLOSERS[n], inner, st.integers(0, len(OPENERS) - 1))
        | inner,
        max_size=4,
    ).map("".join),
)


def _is_balanced(text: str) -> bool:
    still_open: list[str] = []
    for char in text:
        if char in OPENERS:
            still_open.append(CLOSERS[OPENERS.index(char)])
        elif char in CLOSERS and (not still_open or still_open.pop() != char):
            return False
    return not still_open


@given(PROSE | st.text(), LIMITS)
def test_an_excerpt_is_never_longer_than_its_limit(text: str, limit: int) -> None:
    assert len(plain_excerpt(text, limit)) <= limit


@given(PROSE | st.text(), LIMITS)
def test_an_excerpt_of_an_excerpt_is_the_same(text: str, limit: int) -> None:
    excerpt = plain_excerpt(text, limit)
    assert plain_excerpt(excerpt, limit) == excerpt


@given(PROSE | BALANCED, LIMITS)
def test_an_excerpt_is_the_beginning_of_the_text(text: str, limit: int) -> None:
    excerpt = plain_excerpt(text, limit)
    beginning = re.sub(rf"…[{re.escape(CLOSERS)}]*\Z", "", excerpt)
    assert fold(text).startswith(beginning)


@given(BALANCED, LIMITS)
def test_brackets_stay_in_pairs(text: str, limit: int) -> None:
    assert _is_balanced(text)
    assert _is_balanced(plain_excerpt(text, limit))


@given(PROSE | st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert "\n" not in fold(text)


def test_a_long_text_of_brackets_takes_no_time() -> None:
    start = time.process_time()
    plain_excerpt("「（" * 5_000 + "あ" * 1_000 + "）」" * 5_000)
    plain_excerpt("（" * 20_000)
    assert time.process_time() - start < 2


# ---- the author's own separator --------------------------------------------------------------


def test_the_part_before_the_separator_is_the_excerpt() -> None:
    assert separated("一\n\n二\n<!--more-->\n三\n", "<!--more-->") == "一\n\n二\n"


def test_the_separator_works_in_a_file_with_crlf() -> None:
    assert separated("一\r\n\r\n<!--more-->\r\n二", "<!--more-->") == "一\n\n"
    assert separated("一\r\n---\r\n二", "\n---\n") == separated("一\n---\n二", "\r\n---\r\n") == "一"


def test_a_body_without_the_separator_has_no_part_before_it() -> None:
    assert separated("一\n二", "<!--more-->") is None


@pytest.mark.parametrize("separator", ["\n\n", "", " ", "\r\n\r\n"])
def test_a_separator_of_white_space_means_the_first_paragraph(separator: str) -> None:
    assert separated("一\n\n二", separator) is None


def test_a_body_that_begins_with_the_separator_has_an_empty_excerpt() -> None:
    assert separated("<!--more-->\n一", "<!--more-->") == ""


def test_separated_drops_references_to_footnotes_and_keeps_link_definitions() -> None:
    body = "文。[^a] [資料][doc] [^b]\n<!--more-->\n続き\n\n[^a]: 注\n[doc]: https://example.com/\n"

    assert separated(body, "<!--more-->") == "文。 [資料][doc] [^b]\n\n\n[doc]: https://example.com/"
