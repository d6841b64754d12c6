"""What a short text can grow to is bounded, and the author is told where a bound was met."""

from __future__ import annotations

import pytest

from allforces_site.markdown import render
from allforces_site.model import Document

TIMES = 20


def grown(body: str) -> tuple[float, Document]:
    document = render(body, first_line=5)
    return len(document.html.encode()) / len(body.encode()), document


@pytest.mark.parametrize(
    "body",
    [
        "[a]: /" + "u" * 20_000 + "\n\n" + "[a] " * 5_000,
        "[a]: /" + "u" * 20_000 + "\n\n" + "![a] " * 5_000,
        '[a]: /u "' + "t" * 20_000 + '"\n\n' + "[a] " * 5_000,
        '{:x: title="' + "t" * 900 + '"}\n\n' + "`a`{:x} " * 5_000,
        '{:x: title="' + "t" * 900 + '"}\n\n' + "a\n{:x}\n\n" * 5_000,
    ],
)
def test_what_is_defined_once_and_used_often_is_left_out_from_some_line_on(body: str) -> None:
    times, document = grown(body)

    assert times < TIMES
    assert document.limited_from is not None
    assert 7 <= document.limited_from <= body.count("\n") + 5
    assert document.text.count("a") >= 5_000


def test_definitions_in_common_use_are_never_left_out() -> None:
    body = "[a]: https://example.com/" + "u" * 200 + "\n{:x: .button title='題'}\n\n" + "[a]{:x} " * 50
    document = render(body)

    assert document.limited_from is None
    assert document.html.count("<a ") == 50


def test_the_first_hundred_marks_of_a_note_are_what_it_leads_back_to() -> None:
    times, document = grown("[^1] " * 5_000 + "\n\n[^1]: 註\n")

    assert times < TIMES
    assert document.html.count('class="footnote-backref"') == 100
    assert document.html.count('<sup class="footnote-ref"><a href="#fn1"') == 5_000
    assert document.html.count('id="fnref1:99"') == 1


def test_brackets_may_be_nested_as_deep_as_an_author_likes() -> None:
    assert render("[" * 300 + "a](/x)" + "]" * 299).html.count('<a href="/x">a</a>') == 1


def test_pictures_in_words_of_pictures_end_at_the_third() -> None:
    two, five = (render("![" * n + "a" + "](/x)" * n).html for n in (2, 5))

    assert (two.count("<img"), two.count("![")) == (1, 0)
    assert (five.count("<img"), five.count("![")) == (1, 2)


def test_a_label_that_holds_a_bracket_is_none() -> None:
    assert render("[foo]: /x\n\n[foo][b[ar]").html == '<p><a href="/x">foo</a>[b[ar]</p>\n'
