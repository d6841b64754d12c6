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
    """Mark the breaks between wide characters, in two walks: each child is looked at twice at most."""
    after_wide: list[Token] = []
    is_wide = False
    for token in children:  # forward: what stands before each break
        if token.type == "softbreak" and is_wide:
            after_wide.append(token)
        elif token.type == "image" and token.children:
            _join(token.children)
        if _has_text(token):
            is_wide = joins_lines(_last_char(token.content))
        else:
            is_wide = is_wide and _is_unseen(token)
    is_wide = False
    for token in reversed(children) if after_wide else ():  # backward: what stands after it
        if after_wide and token is after_wide[-1]:
            after_wide.pop()
            if is_wide:
                token.type = JOINED_BREAK
        is_wide = joins_lines(token.content[0]) if _has_text(token) else is_wide and _is_unseen(token)


def _has_text(token: Token) -> bool:
    return bool(token.content) and token.type in ("text", "code_inline")


def _is_unseen(token: Token) -> bool:
    if token.type == "html_inline":
        return not token.content[:3].lower().startswith(("<br", "<im"))
    if token.type == "text":
        return not token.content
    return token.nesting != 0 or token.type in _SEE_THROUGH or token.type == JOINED_BREAK


def _last_char(text: str) -> str:
    if is_variation_selector(text[-1]) and len(text) > 1:
        return text[-2]
    return text[-1]
