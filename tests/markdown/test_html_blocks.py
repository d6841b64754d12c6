"""Raw HTML up to its end tag. Where it says so, the answers are those of kramdown 2.4 for GFM."""

from __future__ import annotations

import re

import pytest

from allforces_site import markdown
from allforces_site.markdown.html_blocks import OddElement

# Bodies and what kramdown makes of them; it writes an empty line between blocks, which readers do not see.
AS_KRAMDOWN = [
    (
        "<div>\n\n    <p>a</p>\n\n</div>\n\n**b**",
        "<div>\n\n    <p>a</p>\n\n</div>\n<p><strong>b</strong></p>",
    ),
    (
        "<div>\n<div>\n\n    x\n</div>\n\n**a**\n\n</div>\n\n**b**",
        "<div>\n<div>\n\n    x\n</div>\n\n**a**\n\n</div>\n<p><strong>b</strong></p>",
    ),
    (
        "<div>\n\n<script>\n'</div>'\n\n</script>\n\n    x\n</div>\n\n**b**",
        "<div>\n\n<script>\n'</div>'\n\n</script>\n\n    x\n</div>\n<p><strong>b</strong></p>",
    ),
    (
        "<div>\n\n<!-- </div> -->\n\n    x\n</div>\n**b**",
        "<div>\n\n<!-- </div> -->\n\n    x\n</div>\n<p><strong>b</strong></p>",
    ),
    ("<div>a</div>\n**b**", "<div>a</div>\n<p><strong>b</strong></p>"),
    ("<div>a</div>\n- b", "<div>a</div>\n<ul>\n<li>b</li>\n</ul>"),
    ("文\n<div>\n\n    x\n</div>\n\n**b**", "<p>文</p>\n<div>\n\n    x\n</div>\n<p><strong>b</strong></p>"),
    (
        "- <div>\n\n      x\n\n  </div>\n- b",
        "<ul>\n<li>\n<div>\n\n    x\n\n</div>\n</li>\n<li>b</li>\n</ul>",
    ),
    (
        "> <div>\n>\n>     x\n>\n> </div>\n\n**b**",
        "<blockquote>\n<div>\n\n    x\n\n</div>\n</blockquote>\n<p><strong>b</strong></p>",
    ),
    (
        "<details>\n<summary>題</summary>\n\n**a**\n\n    x\n\n</details>",
        "<details>\n<summary>題</summary>\n\n**a**\n\n    x\n\n</details>",
    ),
    ("<span>a</span> **b**", "<p><span>a</span> <strong>b</strong></p>"),
    (
        '<div\n  class="x"\n  id="y">\n\n    z\n\n</div>\n\n**b**',
        '<div class="x" id="y">\n\n    z\n\n</div>\n<p><strong>b</strong></p>',
    ),
    (
        '<div>\n<div markdown="1">\n\n**a**\n\n</div>\n\n    y\n</div>\n\n**b**',
        "<div>\n<div>\n<p><strong>a</strong></p>\n</div>\n\n    y\n</div>\n<p><strong>b</strong></p>",
    ),
    ("<my-box>\n\n    x\n\n</my-box>\n\n**b**", "<my-box>\n\n    x\n\n</my-box>\n<p><strong>b</strong></p>"),
    ("<center>\n\n**a**\n\n</center>", "<center>\n\n**a**\n\n</center>"),
    ("<p>a</p> <p>b\n\n    c</p>\n\n**d**", "<p>a</p>\n<p>b\n\n    c</p>\n<p><strong>d</strong></p>"),
    (
        "<div>\n\n    x\n</div><div>\n\n    y\n</div>\n\n**d**",
        "<div>\n\n    x\n</div>\n<div>\n\n    y\n</div>\n<p><strong>d</strong></p>",
    ),
    ("   <div>\n\n    x\n\n   </div>", "<div>\n\n    x\n\n   </div>"),
    (
        "<div>a</div>\n文\n<div>b</div>\n\n    c",
        "<div>a</div>\n<p>文</p>\n<div>b</div>\n<pre><code>c\n</code></pre>",
    ),
    (
        "<ul>\n\n    <li>a</li>\n\n    <li>b</li>\n\n</ul>",
        "<ul>\n\n    <li>a</li>\n\n    <li>b</li>\n\n</ul>",
    ),
    (
        "<table>\n  <tr>\n\n    <td>a</td>\n\n  </tr>\n</table>\n**b**",
        "<table>\n  <tr>\n\n    <td>a</td>\n\n  </tr>\n</table>\n<p><strong>b</strong></p>",
    ),
    ("<div>\n```\n</div>\n\n**b**", "<div>\n```\n</div>\n<p><strong>b</strong></p>"),
]


def words(html: str) -> str:
    return re.sub(r"\s+", "", html)


@pytest.mark.parametrize(("body", "html"), AS_KRAMDOWN)
def test_an_element_is_kept_up_to_its_end_tag_as_in_kramdown(body: str, html: str) -> None:
    assert words(markdown.render(body).html) == words(html)


