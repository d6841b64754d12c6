"""Bare addresses in prose become links: `https://…`, `www.…` and `name@example.com`.

After GitHub's autolink extension (https://github.github.com/gfm/#autolinks-extension-), made for
Japanese prose, which puts no space around an address: one may begin right after any character that
is no ASCII letter or digit, and it ends before kana, kanji, Hangul and full-width signs. An address
with such characters in it is written `<https://…>`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.common.utils import isLinkClose, isLinkOpen
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

# Printable characters but `<`, below the blocks of general punctuation and CJK; Hangul Jamo are out too.
_URL_CHAR = "[!-;=-~\u00a1-\u10ff\u1200-\u1fff]"
_CANDIDATE = re.compile(
    rf"""(?P<url>(?<![A-Za-z0-9])(?:https?|ftp)://{_URL_CHAR}+)
       | (?P<www>(?<![!-')+-^`-}}])(?-i:www)\.{_URL_CHAR}+)
       | (?P<mail>(?<![A-Za-z0-9._+/-])(?:mailto:)?[A-Za-z0-9._+-]+@[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+)""",
    re.VERBOSE | re.IGNORECASE,
)
_HOST = re.compile(r"(?:(?:https?|ftp)://)?(?:[^\s/?#@]*@)?(?P<domain>[\w.-]+)", re.IGNORECASE)
_TRAILING = "?!.,:*_~'\""
_ENTITY_END = re.compile(r"&[A-Za-z0-9]+;$")
_SIGNS = ("://", "www.", "@")


def link_bare_addresses(state: StateCore) -> None:
    """Core rule after inline parsing: split texts at their addresses, outside links."""
    for block in state.tokens:
        if block.type == "inline" and block.children and may_hold_address(block.content):
            block.children = list(_linked(block.children))


def may_hold_address(text: str) -> bool:
    """Whether `text` holds a sign without which there is no bare address."""
    return any(sign in text for sign in _SIGNS)


def _linked(children: list[Token]) -> Iterator[Token]:
    depth = 0
    for token in children:
        if token.type in ("link_open", "link_close"):
            depth += token.nesting
        elif token.type == "html_inline":
            depth += isLinkOpen(token.content) - isLinkClose(token.content)
        if token.type == "text" and depth <= 0:
            yield from _split(token)
        else:
            yield token


def _split(token: Token) -> Iterator[Token]:
    text, last = token.content, 0
    for start, end, target in find_addresses(text):
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


def find_addresses(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and link target of each bare address in `text`, from left to right."""
    for match in _CANDIDATE.finditer(text):
        if match["mail"]:
            address = match["mail"].rstrip(".")
            if not address.endswith(("-", "_")):
                prefix = "" if address.lower().startswith("mailto:") else "mailto:"
                yield match.start(), match.start() + len(address), prefix + address
            continue
        address = _without_trailing(match[0])
        if _has_valid_domain(address):
            target = address if match["url"] else "http://" + address
            yield match.start(), match.start() + len(address), target


def _has_valid_domain(address: str) -> bool:
    """GitHub's rule: at least two labels, and no underscore in the last two."""
    match = _HOST.match(address)
    labels = match["domain"].rstrip(".").split(".") if match else []
    return len(labels) > 1 and all(labels) and not any("_" in label for label in labels[-2:])


def _without_trailing(address: str) -> str:
    """`address` without the punctuation, entity or surplus `)` that belongs to the sentence around it."""
    surplus = address.count(")") - address.count("(")
    while True:
        if address[-1:] and address[-1] in _TRAILING:
            address = address[:-1]
        elif address.endswith(")") and surplus > 0:
            address, surplus = address[:-1], surplus - 1
        elif address.endswith(";") and (entity := _ENTITY_END.search(address, max(0, len(address) - 40))):
            address = address[: entity.start()]
        else:
            return address
