"""Line breaks inside a paragraph that must not show as a space in Japanese or Chinese text.

Rule: CSS Text Level 4, segment break transformation (https://drafts.csswg.org/css-text-4/#line-break-transform):
a break vanishes between two characters that are East Asian Wide or Fullwidth, and next to full-width
punctuation, whatever is on its other side. Korean separates words by spaces: a break next to Hangul is kept.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from allforces_site.text.late_pattern import late_pattern

_FIRST_WIDE = "\u1100"
# Hangul by Unicode's Scripts.txt.
_HANGUL = late_pattern(
    "[\u1100-\u11ff\u302e\u302f\u3131-\u318e\u3200-\u321e\u3260-\u327e\ua960-\ua97c\uac00-\ud7a3"
    "\ud7b0-\ud7c6\ud7cb-\ud7fb\uffa0-\uffbe\uffc2-\uffc7\uffca-\uffcf\uffd2-\uffd7\uffda-\uffdc]"
)
# A mathematical symbol in Unicode; Japanese authors use it as a dash, for ranges and long vowels.
_WAVE = "\uff5e"


def break_vanishes(before: str, after: str) -> bool:
    """Whether a line break between two characters must not show; "" means that there is no text."""
    if _is_wide(before) and _is_wide(after):
        return True
    return (_is_wide_punctuation(before) and not _is_hangul(after)) or (
        _is_wide_punctuation(after) and not _is_hangul(before)
    )


@lru_cache(maxsize=8192)
def _is_wide(char: str) -> bool:
    if char < _FIRST_WIDE:
        return False
    return unicodedata.east_asian_width(char) in "WF" and not _is_hangul(char)


@lru_cache(maxsize=8192)
def _is_wide_punctuation(char: str) -> bool:
    return _is_wide(char) and (unicodedata.category(char)[0] == "P" or char == _WAVE)


def _is_hangul(char: str) -> bool:
    return char >= _FIRST_WIDE and _HANGUL.match(char) is not None
