"""Anchors of headings, as kramdown's GFM parser makes them.

Source: kramdown-parser-gfm 1.1, `generate_gfm_header_id`: lower case, without what is neither a word
character, `-`, space nor tab, spaces to `-`, and `-1`, `-2` behind the second and third of a kind.
Two deliberate differences: no two anchors of a document are ever the same, and none is empty.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from allforces_site.markdown.plain_text import HEADING, TEXT

_HEADINGS = frozenset({"heading_open", HEADING})
_EXPLICIT_ID = re.compile(r"[ \t]+\{#(?P<id>[^\W\d][\w:.-]*)\}[ \t]*$")
# kramdown makes these one typographic sign, which the id then drops. A single hyphen stays.
_DASHES = re.compile(r"---?")
_WORD_CATEGORIES = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "Pc"})
_CIRCLED_LETTER = re.compile("[\u24b6-\u24e9\U0001f130-\U0001f149\U0001f150-\U0001f169\U0001f170-\U0001f189]")
_NAMELESS = "section"


def take_explicit_ids(state: StateCore) -> None:
    """Core rule before inline parsing: `## Heading {#id}` gives the id, and loses the braces."""
    for opening, inline in pairwise(state.tokens):
        if opening.type == "heading_open" and "{#" in inline.content:
            match = _EXPLICIT_ID.search(inline.content)
            if match:
                opening.attrSet("id", match["id"])
                inline.content = inline.content[: match.start()]


def assign_heading_ids(state: StateCore) -> None:
    """Core rule after inline parsing: an id for every heading that has none yet."""
    taken = {str(token.attrs["id"]) for token in state.tokens if token.attrs and "id" in token.attrs}
    counts: dict[str, int] = {}
    for index, token in enumerate(state.tokens):
        if token.type not in _HEADINGS or "id" in token.attrs:
            continue
        is_finished = token.type == HEADING
        text = token.meta[TEXT] if is_finished else _raw_text(state.tokens[index + 1].children or [])
        token.attrs = {"id": _free(heading_id(text), counts, taken), **token.attrs}


def heading_id(text: str) -> str:
    """The anchor for a heading's plain text, before numbers are added; never empty."""
    # Ruby has no rule for the sigma at a word's end.
    lower = text.replace("Σ", "σ").lower()
    return _DASHES.sub("", lower).translate(_ANCHOR_CHARACTERS) or _NAMELESS


class _AnchorCharacters(dict[int, str | None]):
    """What `str.translate` makes of each character of a heading; each is looked into once a process."""

    def __missing__(self, code: int) -> str | None:
        char = chr(code)
        self[code] = "-" if char in "- \t" else char if _is_word(char) else None
        return self[code]


def _is_word(char: str) -> bool:
    """Whether Ruby's `\\p{Word}` matches `char`."""
    return unicodedata.category(char) in _WORD_CATEGORIES or _CIRCLED_LETTER.match(char) is not None


_ANCHOR_CHARACTERS = _AnchorCharacters()


def _free(base: str, counts: dict[str, int], taken: set[str]) -> str:
    """`base`, or `base-1`, `base-2` and so on: the first that no heading and no author has taken."""
    count = counts.get(base, 0)
    while (candidate := f"{base}-{count}" if count else base) in taken:
        count += 1
    counts[base] = count + 1
    taken.add(candidate)
    return candidate


def _raw_text(children: list[Token]) -> str:
    return "".join(
        " " if token.type == "softbreak" else token.content
        for token in children
        if token.type in ("text", "code_inline", "softbreak")
    )
