from __future__ import annotations

import pytest

from allforces_site.lint.source.blocks import Block, BlockKind
from allforces_site.lint.source.html_parts import html_parts


def parts_of(html: str) -> list[tuple[BlockKind, int, str]]:
    block = Block(BlockKind.HTML, 0, len(html), 4, html)
    return [(part.kind, part.line, part.text) for part in html_parts(block)]


def test_headings_and_paragraphs_are_parts_with_their_lines() -> None:
    assert parts_of("<h3>港</h3>\n<p>船が\n出る。</p>\n客が乗る。") == [
        (BlockKind.HEADING, 4, "<h3>港</h3>"),
        (BlockKind.PARAGRAPH, 5, "<p>船が\n出る。</p>"),
        (BlockKind.PARAGRAPH, 7, "客が乗る。"),
    ]


@pytest.mark.parametrize(
    "html",
    [
        '<div class="box">\n<p>船が出る。</p>\n</div>',
        "<p>船が出る。\n客が乗る。",
        "<p>船</p><p>客</p>\n<table><tr><td>港</td></tr></table>",
        "<!-- 港 -->",
    ],
)
def test_other_html_has_no_parts(html: str) -> None:
    assert parts_of(html) == []
