"""Line breaks inside a paragraph of Japanese or Chinese text, which must not show as a space."""

from __future__ import annotations

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from allforces_site.markdown.fast_path.strong_prose import last_char
from allforces_site.text.segment_breaks import break_vanishes

JOINED_BREAK = "joined_break"

# What a reader sees nothing of between the two characters, or what hangs on the first of them.
_SEE_THROUGH = frozenset({"html_inline", "footnote_ref", "softbreak"})


def join_wide_lines(state: StateCore) -> None:
    """Core rule: a soft break that shows as nothing becomes a token of its own; all others stay.

    The characters looked at are the visible ones, so that emphasis, a link or code at a line's end or
    start does not matter. Which breaks those are: `segment_breaks`.
    """
    for block in state.tokens:
        if block.type == "inline" and "\n" in block.content and block.children:
            _join(block.children)


def _join(children: list[Token]) -> None:
    """Mark the breaks in two walks: each child is looked at twice at most."""
    breaks: list[tuple[Token, str]] = []
    before = ""
    for token in children:  # forward: what stands before each break
        if token.type == "softbreak":
            breaks.append((token, before))
        elif token.type == "image" and token.children:
            _join(token.children)
        if _has_text(token):
            before = last_char(token.content)
        elif not _is_unseen(token):
            before = ""
    after = ""
    for token in reversed(children) if breaks else ():  # backward: what stands after it
        if breaks and token is breaks[-1][0]:
            _, before = breaks.pop()
            if break_vanishes(before, after):
                token.type = JOINED_BREAK
        if _has_text(token):
            after = token.content[0]
        elif not _is_unseen(token):
            after = ""


def _has_text(token: Token) -> bool:
    return bool(token.content) and token.type in ("text", "code_inline")


def _is_unseen(token: Token) -> bool:
    if token.type == "html_inline":
        return not token.content[:3].lower().startswith(("<br", "<im"))
    if token.type == "text":
        return not token.content
    return token.nesting != 0 or token.type in _SEE_THROUGH or token.type == JOINED_BREAK
