"""Titles in lines: no line begins or ends with what must not, and nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allforces_site.images.line_breaks import NOT_FIRST, NOT_LAST, balanced, broken, shortened


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
def test_lines_break_as_japanese_typesetting_has_it(text: str, lines: list[str]) -> None:
    assert broken(text, 5, width) == lines


def test_a_word_longer_than_a_line_is_broken_all_the_same() -> None:
    assert broken("a" * 25, 5, width) == ["a" * 10, "a" * 10, "a" * 5]


titles = st.text(alphabet="あいうっー、。」「（）aZ9 -…", max_size=40)


@given(text=titles, most=st.integers(8, 30))
def test_nothing_is_lost_and_no_line_is_too_wide(text: str, most: int) -> None:
    for lines in (broken(text, most, width), balanced(text, most, width)):
        assert "".join(lines).replace(" ", "") == "".join(text.split())
        assert all(width(line) <= most for line in lines)


@given(text=st.text(alphabet="あいうえおっ、。」「", max_size=30))
def test_no_line_begins_or_ends_with_what_must_not(text: str) -> None:
    lines = broken(text, 12, width)
    # A run of marks that is longer than a line has no good place to break.
    if all(len(run) < 12 for run in text.replace("あ", " ").replace("い", " ").split()):
        assert not [line for line in lines[1:] if line[0] in NOT_FIRST]
        assert not [line for line in lines[:-1] if line[-1] in NOT_LAST]


def test_balanced_lines_leave_no_last_character_alone() -> None:
    assert broken("あいうえおかきくけこさ", 10, width) == ["あいうえおかきくけこ", "さ"]
    assert [len(line) for line in balanced("あいうえおかきくけこさ", 10, width)] == [6, 5]


def test_what_does_not_fit_ends_in_an_ellipsis() -> None:
    lines = shortened(["あいうえお", "かきくけ「", "さ"], 2, 5, width)

    assert lines == ["あいうえお", "かきくけ…"]
    assert shortened(["あ"], 2, 5, width) == ["あ"]
