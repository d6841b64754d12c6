"""Character references in prose: markdown-it's rule, but control characters are dropped."""

from __future__ import annotations

from collections.abc import Callable
from html.entities import codepoint2name

from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline import entity as markdown_it_entity

from allforces_site.text.character_references import resolved


def entity_rule(output: str) -> Callable[[StateInline, bool], bool]:
    """The inline rule that writes references as kramdown's `entity_output` says; readers see the same."""
    if output == "as_char":
        return entity

    def written(state: StateInline, silent: bool) -> bool:
        if not entity(state, silent):
            return False
        if not silent and len(state.tokens[-1].content) == 1:
            token = state.tokens[-1]
            token.type, token.info = "entity", _reference(token.content, token.markup, output)
        return True

    return written


def _reference(char: str, source: str, output: str) -> str:
    name = codepoint2name.get(ord(char))
    if output == "as_input":
        return source
    return f"&{name};" if name and (output == "symbolic" or char in '&<>"') else f"&#{ord(char)};"


def entity(state: StateInline, silent: bool) -> bool:
    """Inline rule. markdown-it shows U+FFFD for them, and for old pages' dashes and quotes (`&#150;`)."""
    if not markdown_it_entity(state, silent):
        return False
    if not silent and state.tokens[-1].markup.startswith("&#"):
        state.tokens[-1].content = resolved(state.tokens[-1].markup)
    return True
