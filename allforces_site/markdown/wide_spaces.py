"""Keeps full-width spaces at a paragraph's start, with which Japanese authors indent it.

CommonMark and kramdown strip ASCII spaces and tabs only; markdown-it-py strips all Unicode spaces.
"""

from __future__ import annotations

from markdown_it.rules_block import StateBlock, paragraph

IDEOGRAPHIC_SPACE = "\u3000"


def paragraph_with_wide_spaces(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Block rule in place of markdown-it's own: the same paragraph, but with its full-width spaces."""
    is_paragraph = paragraph(state, start_line, end_line, silent)
    inline = state.tokens[-2]
    if is_paragraph and inline.type == "inline" and inline.map:
        source = state.getLines(inline.map[0], inline.map[1], state.blkIndent, False)
        inline.content = source.strip(" \t\n")
    return is_paragraph
