"""The parts of a block that no emphasis and no pair of brackets reaches beyond."""

from __future__ import annotations

import re
from collections.abc import Iterator

from allforces_site.lint.source.blocks import ITEM_MARK, Block, BlockKind
from allforces_site.text.late_pattern import late_pattern

# The beginning of an item, up to its text.
ITEM = late_pattern(rf"^[ \t]*{ITEM_MARK}[ \t]+", re.MULTILINE)


def parts_of(block: Block) -> Iterator[tuple[int, int]]:
    """The spans of a list's items or a table's rows in the text of the block, or that of any other block."""
    if block.kind is BlockKind.TABLE:
        ends = [found.end() for found in re.finditer(r"\n", block.text)]
    elif block.kind is BlockKind.LIST:
        ends = [found.start() for found in ITEM.finditer(block.text) if found.start()]
    else:
        ends = []
    yield from zip([0, *ends], [*ends, len(block.text)], strict=True)
