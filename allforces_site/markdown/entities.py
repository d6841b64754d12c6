"""Character references in prose: markdown-it's rule, but that control characters become nothing."""

from __future__ import annotations

from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline import entity as markdown_it_entity

from allforces_site.text.character_references import resolved


def entity(state: StateInline, silent: bool) -> bool:
    """markdown-it would show U+FFFD for them, and for the dashes and quotes of old pages (`&#150;`)."""
    if not markdown_it_entity(state, silent):
        return False
    if not silent and state.tokens[-1].markup.startswith("&#"):
        state.tokens[-1].content = resolved(state.tokens[-1].markup)
    return True
