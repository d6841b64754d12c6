"""Names for tables: a wide table scrolls in a box of its own, and a box that takes focus needs a name."""

from __future__ import annotations

from itertools import pairwise

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from allforces_site.markdown.plain_text import HEADING, TEXT, heading_text

LABEL = "label"
_KIND = "表"
# Empty cells of a document that are aligned as their columns are.
_MOST_ALIGNED = 1000


def label_tables(state: StateCore) -> None:
    """Core rule: call each table after the heading above it, or plainly a table."""
    heading = ""
    for index, token in enumerate(state.tokens):
        if token.type == "heading_open":
            heading = heading_text(state.tokens[index + 1].children or [])
        elif token.type == HEADING:
            heading = token.meta[TEXT]
        elif token.type == "table_open":
            token.meta[LABEL] = f"{_KIND}：{heading}" if heading else _KIND
    _align_fewer(state.tokens)


def _align_fewer(tokens: list[Token]) -> None:
    """Leaves empty cells unaligned where there are very many: a row of one sign is filled up with as many
    cells as the table's head has, a thousand times its length."""
    pairs = ((cell, inline) for cell, inline in pairwise(tokens) if cell.type == "td_open")
    empty = [cell for cell, inline in pairs if not inline.content]
    if len(empty) > _MOST_ALIGNED:
        for cell in empty:
            cell.attrs.pop("style", None)
