"""Ordered lists right below a line of text: kramdown's lists, with the numbers as written."""

from __future__ import annotations

import pytest

from allforces_site.markdown import render


@pytest.mark.parametrize("text", ["手順", "**手順**", "a | b", "one\ntwo"])
def test_a_list_may_begin_with_any_number(text: str) -> None:
    assert '</p>\n<ol start="2">\n<li>x</li>\n<li>y</li>\n</ol>' in render(f"{text}\n2. x\n3. y\n").html


@pytest.mark.parametrize("line", ["2.", "2.x", "2) x", "    2. x", "1234567890. x"])
def test_other_lines_that_begin_with_a_number_are_text(line: str) -> None:
    assert "<ol" not in render(f"手順\n{line}\n").html


def test_a_list_in_an_item_of_a_list_may_begin_with_any_number() -> None:
    assert render("- a\n  2. x\n").html.count('<ol start="2">') == 1
