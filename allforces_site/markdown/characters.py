"""Classifies characters for Markdown in East Asian text: CJK, punctuation, space, variation selector.

Sources: Unicode Standard Annex #11 (East Asian Width), UTS #51 (Emoji), and the CJK-friendly
amendment to CommonMark by tats-u (https://github.com/tats-u/markdown-cjk-friendly).
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace

from allforces_site.text.late_pattern import late_pattern

# Unicode 16, emoji-data.txt: Emoji_Presentation=Yes, without the regional indicators (never wide).
_EMOJI_PRESENTATION = late_pattern(
    "[\u231a\u231b\u23e9-\u23ec\u23f0\u23f3\u25fd\u25fe\u2614\u2615\u2648-\u2653\u267f\u2693\u26a1"
    "\u26aa\u26ab\u26bd\u26be\u26c4\u26c5\u26ce\u26d4\u26ea\u26f2\u26f3\u26f5\u26fa\u26fd\u2705\u270a"
    "\u270b\u2728\u274c\u274e\u2753-\u2755\u2757\u2795-\u2797\u27b0\u27bf\u2b1b\u2b1c\u2b50\u2b55"
    "\U0001f004\U0001f0cf\U0001f18e\U0001f191-\U0001f19a\U0001f201\U0001f21a\U0001f22f"
    "\U0001f232-\U0001f236\U0001f238-\U0001f23a\U0001f250\U0001f251\U0001f300-\U0001f320"
    "\U0001f32d-\U0001f335\U0001f337-\U0001f37c\U0001f37e-\U0001f393\U0001f3a0-\U0001f3ca"
    "\U0001f3cf-\U0001f3d3\U0001f3e0-\U0001f3f0\U0001f3f4\U0001f3f8-\U0001f43e\U0001f440"
    "\U0001f442-\U0001f4fc\U0001f4ff-\U0001f53d\U0001f54b-\U0001f54e\U0001f550-\U0001f567\U0001f57a"
    "\U0001f595\U0001f596\U0001f5a4\U0001f5fb-\U0001f64f\U0001f680-\U0001f6c5\U0001f6cc"
    "\U0001f6d0-\U0001f6d2\U0001f6d5-\U0001f6d7\U0001f6dc-\U0001f6df\U0001f6eb\U0001f6ec"
    "\U0001f6f4-\U0001f6fc\U0001f7e0-\U0001f7eb\U0001f7f0\U0001f90c-\U0001f93a\U0001f93c-\U0001f945"
    "\U0001f947-\U0001f9ff\U0001fa70-\U0001faff]"
)

# Hangul that is not wide or half wide.
_NARROW_HANGUL = late_pattern("[\u1160-\u11ff\ud7b0-\ud7c6\ud7cb-\ud7fb]")
_FIRST_CJK = "\u1100"


@lru_cache(maxsize=8192)
def is_cjk(char: str) -> bool:
    """Whether `char` is CJK by the amendment: wide and not an emoji, half width, or Hangul."""
    if char < _FIRST_CJK:
        return False
    width = unicodedata.east_asian_width(char)
    if width == "W":
        return _EMOJI_PRESENTATION.match(char) is None
    return width in "FH" or _NARROW_HANGUL.match(char) is not None


def is_ideographic_selector(char: str) -> bool:
    """Whether `char` chooses the glyph of a kanji (U+E0100 to U+E01EF)."""
    return "\U000e0100" <= char <= "\U000e01ef"


def is_text_selector(char: str) -> bool:
    """Whether `char` is a variation selector other than the one for emoji."""
    return "\ufe00" <= char <= "\ufe0e"


def is_variation_selector(char: str) -> bool:
    """Whether `char` only chooses how the character before it looks."""
    return "\ufe00" <= char <= "\ufe0f" or is_ideographic_selector(char)


@lru_cache(maxsize=8192)
def is_punctuation(char: str) -> bool:
    """Whether CommonMark 0.31 calls `char` punctuation."""
    return isMdAsciiPunct(ord(char)) or isPunctChar(char)


def is_space(char: str) -> bool:
    """Whether CommonMark calls `char` Unicode whitespace."""
    return isWhiteSpace(ord(char))
