"""Which parts of our Markdown a body can hold at all, by cheap tests of its text.

A parser with fewer rules is faster on every line; most posts need few of them.
"""

from __future__ import annotations

from enum import Flag, auto


class Features(Flag):
    """Syntax beyond CommonMark, each member one that can be left out of the parser."""

    NONE = 0
    TABLES = auto()
    STRIKETHROUGH = auto()
    FOOTNOTES = auto()
    DEFINITIONS = auto()
    TASKS = auto()
    ATTRIBUTES = auto()
    HEADING_IDS = auto()
    AUTOLINKS = auto()
    RAW_MARKDOWN = auto()
    WIDE_SPACES = auto()


# Feature, a character it cannot do without, and the strings of which it needs one. Looking for one
# character in a whole post takes 2 microseconds, for a string 15, for a pattern 100 and more.
_SIGNS = (
    (Features.TABLES, "|", ("|",)),
    (Features.STRIKETHROUGH, "~", ("~~",)),
    (Features.FOOTNOTES, "^", ("[^",)),
    (Features.TASKS, "[", ("[ ]", "[x]", "[X]")),
    (Features.ATTRIBUTES, "{", ("{:",)),
    (Features.HEADING_IDS, "{", ("{#",)),
    (Features.AUTOLINKS, ":", ("://",)),
    (Features.AUTOLINKS, "@", ("@",)),
    (Features.AUTOLINKS, "w", ("www.",)),
    (Features.WIDE_SPACES, "\u3000", ("\u3000",)),
    (Features.RAW_MARKDOWN, "<", (" markdown=", "\tmarkdown=")),
)


def find_features(body: str) -> Features:
    """The features whose tell-tale characters stand in `body`; may name one too many, never one too few."""
    found = Features.DEFINITIONS if _may_define(body) else Features.NONE
    for feature, char, signs in _SIGNS:
        if char in body and any(sign in body for sign in signs):
            found |= feature
    return found


def _may_define(body: str) -> bool:
    """Whether a `:` stands where a definition could begin: looked for at each of the few colons."""
    position = body.find(":")
    while position >= 0:
        before = body[position - 1] if position else "\n"
        if before in "\n\r\t>" or (before == " " and body[position + 1 : position + 2] in (" ", "\t")):
            return True
        position = body.find(":", position + 1)
    return False
