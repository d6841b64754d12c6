"""Finds attribute lists that fill a line: `{: .note}` and `{:name: .note}`."""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

from allforces_site.markdown.attribute_lists import CONTENT, parse_attribute_list

ATTRIBUTE_LIST = "attribute_list"
ATTRIBUTE_DEFINITION = "attribute_definition"

_DEFINITION = re.compile(rf"\{{:(?P<name>[A-Za-z0-9_][A-Za-z0-9_-]*):(?P<content>{CONTENT})\}}[ \t]*")
_LIST = re.compile(rf"\{{:(?![:/])(?P<content>{CONTENT})\}}[ \t]*")


def attribute_block(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:  # noqa: ARG001
    """Block rule: a line that is an attribute list becomes a token for `attribute_rules`."""
    position = state.bMarks[start_line] + state.tShift[start_line]
    if not state.src.startswith("{:", position) or state.is_code_block(start_line):
        return False
    line = state.src[position : state.eMarks[start_line]]
    definition = _DEFINITION.fullmatch(line)
    match = definition or _LIST.fullmatch(line)
    parsed = parse_attribute_list(match["content"]) if match else None
    if match is None or parsed is None:
        return False
    if silent:
        return True
    token = state.push(ATTRIBUTE_DEFINITION if definition else ATTRIBUTE_LIST, "", 0)
    token.map = [start_line, start_line + 1]
    token.meta = {
        "list": parsed,
        "name": match["name"] if definition else "",
        "after_blank": start_line == 0 or state.isEmpty(start_line - 1),
    }
    state.line = start_line + 1
    return True
