"""Limits on how far a short text can grow, and the line from which a limit applies."""

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
def test_definitions_that_are_used_too_often_are_ignored_from_some_line_on(body: str) -> None:
    times, document = grown(body)

    assert times < TIMES
    assert document.limited_from is not None
    assert 7 <= document.limited_from <= body.count("\n") + 5
    assert document.text.count("a") >= 5_000


def test_ordinary_use_of_definitions_meets_no_limit() -> None:
    body = "[a]: https://example.com/" + "u" * 200 + "\n{:x: .button title='題'}\n\n" + "[a]{:x} " * 50
    document = render(body)

    assert document.limited_from is None
    assert document.html.count("<a ") == 50


def test_a_note_links_back_to_its_first_hundred_marks() -> None:
    times, document = grown("[^1] " * 5_000 + "\n\n[^1]: 註\n")

    assert times < TIMES
    assert document.html.count('class="footnote-backref"') == 100
    assert document.html.count('<sup class="footnote-ref"><a href="#fn1"') == 5_000
    assert document.html.count('id="fnref1:99"') == 1


def test_brackets_may_be_nested_as_deep_as_an_author_likes() -> None:
    assert render("[" * 300 + "a](/x)" + "]" * 299).html.count('<a href="/x">a</a>') == 1


def test_pictures_in_the_texts_of_pictures_are_nested_three_deep_at_most() -> None:
    two, five = (render("![" * n + "a" + "](/x)" * n).html for n in (2, 5))

    assert (two.count("<img"), two.count("![")) == (1, 0)
    assert (five.count("<img"), five.count("![")) == (1, 2)


def test_a_label_may_not_hold_a_bracket() -> None:
    assert render("[foo]: /x\n\n[foo][b[ar]").html == '<p><a href="/x">foo</a>[b[ar]</p>\n'
