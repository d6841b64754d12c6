"""Phrases that are looked for only at their heads: the words with which each of them begins.

One pattern of all heads reads a text once, in a tenth of a millisecond for a usual post.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from allforces_site.text.late_pattern import late_pattern, late_words


class HeadedPhrases(msgspec.Struct, frozen=True):
    """Patterns of phrases, and the `heads` with which they begin, with a pattern of these."""

    heads: str
    head: re.Pattern[str]
    phrases: tuple[re.Pattern[str], ...]

    def __add__(self, other: HeadedPhrases) -> HeadedPhrases:
        """The phrases of both."""
        heads = f"{self.heads}|{other.heads}"
        return HeadedPhrases(heads, late_words(heads), self.phrases + other.phrases)

    def is_in(self, text: str) -> bool:
        """Whether a text has any of the phrases."""
        return any(
            phrase.match(text, head.start()) for head in self.head.finditer(text) for phrase in self.phrases
        )

    def spans_in(self, text: str) -> list[tuple[int, int]]:
        """The spans of all phrases in a text, in order."""
        return sorted(
            found.span()
            for head in self.head.finditer(text)
            for phrase in self.phrases
            if (found := phrase.match(text, head.start()))
        )


def headed_phrases(heads: str, phrases: Iterable[str]) -> HeadedPhrases:
    """The phrases of some patterns. Each match begins with one of the words in `heads`, which `|` parts."""
    patterns = tuple(late_pattern(one, re.MULTILINE) for one in phrases)
    return HeadedPhrases(heads, late_words(heads), patterns)
