"""Headings and paragraphs in a block of raw HTML, each a block of its own for comparing texts."""

from __future__ import annotations

import re

from allforces_site.lint.source.blocks import Block, BlockKind
from allforces_site.text.late_pattern import late_pattern

_TEXT = late_pattern(
    r"^[ \t]*<(?P<tag>h[1-6]|p|ul|ol)(?:\s[^<>]*)?>(?:(?!<(?:h[1-6]|p|ul|ol)\b).)*?</(?P=tag)>[ \t]*$"
    r"|^[ \t]*[^<\s][^\n]*$",
    re.MULTILINE | re.DOTALL,
)
# Anything else is no text that could be compared: a box, a table, a film, a script.
_OTHER = late_pattern(
    r"</?(?!(?:h[1-6]|p|ul|ol|li|a|b|strong|em|i|br|span|code|small)\b)[a-zA-Z!?]", re.IGNORECASE
)


def html_parts(block: Block) -> list[Block]:
    """The headings and texts of a block of HTML that begins with one of them and has nothing else; each is on
    lines of its own."""
    if _OTHER.search(block.text) is not None or _TEXT.match(block.text) is None:
        return []
    parts, at = [], 0
    for found in _TEXT.finditer(block.text):
        if block.text[at : found.start()].strip():
            return []
        at = found.end()
        kind = BlockKind.HEADING if (found["tag"] or "").startswith("h") else BlockKind.PARAGRAPH
        line = block.line + block.text.count("\n", 0, found.start())
        parts.append(Block(kind, block.start + found.start(), block.start + at, line, found[0]))
    return parts if not block.text[at:].strip() else []
