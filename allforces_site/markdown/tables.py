"""Names for tables: a wide table scrolls in a box of its own, and a box that takes focus needs a name."""

from __future__ import annotations

from markdown_it.rules_core import StateCore

from allforces_site.markdown.plain_text import HEADING, TEXT, heading_text

LABEL = "label"
_KIND = "表"


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
