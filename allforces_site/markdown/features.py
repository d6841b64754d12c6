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


# Feature, the signs of which it needs one, and the character that each of them begins with. Looking for
# one character in a whole post takes 2 microseconds, for a string 15, for a pattern 100 and more: so the
# few places of a character are looked at. Only that of `www.` is no rare one.
_SIGNS = (
    (Features.TABLES, "|", ("|",)),
    (Features.STRIKETHROUGH, "~", ("~~",)),
    (Features.FOOTNOTES, "[", ("[^",)),
    (Features.TASKS, "[", ("[ ]", "[x]", "[X]")),
    (Features.ATTRIBUTES, "{", ("{:",)),
    (Features.HEADING_IDS, "{", ("{#",)),
    (Features.AUTOLINKS, "@", ("@",)),
    (Features.AUTOLINKS, ":", ("://",)),
    (Features.WIDE_SPACES, "\u3000", ("\u3000",)),
)
_STRINGS = (
    (Features.AUTOLINKS, "w", "www."),
    (Features.RAW_MARKDOWN, "<", " markdown="),
    (Features.RAW_MARKDOWN, "<", "\tmarkdown="),
)


def find_features(body: str) -> Features:
    """The features whose tell-tale characters stand in `body`; may name one too many, never one too few."""
    found = Features.DEFINITIONS if _may_define(body) else Features.NONE
    for feature, char, signs in _SIGNS:
        if _stands_in(body, char, signs):
            found |= feature
    for feature, char, sign in _STRINGS:
        if char in body and sign in body:
            found |= feature
    return found


def _stands_in(body: str, char: str, signs: tuple[str, ...]) -> bool:
    """Whether one of `signs`, all of which begin with `char`, stands in `body`."""
    position = body.find(char)
    while position >= 0:
        if body.startswith(signs, position):
            return True
        position = body.find(char, position + 1)
    return False


def _may_define(body: str) -> bool:
    """Whether a `:` stands where a definition could begin: looked for at each of the few colons."""
    position = body.find(":")
    while position >= 0:
        before = body[position - 1] if position else "\n"
        if before in "\n\r\t>" or (before == " " and body[position + 1 : position + 2] in (" ", "\t")):
            return True
        position = body.find(":", position + 1)
    return False
