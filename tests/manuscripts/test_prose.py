from __future__ import annotations

from time import process_time

from allforces_site.manuscripts.prose import folded, plain


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
