from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allforces_site.compare.texts import first_difference, is_kept, kept_share, plain


@pytest.mark.parametrize(
    ("old", "new", "share"),
    [
        ("新茶です。", "新茶です。", 1.0),
        ("新茶です。", "", 0.0),
        ("新茶です。", "新茶です。お米です。", 1.0),
        ("新茶と米", "新茶", 0.5),
        ("one two three four", "one three", 0.5),
        ("one", "eno", 0.0),
        ("", "新茶", 1.0),
    ],
)
def test_the_share_counts_words_and_single_japanese_characters(old: str, new: str, share: float) -> None:
    assert kept_share(old, new) == share


@pytest.mark.parametrize(("end", "is_enough"), [(90, True), (89, False), (0, False)])
def test_nine_tenths_of_a_text_are_enough(end: int, is_enough: bool) -> None:
    text = "".join(chr(0x4E00 + number) for number in range(100))

    assert is_kept(text, text[:end]) is is_enough


def test_very_long_texts_are_compared_by_their_words_alone() -> None:
    old = "茶" * 60_000
    assert kept_share(old, "茶" * 45_000) == 0.75


def test_what_could_act_on_a_terminal_is_not_shown() -> None:
    assert plain("a\x1b[31m\tb\u202ec\x00\udcff  か\u3099") == "a\ufffd[31m b\ufffdc\ufffd\ufffd が"


def test_an_excerpt_of_a_text_that_was_only_continued_shows_the_addition() -> None:
    assert first_difference("新茶です。", "新茶です。\nお米です。") == ("新茶です。", "新茶です。 お米です。")


# The tokens that the documentation describes: words, single Japanese characters, single signs.
TOKENS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|\w+|[^\w\s]")
TEXTS = st.lists(
    st.sampled_from(["新", "茶", "AI", "the tea", "a", "b1", "。", ",", " ", "\n", "AI技術"])
).map("".join)


def longest_common(old: list[str], new: list[str]) -> int:
    """The length of the longest common subsequence, as it is defined."""
    row = [0] * (len(new) + 1)
    for token in old:
        above = row[:]
        for at, other in enumerate(new, 1):
            row[at] = above[at - 1] + 1 if token == other else max(above[at], row[at - 1])
    return row[-1]


@given(TEXTS, TEXTS, st.sampled_from([0.0, 0.5, 0.9]))
def test_the_share_is_that_of_the_longest_common_subsequence(old: str, new: str, least: float) -> None:
    tokens = TOKENS.findall(old)
    share = longest_common(tokens, TOKENS.findall(new)) / len(tokens) if tokens else 1.0

    assert kept_share(old, new, least) == share or (share < least and kept_share(old, new, least) < least)
