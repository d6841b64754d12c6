"""Anchors of headings and the generated table of contents."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allforces_site.markdown import render
from allforces_site.model import Heading


def ids(body: str) -> list[str]:
    return [heading.id for heading in render(body).headings]


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("Hello World", "hello-world"),
        ("AIの「導入」と、その先", "aiの導入とその先"),
        ("全角　空白", "全角空白"),
        ("A & B! x_y -- z", "a--b-x_y--z"),
        ("`code` **太字** [連結](/x)", "code-太字-連結"),
        ("① ½ Ⅳ", "--ⅳ"),
        ("🎉 祝", "-祝"),
        ("ΑΣ ΟΔΟΣ", "ασ-οδοσ"),
        ("！！", "section"),
    ],
)
def test_an_anchor_is_the_same_as_kramdowns(heading: str, anchor: str) -> None:
    assert ids(f"## {heading}") == [anchor]


def test_second_and_third_heading_of_the_same_text_get_numbers() -> None:
    assert ids("# 題\n\n# 題\n\n# 題") == ["題", "題-1", "題-2"]


def test_an_explicit_id_wins_and_is_used_once() -> None:
    assert ids("# 題\n\n# 別 {#題}\n\n# 三\n{: #題-1}") == ["題-2", "題", "題-1"]


def test_generated_anchor_avoids_a_heading_that_looks_numbered() -> None:
    assert ids("# a\n\n# a\n\n# a-1") == ["a", "a-1", "a-1-1"]


def test_heading_without_a_space_is_text() -> None:
    assert render("#見出し").html == "<p>#見出し</p>\n"


def test_a_heading_has_its_level_text_and_line() -> None:
    document = render("序\n\n## **太字** &amp; `x`\n\n題\n===\n", first_line=10)
    assert document.headings == (Heading(2, "太字--x", "太字 & x", 12), Heading(1, "題", "題", 14))


LINES = ["# a", "# a-1", "# a {#a}", "# b {#a-1}", "# !", "# a\n{: #a-2}"]


@given(st.lists(st.sampled_from(LINES), max_size=9))
def test_generated_anchors_are_unique(lines: list[str]) -> None:
    explicit = {"a", "a-1", "a-2"}
    found = ids("\n\n".join(lines))
    generated = [name for name, line in zip(found, lines, strict=True) if "#" not in line[1:]]
    assert len(set(generated)) == len(generated)
    assert all(name for name in found)
    assert not set(generated) & {name for name in explicit if any(f"#{name}}}" in line for line in lines)}


def test_table_of_contents_replaces_its_list() -> None:
    html = render("* 目次\n{:toc}\n\n# い\n\n### ろ\n\n## は\n\n# `に` [ほ](/x)").html
    assert html.startswith(
        '<ul id="markdown-toc">\n'
        '<li><a href="#い" id="markdown-toc-い">い</a>\n<ul>\n'
        '<li><a href="#ろ" id="markdown-toc-ろ">ろ</a></li>\n'
        '<li><a href="#は" id="markdown-toc-は">は</a></li>\n</ul>\n</li>\n'
        '<li><a href="#に-ほ" id="markdown-toc-に-ほ"><code>に</code> ほ</a></li>\n</ul>\n'
    )


def test_table_of_contents_can_be_numbered_and_named() -> None:
    html = render("1. 目次\n{:toc #mine .side}\n\n# い").html
    assert html.startswith('<ol id="mine" class="side">\n<li><a href="#い" id="mine-い">')


def test_only_a_list_becomes_a_table_of_contents() -> None:
    html = render("文\n{:toc}\n\n* x\n{:toc}\n\n# い").html
    assert html.startswith('<p>文</p>\n<ul id="markdown-toc">')


def test_heading_marked_no_toc_is_left_out() -> None:
    html = render("# 目次\n{:.no_toc}\n\n* x\n{:toc}\n\n# い").html
    assert "#目次" not in html
    assert 'href="#い"' in html


def test_the_table_of_contents_is_not_part_of_the_text() -> None:
    document = render("* 目次\n{:toc}\n\n# い\n\n文")
    assert document.text == "い\n文"
    assert document.links == ()
