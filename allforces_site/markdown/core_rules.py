"""Faster forms of markdown-it's core rules that look at every character or token.

Each replaces markdown-it's rule of the same name and has the same result.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore, text_join
from markdown_it.token import Token

from allforces_site.markdown.bare_addresses import may_hold_address
from allforces_site.markdown.fast_path.strong_prose import read_prose
from allforces_site.markdown.plain_text import FINISHED, TEXT

_LINE_ENDS = re.compile(r"\r\n?")


def use_core_rules(md: MarkdownIt, *, links_addresses: bool, has_shortcuts: bool = True) -> None:
    """Replaces the rules of `md`; without `has_shortcuts`, no paragraph is rendered in one step."""

    def inline(state: StateCore) -> None:
        before = ""
        for token in state.tokens:
            if token.type == "inline":
                _parse_inline(md, state, token, is_paragraph=has_shortcuts and before == "paragraph_open")
            before = token.type

    def _parse_inline(md: MarkdownIt, state: StateCore, token: Token, *, is_paragraph: bool) -> None:
        # The tokens of a heading are needed for its id, and those of a task hold its check box already.
        if is_paragraph and not token.children and not (links_addresses and may_hold_address(token.content)):
            prose = read_prose(token.content)
            if prose is not None:
                token.children = [Token(FINISHED, "", 0, content=prose.html, meta={TEXT: prose.text})]
                return
        token.children = token.children or []
        md.inline.parse(token.content, md, state.env, token.children)

    md.core.ruler.at("normalize", normalize)
    md.core.ruler.at("inline", inline)
    md.core.ruler.at("text_join", join_texts)


def normalize(state: StateCore) -> None:
    """Core rule: line ends become `\\n`, NUL becomes U+FFFD."""
    if "\r" in state.src:
        state.src = _LINE_ENDS.sub("\n", state.src)
    if "\0" in state.src:
        state.src = state.src.replace("\0", "\ufffd")


def join_texts(state: StateCore) -> None:
    """Core rule: escapes become text, and adjacent texts are joined; most blocks have neither."""
    several = [token for token in state.tokens if token.type == "inline" and _needs_joining(token.children)]
    if several:
        tokens, state.tokens = state.tokens, several
        text_join(state)
        state.tokens = tokens


def _needs_joining(children: list[Token] | None) -> bool:
    if not children:
        return False
    return len(children) > 1 or children[0].type == "text_special" or bool(children[0].children)
