"""Typographic quotes and signs in a text, if the site's options ask for them (`smart_quotes`)."""

from __future__ import annotations

from collections.abc import Callable

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from allforces_site.markdown.options import Typography
from allforces_site.text.typography import may_hold_signs, replaced

# What a quote beside such a token sees of it.
_SEEN = {
    "code_inline": "`",
    "softbreak": "\n",
    "hardbreak": "\n",
    "link_open": "[",
    "link_close": "]",
    "image": "!",
}


def typography_rule(wanted: Typography) -> Callable[[StateCore], None]:
    """Core rule after inline parsing and before texts are joined, so that escaped signs stay as written."""
    symbols = None if wanted.symbols is None else dict(wanted.symbols)

    def rule(state: StateCore) -> None:
        for block in state.tokens:
            if block.type == "inline" and may_hold_signs(block.content):
                _replace(block.children or [])

    def _replace(children: list[Token]) -> None:
        seen = [_seen(token) for token in children]
        text = "".join(seen)
        start = 0
        for token, shown in zip(children, seen, strict=True):
            if token.type == "text":
                token.content = replaced(text, wanted.quotes, symbols, start, start + len(shown))
            start += len(shown)

    return rule


def _seen(token: Token) -> str:
    if token.type in ("text", "html_inline"):
        return token.content
    if token.type == "text_special":
        return token.markup or "\\" + token.content
    return _SEEN.get(token.type, token.markup)
