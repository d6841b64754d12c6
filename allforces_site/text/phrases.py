"""The phrases (bunsetsu) of a Japanese title, between which a line may end, as BudouX finds them. Pure.

BudouX (https://github.com/google/budoux, Apache-2.0) has the model that Chromium uses for
`word-break: auto-phrase`. It takes some 5 µs a character.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from budoux import Parser

# What ends a line rather than beginning one: brackets, stops, and what parts a title from its subtitle.
_ENDS_A_LINE = re.compile(r"[｜|／/：:・―—–〜~、。！？!?）」』】〉》\])\s]+")
_PARTS = re.compile(r"(?<=[｜|])(?=[^｜|])")

# BudouX was trained on running text and breaks some numbers (`202|6年`): a number goes with what it counts.
_DIGITS = frozenset("0123456789０１２３４５６７８９,.，．")


def has_phrases(title: str, language: str) -> bool:
    """Whether BudouX has anything to say about a title of a site in this language (`lang`, BCP 47)."""
    return language.lower().partition("-")[0] == "ja" and not title.isascii()


def phrases(title: str) -> list[str]:
    """The phrases of a Japanese title; joined they are the title."""
    return _joined(_parser().parse(title))


@cache
def _parser() -> Parser:
    # Takes 5 ms: not for a build that shows no title.
    from budoux import load_default_japanese_parser

    return load_default_japanese_parser()


def _joined(chunks: list[str]) -> list[str]:
    """BudouX's phrases without breaks inside numbers and Latin words, nor before what ends a line."""
    joined = chunks[:1]
    for chunk in chunks[1:]:
        last, first = joined[-1][-1], chunk[0]
        if last in _DIGITS or (last.isascii() and last.isalnum() and first.isascii() and first.isalnum()):
            joined[-1] += chunk
        elif closing := _ENDS_A_LINE.match(chunk):
            joined[-1] += closing[0]
            joined += filter(None, [chunk[closing.end() :]])
        else:
            joined.append(chunk)
    return [part for phrase in joined for part in _PARTS.split(phrase)]
