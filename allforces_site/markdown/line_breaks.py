"""Line breaks inside a paragraph of Japanese or Chinese text, which must not show as a space."""

from __future__ import annotations

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from allforces_site.markdown.characters import is_variation_selector, joins_lines

JOINED_BREAK = "joined_break"

# What a reader sees nothing of between the two characters, or what hangs on the first of them.
_SEE_THROUGH = frozenset({"html_inline", "footnote_ref", "softbreak"})


def join_wide_lines(state: StateCore) -> None:
    """Core rule: a soft break between two wide characters becomes nothing; all others stay.

    The characters looked at are the visible ones, so that emphasis or a link at a line's end or
    start does not matter. Rule: CSS Text, segment break transformation (see `joins_lines`).
    """
    for block in state.tokens:
        if block.type == "inline" and "\n" in block.content and block.children:
            _join(block.children)


def _join(children: list[Token]) -> None:
    for index, token in enumerate(children):
        if token.type == "softbreak":
            before, after = _last_visible(children, index), _first_visible(children, index)
            if before and after and joins_lines(before) and joins_lines(after):
                token.type = JOINED_BREAK
        elif token.type == "image" and token.children:
            _join(token.children)


def _last_visible(children: list[Token], index: int) -> str:
    """The last character before `index` that a reader sees, or "" if something else stands there."""
    while index > 0:
        index -= 1
        token = children[index]
        if token.content and token.type in ("text", "code_inline"):
            return _without_selector(token.content)
        if not _is_see_through(token):
            return ""
    return ""


def _first_visible(children: list[Token], index: int) -> str:
    """The first character after `index` that a reader sees, or "" if something else stands there."""
    for token in children[index + 1 :]:
        if token.content and token.type in ("text", "code_inline"):
            return token.content[0]
        if not _is_see_through(token):
            return ""
    return ""


def _is_see_through(token: Token) -> bool:
    if token.type == "html_inline":
        return not token.content[:3].lower().startswith(("<br", "<im"))
    if token.type == "text":
        return not token.content
    return token.nesting != 0 or token.type in _SEE_THROUGH


def _without_selector(text: str) -> str:
    if is_variation_selector(text[-1]) and len(text) > 1:
        return text[-2]
    return text[-1]