@pytest.mark.parametrize(
    ("body", "html"),
    [
        # kramdown takes the rest of the text, or shows the end tag as text.
        ("<div>\n\n**a**", "<div>\n<p><strong>a</strong></p>\n"),
        ("<div><p>a</div>\n\n**b**", "<div><p>a</div>\n<p><strong>b</strong></p>\n"),
        ("<ul>\n\n    <li>a\n\n</ul>\n\n**c**", "<ul>\n\n    <li>a\n\n</ul>\n<p><strong>c</strong></p>\n"),
        (
            "- <div>\n\n  **a**\n\n</div>",
            "<ul>\n<li>\n<div>\n<p><strong>a</strong></p>\n</li>\n</ul>\n</div>",
        ),
        ("</div>\n\n**b**", "</div>\n<p><strong>b</strong></p>\n"),
        # kramdown makes Markdown of the text behind an end tag, and code of what is indented below it.
        ("<div>a</div> **b**\n\nc", "<div>a</div> **b**\n<p>c</p>\n"),
        ("<div>a</div>\n    <p>x</p>\n\nb", "<div>a</div>\n    <p>x</p>\n<p>b</p>\n"),
        # kramdown sees no tag in an attribute with a hyphen and without quotation marks.
        ("<div id=a-b>\n\n    x\n\n</div>", "<div id=a-b>\n\n    x\n\n</div>"),
        ("<div />\n\n**b**\n\n</div>", "<div />\n<p><strong>b</strong></p>\n</div>"),
        ("<a>\n\n    y\n\n</a>", "<a>\n<pre><code>y\n</code></pre>\n</a>"),
        ("文\n<x-a>\n**b**\n</x-a>", "<p>文\n<x-a>\n<strong>b</strong>\n</x-a></p>\n"),
        ("<x-a>a</x-a> **b**", "<p><x-a>a</x-a> <strong>b</strong></p>\n"),
    ],
)
def test_other_raw_html_ends_at_an_empty_line_as_in_commonmark(body: str, html: str) -> None:
    assert markdown.render(body).html == html


@pytest.mark.parametrize(
    "above", ["<hr>", "<br>", "</div>", "<div>", "<!-- a -->", "<img src='a'>", "<p>a</p> b"]
)
def test_an_element_below_other_html_is_kept_too(above: str) -> None:
    body = f"{above}\n<table>\n\n    <tr></tr>\n\n</table>\n\n**b**"
    assert markdown.render(body).html == body.replace("\n\n**b**", "\n<p><strong>b</strong></p>\n")


def test_headings_and_links_in_an_element_have_their_lines() -> None:
    document = markdown.render(
        '<div>\n\n    <h2 id="a">題</h2>\n\n    <a href="/x/">港</a>\n\n</div>\n\n# 末'
    )

    assert [(heading.text, heading.line) for heading in document.headings] == [("題", 3), ("末", 9)]
    assert [(link.target, link.line) for link in document.links] == [("/x/", 5)]
    assert document.text == "題\n港\n末"


@pytest.mark.parametrize(
    ("body", "odd"),
    [
        ("文\n\n<div>\n\n**a**", OddElement(2, "div", None)),
        ("- <div>\n\n  a\n\n</div>", OddElement(0, "div", None)),
        ("<my-box>\n\na", OddElement(0, "my-box", None)),
        ("<details>\n<summary>題</summary>\n\n**a**\n\n</details>", OddElement(0, "details", 3)),
        ("> <div>\n>\n> - a\n>\n> </div>", OddElement(0, "div", 2)),
        ("<div>\n\n文の[港](/a/)\n\n</div>", OddElement(0, "div", 2)),
        ("<div>\n\n## 題\n\n</div>", OddElement(0, "div", 2)),
    ],
)
def test_an_element_without_end_and_markdown_that_is_not_rendered_are_reported(
    body: str, odd: OddElement
) -> None:
    assert markdown.odd_elements(body) == [odd]


@pytest.mark.parametrize(
    "body",
    [
        "<div>\n\n    <p>a - b</p>\n\n文\n\n</div>",
        "<p>文\n\n<li>文",
        '<div markdown="1">\n\n**a**\n\n</div>',
        '<div>\n\n<div markdown="1">\n\n**a**\n\n</div>\n\n</div>',
        "<div>\n\n<script>\n\n- 1\n\n</script>\n\n</div>",
        "<div>\n**a**\n</div>",
        "<br>\n\n<hr>\n\n<img>",
        "```\n<div>\n```\n\n`<div>`",
        "<span>\n\n**a**",
        "    <div>",
        "<https://example.com/>",
        "- <https://example.com/?a=1>",
        "> <https://example.com/a/>\n\n文",
    ],
)
def test_nothing_else_is_reported(body: str) -> None:
    assert markdown.odd_elements(body) == []
