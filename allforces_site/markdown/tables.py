"""Names tables: a wide table scrolls in a box of its own, and a box that takes focus needs a name."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from allforces_site.markdown.options import MarkdownWords
from allforces_site.markdown.plain_text import HEADING, TEXT, heading_text

LABEL = "label"
# If a document has no more empty cells than this, all are kept.
_MOST_EMPTY = 1000


def label_tables(words: MarkdownWords) -> Callable[[StateCore], None]:
    """Returns the core rule that names each table after the heading above it, or just "Table"."""

    def rule(state: StateCore) -> None:
        heading = ""
        for index, token in enumerate(state.tokens):
            if token.type == "heading_open":
                heading = heading_text(state.tokens[index + 1].children or [])
            elif token.type == HEADING:
                heading = token.meta[TEXT]
            elif token.type == "table_open":
                token.meta[LABEL] = words.table_under.format(heading=heading) if heading else words.table
        state.tokens = _without_filler_cells(state.tokens)

    return rule


def _without_filler_cells(tokens: list[Token]) -> list[Token]:
    """Returns the tokens without the empty cells at the ends of rows, if there are very many.

    The parser fills a row of one character up to the width of the table's head, which may be a thousand
    times as long. HTML needs no such cells.
    """
    if sum(cell.type == "td_open" and not inline.content for cell, inline in pairwise(tokens)) <= _MOST_EMPTY:
        return tokens
    kept: list[Token] = []
    for token in tokens:
        while token.type == "tr_close" and kept[-1].type == "td_close" and not kept[-2].content:
            del kept[-3:]
        kept.append(token)
    return kept
