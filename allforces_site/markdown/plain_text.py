"""The text of inline tokens as a reader sees it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markdown_it.token import Token

# Types of tokens whose content is HTML already: the inside of a paragraph (`FINISHED`) or of a heading, a
# whole list, and the inside of one paragraph or of several with the tags between them (`PROSE`).
FINISHED = "finished"
HEADING = "heading"
LIST = "list"
PROSE = "prose"
FINISHED_BLOCKS = frozenset({HEADING, LIST, PROSE})
# Keys of their `meta`: the text that a reader sees, a line for each paragraph; and, if there are any, the
# targets of links with their lines.
TEXT = "text"
LINKS = "links"


class FinishedBlock(Token):
    """A token of one of the `FINISHED_BLOCKS`. Made in half the time, as most fields are the same in all."""

    nesting = 0
    children = None
    level = 0
    markup = ""
    info = ""
    block = True
    hidden = False

    def __init__(self, kind: str, tag: str, lines: list[int], content: str, meta: dict[str, Any]) -> None:
        """`lines` are the first line, counted from 0, and the one after the last."""
        self.type = kind
        self.tag = tag
        self.map = lines
        self.content = content
        self.meta = meta
        self.attrs = {}


def visible_text(children: Sequence[Token]) -> str:
    """Returns the text of inline tokens, entities resolved, without tags and pictures.

    A soft line break that shows becomes a space, a hard one a newline.
    """
    if len(children) == 1 and children[0].type == "text":
        return children[0].content
    if len(children) == 1 and children[0].type == FINISHED:
        return str(children[0].meta[TEXT])
    parts: list[str] = []
    for token in children:
        kind = token.type
        if kind in ("text", "code_inline", "entity"):
            parts.append(token.content)
        elif kind == "softbreak":
            parts.append(" ")
        elif kind == "hardbreak" or (kind == "html_inline" and token.content[:3].lower() == "<br"):
            parts.append("\n")
    return "".join(parts)


def heading_text(children: Sequence[Token]) -> str:
    """Returns the text of a heading on one line."""
    return visible_text(children).replace("\n", " ").strip()
