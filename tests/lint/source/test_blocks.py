from __future__ import annotations

import time

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


def test_code_in_an_item_is_a_block_and_its_list_goes_on() -> None:
    items = "1.  朝です。\n    ```sh\n    ls\n\n    ls -l\n    ```\n    昼です。\n2.  夜です。\n"
    text = f"{items}\n文です。\n\n    ```\n"

    found = [(block.kind, block.line) for block in read_blocks(text, 0, 1)]

    assert found == [
        (BlockKind.LIST, 1),
        (BlockKind.CODE, 2),
        (BlockKind.LIST, 7),
        (BlockKind.PARAGRAPH, 10),
        (BlockKind.CODE, 12),
    ]


def test_thousands_of_fences_in_items_take_no_long_time() -> None:
    start = time.process_time()

    assert len(read_blocks("- 朝\n    ```sh\n" * 5000, 0, 1)) == 1
    assert time.process_time() - start < 5
