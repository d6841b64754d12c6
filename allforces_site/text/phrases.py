"""The phrases (bunsetsu) of a Japanese title, between which a line may end, as BudouX finds them. Pure.

BudouX (https://github.com/google/budoux, Apache-2.0) has the model that Chromium uses for
`word-break: auto-phrase`. Its parser asks for thirteen features at each character; here each character, pair
and triple is looked up once, which takes a third of the time.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

import msgspec

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
    return _joined(_chunks(title, _model()))


# ---- BudouX's model -----------------------------------------------------------------------------

# The features of BudouX's `Parser.parse`, by the length of their texts; of each, how many characters after
# the start of its text the break lies that it scores.
_FEATURES = {
    1: {"UW1": 3, "UW2": 2, "UW3": 1, "UW4": 0, "UW5": -1, "UW6": -2},
    2: {"BW1": 2, "BW2": 1, "BW3": 0},
    3: {"TW1": 3, "TW2": 2, "TW3": 1, "TW4": 0},
}
_FURTHEST_BEFORE, _FURTHEST_AFTER = 2, 3


class _Model(msgspec.Struct, frozen=True):
    """What a text of one to three characters adds to the scores of breaks near it, and every break's first
    score. `weights` are pairs of where a break lies, counted from the text's start, and its points.
    """

    weights: dict[str, list[tuple[int, int]]]
    base: float


@cache
def _model() -> _Model:
    # Takes 5 ms, which a build that shows no title need not wait for.
    from budoux import load_default_japanese_parser

    model = load_default_japanese_parser().model
    weights: dict[str, list[tuple[int, int]]] = {}
    for size, features in _FEATURES.items():
        for feature, distance in features.items():
            for text, points in model.get(feature, {}).items():
                if len(text) == size:
                    weights.setdefault(text, []).append((distance, points))
    return _Model(weights, -sum(sum(group.values()) for group in model.values()) * 0.5)


def _chunks(title: str, model: _Model) -> list[str]:
    """The same as `Parser.parse` of BudouX."""
    # So that breaks before the first and after the last character, which are none, have scores too.
    scores = [model.base] * (_FURTHEST_BEFORE + len(title) + _FURTHEST_AFTER)
    for size in _FEATURES:
        for start in range(len(title) - size + 1):
            for distance, points in model.weights.get(title[start : start + size], ()):
                scores[_FURTHEST_BEFORE + start + distance] += points
    breaks = [at for at in range(1, len(title)) if scores[_FURTHEST_BEFORE + at] > 0]
    return [title[start:end] for start, end in pairwise([0, *breaks, len(title)])] if title else []


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
