"""Anchors of headings, as kramdown's GFM parser makes them.

Source: kramdown-parser-gfm 1.1, `generate_gfm_header_id`: lower case; only word characters, `-`, spaces
and tabs are kept; spaces and tabs become `-`; the second and third of the same name end in `-1` and `-2`.
Two deliberate differences: no two anchors of a document are the same, and none is empty.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from itertools import pairwise

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from allforces_site.markdown.plain_text import HEADING, TEXT

_HEADINGS = frozenset({"heading_open", HEADING})
_EXPLICIT_ID = re.compile(r"[ \t]+\{#(?P<id>[^\W\d][\w:.-]*)\}[ \t]*$")
# kramdown makes a dash of these, which the id then drops. A single hyphen stays.
_DASHES = re.compile(r"---?")
_WORD_CATEGORIES = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "Pc"})
_CIRCLED_LETTER = re.compile("[\u24b6-\u24e9\U0001f130-\U0001f149\U0001f150-\U0001f169\U0001f170-\U0001f189]")
_NAMELESS = "section"
_BEFORE_LETTER = re.compile(r"^[^a-zA-Z]+", re.MULTILINE)
_NOT_IN_ASCII_ID = re.compile(r"[^a-zA-Z0-9 -]")


def take_explicit_ids(state: StateCore) -> None:
    """Core rule before inline parsing: `## Heading {#id}` sets the id; the braces are removed."""
    for opening, inline in pairwise(state.tokens):
        if opening.type == "heading_open" and "{#" in inline.content:
            match = _EXPLICIT_ID.search(inline.content)
            if match:
                opening.attrSet("id", match["id"])
                inline.content = inline.content[: match.start()]


def heading_ids_rule(prefix: str = "", *, github: bool = True) -> Callable[[StateCore], None]:
    """Core rule after inline parsing: gives an id, which begins with `prefix`, to every heading without one.

    Without `github`, it is made of ASCII letters and digits alone, as by kramdown's own parser.
    """
    make = heading_id if github else _ascii_id

    def assign_heading_ids(state: StateCore) -> None:
        _assign_ids(state, prefix, make)

    return assign_heading_ids


def heading_shift_rule(offset: int) -> Callable[[StateCore], None]:
    """Core rule, the last of headings: moves their level by `offset` (kramdown's `header_offset`)."""

    def shift_headings(state: StateCore) -> None:
        for token in state.tokens:
            if token.type in _HEADINGS or token.type == "heading_close":
                token.tag = f"h{min(max(int(token.tag[1]) + offset, 1), 6)}"

    return shift_headings


def _assign_ids(state: StateCore, prefix: str, make: Callable[[str], str]) -> None:
    taken = {str(token.attrs["id"]) for token in state.tokens if token.attrs and "id" in token.attrs}
    counts: dict[str, int] = {}
    for index, token in enumerate(state.tokens):
        if token.type not in _HEADINGS or "id" in token.attrs:
            continue
        is_finished = token.type == HEADING
        text = token.meta[TEXT] if is_finished else _raw_text(state.tokens[index + 1].children or [])
        token.attrs = {"id": _unused_id(prefix + make(text), counts, taken), **token.attrs}


def heading_id(text: str) -> str:
    """Returns the anchor for a heading's plain text, before a number is added; never empty."""
    # Ruby, unlike Python, has no final form of sigma when it lowers case.
    lower = text.replace("Σ", "σ").lower()
    shown = _DASHES.sub("", lower) if "--" in lower else lower
    return shown.translate(_ANCHOR_CHARACTERS) or _NAMELESS


def _ascii_id(text: str) -> str:
    """kramdown 2.4, `basic_generate_id`."""
    return _NOT_IN_ASCII_ID.sub("", _BEFORE_LETTER.sub("", text)).replace(" ", "-").lower() or _NAMELESS


class _AnchorCharacters(dict[int, str | None]):
    """The table for `str.translate` of headings; filled as characters are met, once per process."""

    def __missing__(self, code: int) -> str | None:
        char = chr(code)
        self[code] = "-" if char in "- \t" else char if _is_word(char) else None
        return self[code]


def _is_word(char: str) -> bool:
    """Whether Ruby's `\\p{Word}` matches `char`."""
    return unicodedata.category(char) in _WORD_CATEGORIES or _CIRCLED_LETTER.match(char) is not None


_ANCHOR_CHARACTERS = _AnchorCharacters()


def _unused_id(base: str, counts: dict[str, int], taken: set[str]) -> str:
    """Returns the first of `base`, `base-1`, `base-2` and so on that is not taken, and marks it as taken."""
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
        if token.type in ("text", "code_inline", "softbreak", "entity")
    )
