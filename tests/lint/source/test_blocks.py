from __future__ import annotations

import pytest

from allforces_site.lint.source.blocks import BlockKind, read_blocks


@pytest.mark.parametrize("line", ["<https://example.com/>を見る。", "<mailto:a@example.com>"])
def test_a_paragraph_may_begin_with_an_address(line: str) -> None:
    assert [block.kind for block in read_blocks(line, 0, 1)] == [BlockKind.PARAGRAPH]


@pytest.mark.parametrize("line", ["<div>", "</div>", "<!-- 覚え書き -->", '<img src="a.png">', "<?php ?>"])
def test_a_tag_at_a_lines_beginning_makes_a_block_of_html(line: str) -> None:
    assert [block.kind for block in read_blocks(line, 0, 1)] == [BlockKind.HTML]


def kinds(text: str) -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.text) for block in read_blocks(text, 0, 1)]


def test_a_line_of_dashes_below_some_words_makes_a_heading() -> None:
    assert kinds("湯の温度\n---\n\n本文。") == [
        (BlockKind.HEADING, "湯の温度\n---"),
        (BlockKind.PARAGRAPH, "本文。"),
    ]


@pytest.mark.parametrize("between", ["- 急須", "> 引用"])
def test_dashes_below_a_list_make_no_heading_of_the_line_above_it(between: str) -> None:
    assert kinds(f"茶の道具\n{between}\n---\n")[0][0] is BlockKind.PARAGRAPH
