"""Core rules that give attribute lists to the blocks and spans beside them.

As in kramdown, a list right below a block belongs to that block; after a blank line, to the block right
below the list; at the start of a list item, to the item; right after a span, to the span.
Unlike in kramdown, spaces are allowed between a span and its list, because authors write them.
"""

from __future__ import annotations

import re

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from allforces_site.markdown.attribute_blocks import ATTRIBUTE_DEFINITION, ATTRIBUTE_LIST
from allforces_site.markdown.attribute_lists import (
    CONTENT,
    AttributeList,
    Definitions,
    apply_attributes,
    parse_attribute_list,
)
from allforces_site.markdown.attribute_spans import ATTRIBUTE_SPAN
from allforces_site.text.late_pattern import late_pattern

_ITEM_START = late_pattern(rf"\s*\{{:(?![A-Za-z0-9_-]*:|/)(?P<content>{CONTENT})\}}\s*")
_RAW_LINE = late_pattern(rf"^ {{0,3}}\{{:(?![:/]){CONTENT}\}}[ \t]*\n?", re.MULTILINE)
_VERBATIM = late_pattern(r"\s*<(?:pre|script|style|textarea|!)", re.IGNORECASE)
_DEFINITIONS_KEY = "attribute_definitions"


def apply_block_attributes(state: StateCore) -> None:
    """Core rule before inline parsing: applies the attribute lists of blocks and drops their tokens."""
    definitions = _collect_definitions(state.tokens)
    state.env[_DEFINITIONS_KEY] = definitions
    kept: list[Token] = []
    openers: dict[int, Token] = {}
    pending: list[Token] = []
    for token in state.tokens:
        if token.type == ATTRIBUTE_DEFINITION:
            continue
        if token.type == ATTRIBUTE_LIST:
            pending = _apply_list(token, pending, kept, openers, definitions)
            continue
        if token.nesting >= 0 and token.type != "inline":
            for waiting in pending:
                apply_attributes(token, waiting.meta["list"], definitions)
            pending = []
            openers[token.level] = token
        elif token.nesting < 0:
            pending = []
        else:
            _take_item_attributes(token, kept, definitions)
        if token.type == "html_block":
            _drop_raw_lists(token)
        kept.append(token)
    state.tokens = kept


def _collect_definitions(tokens: list[Token]) -> Definitions:
    """Returns the definitions of the whole document by name; those of the same name add up."""
    definitions: dict[str, AttributeList] = {}
    for token in tokens:
        if token.type == ATTRIBUTE_DEFINITION:
            name = token.meta["name"]
            definitions[name] = definitions.get(name, AttributeList()) + token.meta["list"]
    return definitions


def _apply_list(
    token: Token,
    pending: list[Token],
    kept: list[Token],
    openers: dict[int, Token],
    definitions: Definitions,
) -> list[Token]:
    """Applies the list of `token` to the block above; returns the lists that wait for the block below."""
    target = _block_above(token, kept[-1], openers) if kept and not pending else None
    if target is None:
        pending.append(token)
        return pending
    apply_attributes(target, token.meta["list"], definitions)
    return []


def _block_above(token: Token, above: Token, openers: dict[int, Token]) -> Token | None:
    if above.type == "list_item_open" and above.map and token.map and above.map[0] == token.map[0]:
        return above
    if token.meta["after_blank"] or above.level != token.level or above.nesting > 0:
        return None
    block = openers[token.level]
    # A paragraph of a tight list has no tag of its own.
    return openers[token.level - 1] if block.hidden else block


def _take_item_attributes(inline: Token, kept: list[Token], definitions: Definitions) -> None:
    """Moves the list in `- {:.done} text` from the text to the item."""
    if len(kept) < 2 or kept[-2].type != "list_item_open" or not inline.content.startswith("{:"):
        return
    match = _ITEM_START.match(inline.content)
    parsed = parse_attribute_list(match["content"]) if match else None
    if match and parsed:
        apply_attributes(kept[-2], parsed, definitions)
        inline.content = inline.content[match.end() :]


def _drop_raw_lists(token: Token) -> None:
    """Removes attribute lists from raw HTML: the HTML block has swallowed those right below it."""
    if "{:" in token.content and not _VERBATIM.match(token.content):
        token.content = _RAW_LINE.sub("", token.content)


def apply_span_attributes(state: StateCore) -> None:
    """Core rule after inline parsing: applies the attribute lists of spans."""
    definitions = state.env.get(_DEFINITIONS_KEY, {})
    for block in state.tokens:
        if block.type == "inline" and block.children and "{:" in block.content:
            block.children = _apply_spans(block.children, definitions)


def _apply_spans(children: list[Token], definitions: Definitions) -> list[Token]:
    kept: list[Token] = []
    openers: dict[int, Token] = {}
    for token in children:
        if token.type == ATTRIBUTE_SPAN:
            target = _span_before(kept, openers)
            if target is not None:
                apply_attributes(target, token.meta["list"], definitions)
                continue
            if kept and kept[-1].type == "html_inline":
                continue  # raw HTML carries its own attributes; the list must not show
            token.type = "text"
        elif token.nesting > 0:
            openers[token.level] = token
        kept.append(token)
    return kept


def _span_before(kept: list[Token], openers: dict[int, Token]) -> Token | None:
    """Returns the opening token of the span that ends `kept`, if one does; drops the spaces after it."""
    text_start = len(kept)
    while text_start and kept[text_start - 1].type == "text" and not kept[text_start - 1].content.strip(" "):
        text_start -= 1
    if text_start and _ends_span(kept[text_start - 1]):
        del kept[text_start:]
    if not kept or not _ends_span(kept[-1]):
        return None
    last = kept[-1]
    return openers.get(last.level) if last.nesting < 0 else last


def _ends_span(token: Token) -> bool:
    return token.nesting < 0 or token.type in ("code_inline", "image")
