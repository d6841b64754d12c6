"""GitHub's task lists: `- [ ] to do`, `- [x] done`, with kramdown's class names."""

from __future__ import annotations

import re
from collections.abc import Callable

from markdown_it.common.utils import escapeHtml
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from allforces_site.markdown.options import MarkdownWords

_BOX = re.compile(r"\[(?P<mark>[ xX])\][ \t\n]+")
# A check box needs a name for screen readers; the item's text is not a label.
_INPUT = '<input type="checkbox" class="task-list-item-checkbox" disabled="disabled"'


def mark_task_lists(words: MarkdownWords) -> Callable[[StateCore], None]:
    """Returns the core rule that turns the brackets at an item's start into a check box.

    It runs before inline parsing so that `[x]` is a box even if a link of that name is defined.
    """

    def rule(state: StateCore) -> None:
        _mark_items(state, words)

    return rule


def _mark_items(state: StateCore, words: MarkdownWords) -> None:
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
                _make_box(token, match, words)
                tokens[index - 2].attrJoin("class", "task-list-item")
                if "task-list" not in str(lists[-1].attrs.get("class", "")).split():
                    lists[-1].attrJoin("class", "task-list")


def _make_box(inline: Token, match: re.Match[str], words: MarkdownWords) -> None:
    box = Token("html_inline", "", 0)
    state, label = ("", words.to_do) if match["mark"] == " " else (' checked="checked"', words.done)
    box.content = f'{_INPUT}{state} aria-label="{escapeHtml(label)}" />'
    inline.content = inline.content[match.end() :]
    inline.children = [box]
