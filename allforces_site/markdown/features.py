"""Which syntax beyond CommonMark a body may use, found by cheap tests of its text.

A parser with fewer rules is faster on every line, and most posts need few of them. The characters of inline
markup are here too, because the fast path and the parser must agree on them.
"""

from __future__ import annotations

import re
from enum import Flag, auto
from functools import reduce
from operator import or_


class Features(Flag):
    """Syntax beyond CommonMark; the parser can do without each of them."""

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


# Inline extensions whose marker begins with a character that is no inline markup in CommonMark.
_INLINE_EXTENSIONS = {
    Features.STRIKETHROUGH: "~~",
}

# Feature, the character with which its markers begin, and the markers; a body without any of them cannot
# use the feature. To search a whole post takes 2 microseconds for one character, 15 for a string, 100 and
# more for a pattern: so the character is searched first, and only the few places found are compared.
_MARKERS = (
    *((feature, marker[0], (marker,)) for feature, marker in _INLINE_EXTENSIONS.items()),
    (Features.TABLES, "|", ("|",)),
    (Features.FOOTNOTES, "[", ("[^",)),
    (Features.TASKS, "[", ("[ ]", "[x]", "[X]")),
    (Features.ATTRIBUTES, "{", ("{:",)),
    (Features.HEADING_IDS, "{", ("{#",)),
    (Features.AUTOLINKS, "@", ("@",)),
    (Features.AUTOLINKS, ":", ("://",)),
    (Features.WIDE_SPACES, "\u3000", ("\u3000",)),
)
# Markers whose first character is too common for that.
_STRINGS = (
    (Features.AUTOLINKS, "w", "www."),
    (Features.RAW_MARKDOWN, "<", " markdown="),
    (Features.RAW_MARKDOWN, "<", "\tmarkdown="),
)

# The features of `_INLINE_EXTENSIONS`.
INLINE_EXTENSIONS = reduce(or_, _INLINE_EXTENSIONS)
# All characters but the line break that begin or end inline markup, CommonMark's or an extension's, escaped
# for a set in a regular expression. Bare addresses are not among them: see `cjk`.
INLINE_MARKUP = re.escape("!&*<[\\]_`{" + "".join(marker[0] for marker in _INLINE_EXTENSIONS.values()))


def find_features(body: str) -> Features:
    """Returns the features that `body` may use: sometimes one too many, never one too few."""
    features = Features.DEFINITIONS if _may_hold_definition(body) else Features.NONE
    for feature, char, markers in _MARKERS:
        if feature not in features and _holds_marker(body, char, markers):
            features |= feature
    for feature, char, marker in _STRINGS:
        if feature not in features and char in body and marker in body:
            features |= feature
    return features


def _holds_marker(body: str, char: str, markers: tuple[str, ...]) -> bool:
    """Whether `body` holds one of `markers`, all of which begin with `char`."""
    position = body.find(char)
    while position >= 0:
        if body.startswith(markers, position):
            return True
        position = body.find(char, position + 1)
    return False


def _may_hold_definition(body: str) -> bool:
    """Whether `body` has a `:` where a definition could begin; most bodies hold few colons."""
    position = body.find(":")
    while position >= 0:
        before = body[position - 1] if position else "\n"
        if before in "\n\r\t>" or (before == " " and body[position + 1 : position + 2] in (" ", "\t")):
            return True
        position = body.find(":", position + 1)
    return False
