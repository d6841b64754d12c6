"""Breaks a title into lines by the rules of Japanese typesetting. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

# JIS X 4051 and JLREQ 3.1.7 to 3.1.9: characters that must not begin a line (closing brackets, punctuation,
# small kana, the long vowel mark) or end one (opening brackets).
NOT_FIRST = frozenset(
    "、。，．・：；？！゛゜ヽヾゝゞ々ー）］｝〕〉》」』】〙〗〟’”»"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ‐゠–〜～…‥%％℃!),.:;?]}"
)
NOT_LAST = frozenset("（［｛〔〈《「『【〘〖〝‘“«([{¥$￥＄#＃")

# A run of letters and digits is a word and never broken; a line may end at a space after it.
_UNITS = re.compile(r"[0-9A-Za-z\u00c0-\u024f'’.,+\-/&%@_]+|\s+|.", re.DOTALL)
_ELLIPSIS = "…"

Measure = Callable[[str], float]


def break_lines(text: str, width: float, measure: Measure) -> list[str]:
    """Returns the lines of `text`, each at most `width` wide unless it cannot be broken."""
    lines: list[str] = []
    line = ""
    for unit in _units(text, width, measure):
        if line and measure(f"{line}{unit}".rstrip()) > width:
            lines.append(line.rstrip())
            line = unit.lstrip()
        else:
            line += unit if line else unit.lstrip()
    return [*lines, line.rstrip()] if line.strip() else lines


def break_evenly(text: str, width: float, measure: Measure) -> list[str]:
    """Returns as many lines as `break_lines`, but as equal in length as possible."""
    lines = break_lines(text, width, measure)
    low, high = measure(text) / max(1, len(lines)), width
    for _ in range(6):  # Halving six times comes within a fifth of a character.
        middle = (low + high) / 2
        tighter = break_lines(text, middle, measure)
        if len(tighter) == len(lines) and max(map(measure, tighter), default=0.0) <= width:
            lines, high = tighter, middle
        else:
            low = middle
    return lines


def shorten(lines: Sequence[str], count: int, width: float, measure: Measure) -> list[str]:
    """Returns the first `count` lines; if there are more, the last one returned ends in an ellipsis."""
    if len(lines) <= count:
        return list(lines)
    last = lines[count - 1]
    while last and (measure(last + _ELLIPSIS) > width or last[-1] in NOT_LAST or last[-1] in "、。"):
        last = last[:-1]
    return [*lines[: count - 1], last.rstrip() + _ELLIPSIS]


def _units(text: str, width: float, measure: Measure) -> list[str]:
    """Returns the pieces between which a line may end."""
    units: list[str] = []
    for piece in _UNITS.findall(" ".join(text.split())):
        glued = units and (piece[0] in NOT_FIRST or units[-1][-1] in NOT_LAST) and not units[-1].isspace()
        if glued and measure(units[-1] + piece) <= width:
            units[-1] += piece
        elif measure(piece) > width:
            units.extend(piece)
        else:
            units.append(piece)
    return units
