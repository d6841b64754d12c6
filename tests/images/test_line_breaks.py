"""Titles in lines: no line begins or ends with a forbidden character, and nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allforces_site.images.line_breaks import NOT_FIRST, NOT_LAST, break_evenly, break_lines, shorten


def width(text: str) -> float:
    """As many units as characters; Latin ones are half as wide."""
    return sum(0.5 if character.isascii() else 1.0 for character in text)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("あいうえおかき", ["あいうえお", "かき"]),
        ("あいうえお、かき", ["あいうえ", "お、かき"]),
        ("あいうえ「かき」", ["あいうえ", "「かき」"]),
        ("あいうえおっか", ["あいうえ", "おっか"]),
        ("あいうGPT-5か", ["あいう", "GPT-5か"]),
        ("あい うえおか", ["あい うえ", "おか"]),
        ("あいうえお かき", ["あいうえお", "かき"]),
        ("", []),
        ("  ", []),
    ],
)
def test_lines_break_by_the_rules_of_japanese_typesetting(text: str, lines: list[str]) -> None:
    assert break_lines(text, 5, width) == lines


def test_a_word_longer_than_a_line_is_broken_nevertheless() -> None:
    assert break_lines("a" * 25, 5, width) == ["a" * 10, "a" * 10, "a" * 5]


titles = st.text(alphabet="あいうっー、。」「（）aZ9 -…", max_size=40)


@given(text=titles, most=st.integers(8, 30))
def test_nothing_is_lost_and_no_line_is_too_wide(text: str, most: int) -> None:
    for lines in (break_lines(text, most, width), break_evenly(text, most, width)):
        assert "".join(lines).replace(" ", "") == "".join(text.split())
        assert all(width(line) <= most for line in lines)


@given(text=st.text(alphabet="あいうえおっ、。」「", max_size=30))
def test_no_line_begins_or_ends_with_a_forbidden_character(text: str) -> None:
    lines = break_lines(text, 12, width)
    # A run of marks that is longer than a line has no good place to break.
    if all(len(run) < 12 for run in text.replace("あ", " ").replace("い", " ").split()):
        assert not [line for line in lines[1:] if line[0] in NOT_FIRST]
        assert not [line for line in lines[:-1] if line[-1] in NOT_LAST]


def test_even_lines_leave_no_last_character_alone() -> None:
    assert break_lines("あいうえおかきくけこさ", 10, width) == ["あいうえおかきくけこ", "さ"]
    assert [len(line) for line in break_evenly("あいうえおかきくけこさ", 10, width)] == [6, 5]


def test_a_title_that_does_not_fit_ends_in_an_ellipsis() -> None:
    lines = shorten(["あいうえお", "かきくけ「", "さ"], 2, 5, width)

    assert lines == ["あいうえお", "かきくけ…"]
    assert shorten(["あ"], 2, 5, width) == ["あ"]
