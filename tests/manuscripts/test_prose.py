from __future__ import annotations

from time import process_time

from allforces_site.manuscripts.prose import plain


def test_footnotes_are_no_words() -> None:
    assert (
        plain("窯は三つある。[^1] 薪は松だ[^pine]。\n[^1]: 聞き取りによる。")
        == "窯は三つある。 薪は松だ。\n 聞き取りによる。"
    )


def test_a_long_row_of_signs_is_read_at_once() -> None:
    before = process_time()
    plain("[^" * 200_000)

    assert process_time() - before < 5
