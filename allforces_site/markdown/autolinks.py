"""Turns bare addresses in prose into links (their grammar: `bare_addresses`).

Addresses that may hold emphasis markers are found while a line is parsed, so that the markers in them
are plain text. Other mail addresses are found in the remaining text: `_a@b.example_` is emphasis.
"""

from __future__ import annotations

from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.common.utils import isLinkClose, isLinkOpen, unescapeAll
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from allforces_site.markdown.bare_addresses import (
    BareAddress,
    find_mails,
    marked_mail,
    url_at,
)

_URL_INITIALS = "hHfFw"


def use_autolinks(md: MarkdownIt) -> None:
    """Adds the rules to `md`."""
    md.inline.ruler.after("text", "bare_address", bare_address)
    md.core.ruler.push("link_bare_mails", link_bare_mails)


def bare_address(state: StateInline, silent: bool) -> bool:
    """Inline rule: a bare address becomes a link; inside a link it becomes text without markup."""
    # In silent mode the parser looks for the end of a link's text, and brackets bind more strongly.
    if silent:
        return False
    address = _address_at(state)
    if address is None:
        return False
    if address.start < state.pos:
        state.pending = state.pending[: address.start - state.pos]
    text = unescapeAll(state.src[address.start : address.end])
    if state.linkLevel > 0:
        state.append_pending(text)
    else:
        opening = state.push("link_open", "a", 1)
        opening.attrs = {"href": address.target}
        opening.markup, opening.info = "linkify", "auto"
        state.push("text", "", 0).content = text
        closing = state.push("link_close", "a", -1)
        closing.markup, closing.info = "linkify", "auto"
    state.pos = address.end
    return True


def _address_at(state: StateInline) -> BareAddress | None:
    initial = state.src[state.pos]
    if initial in _URL_INITIALS:
        return url_at(state.src, state.pos, state.posMax)
    if initial == "_":
        return marked_mail(state.src, state.pos, state.posMax, state.pending)
    return None


def link_bare_mails(state: StateCore) -> None:
    """Core rule after inline parsing: turns mail addresses in texts outside links into links."""
    for block in state.tokens:
        if block.type == "inline" and block.children and "@" in block.content:
            block.children = list(_with_linked_mails(block.children))


def _with_linked_mails(children: list[Token]) -> Iterator[Token]:
    depth = 0
    for token in children:
        if token.type in ("link_open", "link_close"):
            depth += token.nesting
        elif token.type == "html_inline":
            depth += isLinkOpen(token.content) - isLinkClose(token.content)
        if token.type == "text" and depth <= 0:
            yield from _split_at_mails(token)
        else:
            yield token


def _split_at_mails(token: Token) -> Iterator[Token]:
    text, last = token.content, 0
    for start, end, target in find_mails(text, 0, len(text)):
        if start > last:
            yield _text(text[last:start], token.level)
        yield Token("link_open", "a", 1, {"href": target}, level=token.level, markup="linkify", info="auto")
        yield _text(text[start:end], token.level + 1)
        yield Token("link_close", "a", -1, level=token.level, markup="linkify", info="auto")
        last = end
    if last == 0:
        yield token
    elif last < len(text):
        yield _text(text[last:], token.level)


def _text(content: str, level: int) -> Token:
    return Token("text", "", 0, content=content, level=level)
