"""Removes line breaks inside a paragraph of Japanese or Chinese text, which must not show as a space."""

from __future__ import annotations

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from allforces_site.markdown.fast_path.strong_prose import last_char
from allforces_site.text.segment_breaks import break_vanishes

JOINED_BREAK = "joined_break"

# Between two characters, a reader sees nothing of these, or sees them as part of the first character.
_SEE_THROUGH = frozenset({"html_inline", "footnote_ref", "softbreak"})


def join_wide_lines(state: StateCore) -> None:
    """Core rule: a soft break that must not show becomes a `JOINED_BREAK`; others stay as they are.

    `segment_breaks` decides by the visible characters around the break, so emphasis, a link or code at
    the end or start of a line does not matter.
    """
    for block in state.tokens:
        if block.type == "inline" and "\n" in block.content and block.children:
            _join(block.children)


def show_line_breaks(state: StateCore) -> None:
    """Core rule in its place for `hard_wrap`: every line break shows."""
    for block in state.tokens:
        for token in block.children or ():
            if token.type == "softbreak":
                token.type, token.tag = "hardbreak", "br"


def _join(children: list[Token]) -> None:
    """Marks the breaks in two passes, so that each child is looked at twice at most."""
    breaks: list[tuple[Token, str]] = []
    before = ""
    for token in children:  # forward: the character before each break
        if token.type == "softbreak":
            breaks.append((token, before))
        elif token.type == "image" and token.children:
            _join(token.children)
        if _has_text(token):
            before = last_char(token.content)
        elif not _is_unseen(token):
            before = ""
    after = ""
    for token in reversed(children) if breaks else ():  # backward: the character after it
        if breaks and token is breaks[-1][0]:
            _, before = breaks.pop()
            if break_vanishes(before, after):
                token.type = JOINED_BREAK
        if _has_text(token):
            after = token.content[0]
        elif not _is_unseen(token):
            after = ""


def _has_text(token: Token) -> bool:
    return bool(token.content) and token.type in ("text", "code_inline", "entity")


def _is_unseen(token: Token) -> bool:
    if token.type == "html_inline":
        return not token.content[:3].lower().startswith(("<br", "<im"))
    if token.type == "text":
        return not token.content
    return token.nesting != 0 or token.type in _SEE_THROUGH or token.type == JOINED_BREAK
