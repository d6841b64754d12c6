from __future__ import annotations

import unicodedata
from time import process_time

from hypothesis import given
from hypothesis import strategies as st

from allforces_site.lint.source.prose import folded, plain


def test_footnotes_are_no_words() -> None:
    assert (
        plain("窯は三つある。[^1] 薪は松だ[^pine]。\n[^1]: 聞き取りによる。")
        == "窯は三つある。 薪は松だ。\n 聞き取りによる。"
    )


def test_a_long_row_of_signs_is_read_at_once() -> None:
    before = process_time()
    plain("[^" * 200_000)

    assert process_time() - before < 5


def test_marks_of_emphasis_and_code_are_no_words() -> None:
    assert plain("**窯**と*火*と`薪`と~~灰~~と__土__、snake_case") == "窯と火と薪と灰と土、snake_case"


def test_folded_words_are_equal_whatever_their_spaces_width_and_case() -> None:
    assert folded("ＡＩ の\u3000茶園\u00a0\n") == folded("aiの茶園")


def test_every_character_is_folded_as_nfkc_has_it() -> None:
    characters = (chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000)

    assert all(
        folded(char) == "".join(unicodedata.normalize("NFKC", char).split()).casefold() for char in characters
    )


@given(st.text(st.sampled_from("あがかハ゛゙ﾊﾞパ！Ａ…　漢ｶé\u0301"), max_size=8))
def test_characters_that_join_are_folded_as_nfkc_has_them(text: str) -> None:
    assert folded(text) == "".join(unicodedata.normalize("NFKC", text).split()).casefold()
