"""An ordered list may begin right below a line of text with any number, as in kramdown.

CommonMark allows only 1 there, so that a line such as "1984. A novel" in the middle of a text is no list.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

# CommonMark's longest number, and kramdown's sign after it; an empty item begins no list below text.
_ITEM = re.compile(r"\d{1,9}\.[ \t]+\S", re.ASCII)


def list_below_text(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:  # noqa: ARG001
    """Block rule that only ends paragraphs: whether an ordered list begins at `start_line`.

    markdown-it's own rule reads the list then.
    """
    if not silent or state.parentType != "paragraph" or state.is_code_block(start_line):
        return False
    if state.sCount[start_line] < state.blkIndent:
        return False
    return _ITEM.match(state.src, state.bMarks[start_line] + state.tShift[start_line]) is not None
