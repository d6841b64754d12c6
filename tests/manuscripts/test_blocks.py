from __future__ import annotations

import pytest

from allforces_site.manuscripts.blocks import BlockKind, read_blocks


@pytest.mark.parametrize("line", ["<https://example.com/>を見る。", "<mailto:a@example.com>"])
def test_a_paragraph_may_begin_with_an_address(line: str) -> None:
    assert [block.kind for block in read_blocks(line, 0, 1)] == [BlockKind.PARAGRAPH]


@pytest.mark.parametrize("line", ["<div>", "</div>", "<!-- 覚え書き -->", '<img src="a.png">', "<?php ?>"])
def test_a_tag_at_a_lines_beginning_makes_a_block_of_html(line: str) -> None:
    assert [block.kind for block in read_blocks(line, 0, 1)] == [BlockKind.HTML]
