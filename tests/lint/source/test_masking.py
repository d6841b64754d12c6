from __future__ import annotations

import time

import pytest

from allforces_site.lint.source.masking import without_code, without_quoted


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("前`b`後", "前   後"),
        ("前``b`c``後", "前       後"),
        ("前`b後", "前`b後"),
        ("``前`b`後", "``前   後"),
        ("`a`と`b`", "   と   "),
        ("コードなし", "コードなし"),
    ],
)
def test_code_spans_give_way_to_blanks(text: str, left: str) -> None:
    assert without_code(text) == left


def test_quoted_words_give_way_to_blanks() -> None:
    assert (
        without_quoted("彼は「はい」と『いいえ』と言った。「閉じない")
        == "彼は    と     と言った。「閉じない"
    )


def test_straight_quotation_marks_are_neither_inches_nor_values_of_attributes() -> None:
    assert without_quoted('言葉"As an AI"は') == "言葉" + " " * 10 + "は"
    for text in ('5" と 6" の皿', '<a href="/tea/">茶</a>', 'a"b"c'):
        assert without_quoted(text) == text


@pytest.mark.parametrize("sign", ["`", "``a", "`a``", "「", "「あ", "“"])
def test_a_long_run_of_one_sign_takes_no_long_time(sign: str) -> None:
    start = time.process_time()
    text = sign * (500_000 // len(sign))
    without_code(text)
    without_quoted(text)

    assert time.process_time() - start < 2
