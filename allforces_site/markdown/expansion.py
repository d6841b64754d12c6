"""Limits how far a text can grow through links and attribute lists that are defined once and used often.

cmark limits the text that reference links bring in, too (`max_ref_size` in its references.c).
"""

from __future__ import annotations

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from allforces_site.markdown.attribute_lists import REFERRED

# The key in `meta` under which markdown-it, with the option `store_labels`, keeps the label of a link.
_LABEL = "label"
# The key in the environment of the line, from 0, of the first block from which something was left out.
LIMITED_FROM = "limited_from"
# Characters that definitions may add beyond twice those of the text itself.
_ROOM = 20_000


def room_for(text: str) -> int:
    """Returns how many characters definitions may add to `text`."""
    return 2 * len(text) + _ROOM


def limit_expansion(state: StateCore) -> None:
    """Core rule, the last: from the block in which definitions add too much, their uses become plain text."""
    # Nothing was defined. To search a whole post for one character takes a tenth of the time for two.
    if "references" not in state.env and "{" not in state.src:
        return
    room = room_for(state.src)
    for block in state.tokens:
        tokens = [block, *(block.children or [])]
        added = sum(_added_by(token) for token in tokens)
        if added <= room:
            room -= added
            continue
        room = -1
        state.env.setdefault(LIMITED_FROM, block.map[0] if block.map else 0)
        _strip(block)
        if block.children:
            block.children = _without_references(block.children)


def _added_by(token: Token) -> int:
    if REFERRED not in token.meta and _LABEL not in token.meta:
        return 0
    return sum(len(str(value)) for value in token.attrs.values())


def _strip(token: Token) -> None:
    if token.meta.pop(REFERRED, False):
        token.attrs = {key: value for key, value in token.attrs.items() if key == "id"}


def _without_references(children: list[Token]) -> list[Token]:
    kept: list[Token] = []
    is_dropped = False
    for token in children:
        _strip(token)
        if token.type == "link_open" and _LABEL in token.meta:
            is_dropped = True
        elif token.type == "link_close" and is_dropped:
            is_dropped = False
        elif token.type == "image" and _LABEL in token.meta:
            kept.append(Token("text", "", 0, content=token.content, level=token.level))
        else:
            kept.append(token)
    return kept
