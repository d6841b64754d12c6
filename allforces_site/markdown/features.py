"""Which parts of our Markdown a body can hold at all, by cheap tests of its text.

A parser with fewer rules is faster on every line; most posts need few of them.
"""

from __future__ import annotations

import re
from enum import Flag, auto

_DEFINITION = re.compile(r"^[ >]{0,12}:[ \t]", re.MULTILINE)
_TASK = re.compile(r"\[[ xX]\][ \t]")
_MARKDOWN_ATTRIBUTE = re.compile(r"<[A-Za-z][^<>]*\bmarkdown=")


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


def find_features(body: str) -> Features:
    """The features whose tell-tale characters stand in `body`; may name one too many, never one too few."""
    found = Features.NONE
    for feature, signs in _SIGNS:
        if any(sign in body for sign in signs):
            found |= feature
    for feature, sign, pattern in _PATTERNS:
        if sign in body and pattern.search(body):
            found |= feature
    return found


_SIGNS = (
    (Features.TABLES, ("|",)),
    (Features.STRIKETHROUGH, ("~~",)),
    (Features.FOOTNOTES, ("[^",)),
    (Features.ATTRIBUTES, ("{:",)),
    (Features.HEADING_IDS, ("{#",)),
    (Features.AUTOLINKS, ("://", "www.", "@")),
)
_PATTERNS = (
    (Features.DEFINITIONS, ":", _DEFINITION),
    (Features.TASKS, "]", _TASK),
    (Features.RAW_MARKDOWN, "markdown=", _MARKDOWN_ATTRIBUTE),
)
