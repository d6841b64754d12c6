"""Tables as kramdown 2.4 finds them, whose answers these are."""

from __future__ import annotations

import re

import pytest

from allforces_site.markdown import render


def _table(body: str) -> str:
    """The HTML without the box around tables, line breaks and lists' tags at the ends."""
    html = re.sub(r'<div class="table-scroll"[^>]*>|</div>', "", render(body).html)
    return re.sub(r"\s*(<[^>]*>)\s*", r"\1", html)


def _rows(*rows: str) -> str:
    cells = ("".join(f"<td>{cell}</td>" for cell in row.split("・")) for row in rows)
    return f"<table><tbody>{''.join(f'<tr>{row}</tr>' for row in cells)}</tbody></table>"


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("日本 | 東京", _rows("日本・東京")),
        ("a | b\nc | d", _rows("a・b", "c・d")),
        ("| a | b |", _rows("a・b")),
        ("a | b | c\nd | e", _rows("a・b・c", "d・e・")),
        ("a||b", _rows("a・・b")),
        ("a \\| b | c", _rows("a | b・c")),
        ("`a|b` | c", _rows("<code>a|b</code>・c")),
        ("*a | b*", _rows("*a・b*")),
        ("|---|---|\n| a | b |", _rows("a・b")),
        ("[a | b](/c)", _rows("[a・b](/c)")),
        ("- a | b\n- c", f"<ul><li>{_rows('a・b')}</li><li>c</li></ul>"),
        ("- x\n\n  a | b", f"<ul><li><p>x</p>{_rows('a・b')}</li></ul>"),
        ("- a | b\n  - e | f", f"<ul><li>{_rows('a・b')}<ul><li>{_rows('e・f')}</li></ul></li></ul>"),
        ("1. a | b", f"<ol><li>{_rows('a・b')}</li></ol>"),
        ("> a | b", f"<blockquote>{_rows('a・b')}</blockquote>"),
        ("a | b\n{: .x}", _rows("a・b").replace("<table>", '<table class="x">')),
        ("a | b\n\nc | d", _rows("a・b") + _rows("c・d")),
        ("x\n: a | b", f"<dl><dt>x</dt><dd>{_rows('a・b')}</dd></dl>"),
    ],
)
def test_lines_that_all_hold_a_pipe_are_a_table(body: str, html: str) -> None:
    assert _table(body) == html


@pytest.mark.parametrize(
    "body",
    [
        "日本｜東京",
        "text\na | b",
        "a | b\ntext",
        "a | b | c\nd",
        "`a | b`",
        "`a|b` c",
        "a \\| b",
        "<b>a | b</b>",
        "a &#124; b",
        "$$a|b$$",
        "- x\n  a | b",
        "> a | b\ntext",
        "- a | b\ntext",
        "# h\na | b",
        "`a\nb | c` | d\ne | f",
        "a | b\n- c",
        "a | b\n# c",
    ],
)
def test_other_lines_with_a_pipe_are_text(body: str) -> None:
    assert "<table" not in render(body).html


def test_a_line_of_dashes_below_makes_a_heading() -> None:
    assert render("a | b\n---").html == '<h2 id="a--b">a | b</h2>\n'


def test_head_foot_and_alignment_are_those_of_the_separators() -> None:
    body = "| a | b |\n|:-:+--:|\n| `x|y` | d |\n|---|---|\n| e | f |\n|===|===|\n| g | h |"
    html = _table(body)
    for style, cells in (("center", "aceg"), ("right", "bdfh")):
        assert re.findall(f'<t[hd] style="text-align:{style}">([a-z]|<code>x.y</code>)</t[hd]>', html) == [
            "<code>x|y</code>" if cell == "c" else cell for cell in cells
        ]
    assert re.findall("<t(?:head|body|foot)>", html) == ["<thead>", "<tbody>", "<tbody>", "<tfoot>"]


def test_a_table_of_github_below_a_line_of_text_stays_one() -> None:
    assert "<p>text:</p>" in render("text:\n| a | b |\n|---|---|\n| c | d |").html
    assert "<td>c</td>" in render("text:\n| a | b |\n|---|---|\n| c | d |").html
