"""The phrases (bunsetsu) of a Japanese title, between which a line may end, as BudouX finds them. Pure.

BudouX (https://github.com/google/budoux, Apache-2.0) has the model that Chromium uses for
`word-break: auto-phrase`. It takes some 5 µs per character.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from budoux import Parser

# Characters that may end a line but not begin one: closing brackets, stops, separators before a subtitle.
_ENDS_A_LINE = re.compile(r"[｜|／/：:・―—–〜~、。！？!?）」』】〉》\])\s]+")
_AFTER_BAR = re.compile(r"(?<=[｜|])(?=[^｜|])")

# BudouX was trained on running text and breaks some numbers (`202|6年`): a number must stay with its unit.
_DIGITS = frozenset("0123456789０１２３４５６７８９,.，．")


def has_phrases(title: str, language: str) -> bool:
    """Whether BudouX can split a title of a site in this language (`lang`, BCP 47)."""
    return language.lower().partition("-")[0] == "ja" and not title.isascii()


def phrases(title: str) -> list[str]:
    """Returns the phrases of a Japanese title; joined, they are the title."""
    return _joined(_parser().parse(title))


@cache
def _parser() -> Parser:
    # Takes 5 ms, which a build that shows no title need not wait for.
    from budoux import load_default_japanese_parser

    return load_default_japanese_parser()


def _joined(chunks: list[str]) -> list[str]:
    """Returns BudouX's phrases without breaks inside numbers and Latin words or before `_ENDS_A_LINE`."""
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
    return [part for phrase in joined for part in _AFTER_BAR.split(phrase)]
