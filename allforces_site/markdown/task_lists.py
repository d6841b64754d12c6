"""GitHub's task lists: `- [ ] to do`, `- [x] done`, with kramdown's class names."""

from __future__ import annotations

import re

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_BOX = re.compile(r"\[(?P<mark>[ xX])\][ \t\n]+")
# A check box needs a name for screen readers; the item's text is not a label.
_OPEN, _DONE = ' aria-label="未完了"', ' checked="checked" aria-label="完了"'
_INPUT = '<input type="checkbox" class="task-list-item-checkbox" disabled="disabled"{state} />'


def mark_task_lists(state: StateCore) -> None:
    """Core rule: turns the brackets at an item's start into a check box.

    It runs before inline parsing so that `[x]` is a box even if a link of that name is defined.
    """
    lists: list[Token] = []
    tokens = state.tokens
    for index, token in enumerate(tokens):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            lists.append(token)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif token.type == "inline" and index > 1 and tokens[index - 2].type == "list_item_open":
            match = _BOX.match(token.content)
            if match:
                _make_box(token, match)
                tokens[index - 2].attrJoin("class", "task-list-item")
                if "task-list" not in str(lists[-1].attrs.get("class", "")).split():
                    lists[-1].attrJoin("class", "task-list")


def _make_box(inline: Token, match: re.Match[str]) -> None:
    box = Token("html_inline", "", 0)
    box.content = _INPUT.format(state=_OPEN if match["mark"] == " " else _DONE)
    inline.content = inline.content[match.end() :]
    inline.children = [box]
