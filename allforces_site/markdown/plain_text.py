"""What a reader sees of inline tokens, as plain text."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.token import Token

# Tokens whose content is HTML already. `FINISHED` is the inside of a paragraph, the others are blocks: a
# heading's inside, a whole list, and one paragraph's inside or those of several with the tags between.
FINISHED = "finished"
HEADING = "heading"
LIST = "list"
PROSE = "prose"
FINISHED_BLOCKS = frozenset({HEADING, LIST, PROSE})
# What their `meta` holds: the text that a reader sees, a line for each paragraph; and, where there are
# any, targets of links with their lines.
TEXT = "text"
LINKS = "links"


def visible_text(children: Sequence[Token]) -> str:
    """The text of inline tokens, entities resolved, without tags and pictures.

    A line break that shows as a space is one; a hard break is a newline.
    """
    if len(children) == 1 and children[0].type == "text":
        return children[0].content
    if len(children) == 1 and children[0].type == FINISHED:
        return str(children[0].meta[TEXT])
    parts: list[str] = []
    for token in children:
        kind = token.type
        if kind in ("text", "code_inline"):
            parts.append(token.content)
        elif kind == "softbreak":
            parts.append(" ")
        elif kind == "hardbreak" or (kind == "html_inline" and token.content[:3].lower() == "<br"):
            parts.append("\n")
    return "".join(parts)


def heading_text(children: Sequence[Token]) -> str:
    """The text of a heading: on one line, whatever breaks it holds."""
    return visible_text(children).replace("\n", " ").strip()
