"""Full-width spaces at a paragraph's start, as Japanese authors indent it.

CommonMark strips ASCII spaces and tabs only, and so does kramdown; markdown-it-py strips all spaces
that Unicode knows.
"""

from __future__ import annotations

from markdown_it.rules_block import StateBlock, paragraph

IDEOGRAPHIC_SPACE = "\u3000"


def paragraph_with_wide_spaces(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Block rule in place of markdown-it's own: the same paragraph, its full-width spaces kept."""
    found = paragraph(state, start_line, end_line, silent)
    inline = state.tokens[-2]
    if found and inline.type == "inline" and inline.map:
        source = state.getLines(inline.map[0], inline.map[1], state.blkIndent, False)
        inline.content = source.strip(" \t\n")
    return found
