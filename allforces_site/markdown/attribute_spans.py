"""Finds attribute lists inside a line, such as `[link](/){: .button}`."""

from __future__ import annotations

import re

from markdown_it.rules_inline import StateInline

from allforces_site.markdown.attribute_lists import CONTENT, parse_attribute_list

ATTRIBUTE_SPAN = "attribute_span"

_SPAN = re.compile(rf"\{{:(?![:/])(?P<content>{CONTENT})\}}")


def attribute_span(state: StateInline, silent: bool) -> bool:
    """Inline rule: an attribute list right after a span becomes a token.

    Whether emphasis ends before it is known only later, so every list becomes a token here, and
    `attribute_rules` turns it back into text where no span ends before it.
    """
    if not state.src.startswith("{:", state.pos):
        return False
    match = _SPAN.match(state.src, state.pos, state.posMax)
    parsed = parse_attribute_list(match["content"]) if match else None
    if match is None or parsed is None:
        return False
    if not silent:
        token = state.push(ATTRIBUTE_SPAN, "", 0)
        token.content = match[0]
        token.meta = {"list": parsed}
    state.pos = match.end()
    return True
