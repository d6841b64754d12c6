"""Character references in prose: markdown-it's rule, but control characters are dropped."""

from __future__ import annotations

from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline import entity as markdown_it_entity

from allforces_site.text.character_references import resolved


def entity(state: StateInline, silent: bool) -> bool:
    """Inline rule. markdown-it shows U+FFFD for them, and for old pages' dashes and quotes (`&#150;`)."""
    if not markdown_it_entity(state, silent):
        return False
    if not silent and state.tokens[-1].markup.startswith("&#"):
        state.tokens[-1].content = resolved(state.tokens[-1].markup)
    return True
