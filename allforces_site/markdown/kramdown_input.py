"""Where kramdown's own parser (`input: kramdown`) reads blocks in another way than its GFM parser.

Fences are of `~` alone, and `#Heading` needs no space.
Source: kramdown 2.4, parser/kramdown/header.rb and codeblock.rb.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.fence import make_fence_rule

_HEADING = re.compile(r"(?P<signs>#{1,6})[ \t]*(?P<text>[^ \t\n].*)")
_CLOSING = re.compile(r"(?<!\\)#+$")
# Blocks that begin below a paragraph only after a blank line, also with `gfm_quirks` without `paragraph_end`.
_BELOW_BLANK = frozenset({"fence", "blockquote", "hr", "list", "list_below_text", "heading", "table"})


def use_kramdown_blocks(md: MarkdownIt) -> None:
    """Replaces the rules of fences and headings."""
    for name, rule in (("fence", make_fence_rule(markers=("~",))), ("heading", tight_heading)):
        alternatives = next(known.alt for known in md.block.ruler.__rules__ if known.name == name)
        md.block.ruler.at(name, rule, {"alt": alternatives})


def keep_paragraphs_whole(md: MarkdownIt) -> None:
    """Lets these blocks begin only after a blank line."""
    for rule in md.block.ruler.__rules__:
        if rule.name in _BELOW_BLANK:
            rule.alt = [name for name in rule.alt if name != "paragraph"]


def tight_heading(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:  # noqa: ARG001
    """Block rule: `#Heading`, with or without a space."""
    if state.is_code_block(start_line):
        return False
    start = state.bMarks[start_line] + state.tShift[start_line]
    match = _HEADING.fullmatch(state.src[start : state.eMarks[start_line]])
    text = _CLOSING.sub("", match["text"].rstrip()).rstrip() if match else ""
    if match is None or not text:
        return False
    if not silent:
        tag, lines = f"h{len(match['signs'])}", [start_line, start_line + 1]
        state.line = start_line + 1
        state.push("heading_open", tag, 1).map = lines
        inline = state.push("inline", "", 0)
        inline.content, inline.map, inline.children = text, lines, []
        state.push("heading_close", tag, -1)
    return True
