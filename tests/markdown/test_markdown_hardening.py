"""No text makes the parser fail, or makes it slow out of proportion."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from allforces_site.markdown import read_html, render

MANY = 10_000
HOSTILE = {
    "quotes": ">" * MANY,
    "brackets": "[" * MANY,
    "pictures": "![" * (MANY // 2),
    "stars": "*" * MANY,
    "open emphasis": "**a " * MANY,
    "backticks": "".join("`" * (i % 100) + " " for i in range(MANY // 10)),
    "nested lists": "".join(" " * i + "- a\n" for i in range(300)),
    "attribute lists": "{:" * MANY,
    "attribute values": '{: a="' * MANY,
    "attribute lines": "{:.a}\n" * MANY,
    "comments": "{::comment}\n" * MANY,
    "comments in a line": "a {::comment} " * MANY,
    "raw blocks": '<div markdown="1">\n' * MANY,
    "nested raw blocks": '<div markdown="1">\n' * 300 + "a\n" + "</div>\n" * 300,
    "footnotes": "[^a" * (MANY // 2),
    "addresses": "http://" * MANY,
    "closing brackets": "http://a.example" + ")" * MANY,
    "entities": "http://a.example/" + "&a;" * MANY,
    "letters before an at sign": "a" * MANY + " @",
    "wide lines": "あ<b>\n" * MANY,
    "tags": "<a " * MANY,
    "open fence": "```python\n" + "a = 1\n" * 1000,
    "code in a table": "x | " + "<code " * MANY,
    "comments in a table": "x | " + "<!--" * MANY,
    "elements in a table": "x | " + "".join(f"<t{i}>" for i in range(MANY // 2)),
    "dashes of a table": "x|\n|" + "-" * MANY * 4 + "x",
    "short rows": "|" * 3000 + "\n" + "|\n" * 5000,
    "controls": "".join(map(chr, range(32))) * 100,
}
PIECES = [
    "{:",
    ".a",
    "}",
    "{::comment}",
    "{::nomarkdown}",
    "{:/}",
    "{:toc}",
    "{:x: .y}",
    "{#a}",
    "*",
    "**",
    "_",
    "~~",
    "`",
    "```",
    "~~~",
    "\n",
    "\n\n",
    "    ",
    "- ",
    "1. ",
    "> ",
    "# ",
    "|",
    "|-|",
    "[^1]",
    "[^1]: ",
    "[",
    "](",
    ")",
    "![",
    '<div markdown="1">',
    "</div>",
    '<p markdown="span">',
    '<a href="x">',
    "</a>",
    "<!--",
    "-->",
    ": ",
    "[x] ",
    "http://a.bc",
    "www.a.b",
    "a@b.c",
    "あ",
    "「",
    "」",
    "한",
    "\ufe0f",
    "\U000e0100",
    "\0",
    "\x01",
    "&#0;",
    "&amp;",
    "\\",
    "---",
    "===",
    "a",
    "\t",
    "\r",
    '"',
    "<br>",
    "<pre>",
    "<script>",
    "\u3000",
]
BODIES = st.one_of(st.lists(st.sampled_from(PIECES), max_size=40).map("".join), st.text(max_size=200))


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_renders_in_time(name: str) -> None:
    start = time.process_time()
    render(HOSTILE[name])
    # The slowest takes 0.6 s on the machine it was written on; quadratic ones took 10 s and more.
    assert time.process_time() - start < 6


@pytest.mark.slow
def test_deeply_nested_html_is_read_in_time() -> None:
    start = time.process_time()
    for tag in ("<div>", "<b>x", "<p>a", "<table><tr>", "<h1>"):
        read_html(tag * MANY)
    assert time.process_time() - start < 6


def test_five_megabytes_render() -> None:
    paragraph = (
        "ただの**「文」**が続く段落で、どの段落にも同じ長さの文が並びますが、終わりまで全部が読めます。\n\n"
    )
    document = render((paragraph * 100_000)[: 5_000_000 // 3])
    assert document.as_written_from is None
    assert document.html.count("<strong>") > 30_000


@pytest.mark.slow
@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow])
@given(BODIES)
def test_no_text_fails_and_no_nul_is_shown(body: str) -> None:
    lines = body.count("\n") + body.count("\r") + 1
    markdown, html = render(body), read_html(body)
    for shown in (markdown.html, markdown.text, markdown.first_paragraph, html.text, html.first_paragraph):
        assert "\0" not in shown
    assert html.html == body
    for found in (*markdown.headings, *markdown.links, *html.headings, *html.links):
        assert 1 <= found.line <= lines


@pytest.mark.slow
@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(BODIES)
def test_rendering_twice_gives_the_same(body: str) -> None:
    assert render(body) == render(body)
