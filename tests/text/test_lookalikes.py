"""The differences of texts that look the same."""

from __future__ import annotations

import re
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allforces_site.messages.message import in_language
from allforces_site.text.lookalikes import (
    described,
    difference,
    distinguished,
    odd_character,
    plain_name,
    without_invisible,
)


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("AI", "A\u200bI", 'holds the invisible U+200B (zero width space)'),
        ("ガイド", normalize("NFD", "ガイド"), "is written with combining characters (not NFC)"),
        ("カ", "力", "U+529B (cjk unified ideograph-529b)"),
        ("パン", "バン", None),
        ("AI", "ai", None),
        ("AI", "AI", None),
        ("tag", "tаg", "U+0430 (cyrillic small letter a)"),
        ("コード", "コ―ド", "U+2015 (horizontal bar)"),
        ("a b", "a\u00a0b", "U+00A0 (no-break space)"),
        ("a b", "a\u3000b", "U+3000 (full-width space)"),
        ("茶・水", "茶･水", "U+FF65 (halfwidth katakana middle dot)"),
        ("a\u200b", "a\u200b\u200b", "different numbers of invisible characters"),
    ],
)  # fmt: skip
def test_texts_that_look_the_same_are_distinguished(first: str, second: str, found: str | None) -> None:
    for pair in ((first, second), (second, first)):
        named = difference(*pair)
        assert (named is None) if found is None else found in str(named)


def test_texts_that_look_different_have_no_difference_to_name() -> None:
    assert str(distinguished("茶", "水")) == ""


@given(st.text(max_size=8), st.text(max_size=8))
def test_a_difference_is_named_whichever_comes_first(first: str, second: str) -> None:
    assert (difference(first, second) is None) == (difference(second, first) is None)
    assert difference(first, first) is None


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("A\u200bI", "AI"),
        ("\ufeff茶", "茶"),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
        ("👨\u200d", "👨"),
        ("葛\U000e0100", "葛\U000e0100"),
    ],
)
def test_names_lose_invisible_characters_except_joiners_and_selectors(text: str, plain: str) -> None:
    assert without_invisible(text) == plain


def test_keys_lose_spaces_around_them_too() -> None:
    assert plain_name("\u3000ta\u200bgs\u00a0 ") == "tags"


def test_a_character_is_named_by_number_and_name() -> None:
    assert str(described("\u200b")) == "U+200B (zero width space)"
    assert str(described("\ue000")) == "U+E000"


@pytest.mark.parametrize(
    ("char", "in_japanese"),
    [
        ("\u200b", "U+200B（ゼロ幅スペース）"),
        ("カ", "U+30AB（カタカナのka）"),
        ("力", "U+529B（漢字529b）"),
        ("а", "U+0430（キリル文字のa）"),
        ("\ue000", "U+E000"),
    ],
)
def test_the_names_of_characters_that_deceive_are_translated(char: str, in_japanese: str) -> None:
    assert in_language(described(char), "ja") == in_japanese


def test_no_character_that_is_reported_has_an_english_name_in_japanese() -> None:
    odd = [chr(code) for code in range(0x10000) if odd_character(chr(code))]

    assert [char for char in odd if re.search("[a-z]{3}", in_language(described(char), "ja"))] == []
