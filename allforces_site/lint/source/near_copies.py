"""Finds texts that say nearly the same as an earlier one."""

from __future__ import annotations

from collections import Counter

from allforces_site.lint.source.passages import Passage, PassageKind
from allforces_site.text.late_pattern import late_pattern

# Measured on pairs of passages of real posts: from a likeness of 75 on nearly all were one text written
# twice, often with one more sentence; below 70 many had only phrases in common.
NEAR = 75
# A text is also a near copy if this share of it is phrases of one earlier text, however long that is.
_CONTAINED = 0.8
_SHORTEST_NEAR = 60
# Shorter texts with other numbers in them are entries of one pattern: prices, results, product data.
_SHORTEST_WITH_OTHER_NUMBERS = 150
_NUMBERS = late_pattern(r"[0-9]+")
# Many texts that are not alike share shorter phrases.
_SHORTEST_PHRASE = 8
# So many texts with the most phrases in common are compared in full; the next would not win.
_COMPARED = 3


class NearCopies:
    """Indexes texts by their phrases, to find the one most like another without comparing all of them."""

    def __init__(self) -> None:
        self._last_with: dict[str, int] = {}
        self._texts: dict[int, str] = {}

    def nearest(self, index: int, passage: Passage) -> int | None:
        """The number of the earlier text that `passage` nearly repeats, or None; adds it as `index`."""
        words = passage.words
        if passage.kind is not PassageKind.TEXT or len(words) < _SHORTEST_NEAR:
            return None
        phrases = [
            phrase for phrase in words.replace("。", "、").split("、") if len(phrase) >= _SHORTEST_PHRASE
        ]
        last_with = self._last_with
        shared: Counter[int] = Counter()
        if not last_with.keys().isdisjoint(phrases):
            for phrase in phrases:
                if phrase in last_with:
                    shared[last_with[phrase]] += len(phrase)
        last_with.update(dict.fromkeys(phrases, index))
        self._texts[index] = words
        if not shared:
            return None
        nearest = shared.most_common(_COMPARED)
        if nearest[0][1] >= _CONTAINED * sum(map(len, phrases)):
            nearest_index = nearest[0][0]
            return None if _one_pattern(words, self._texts[nearest_index]) else nearest_index
        return self._best(words, [holder for holder, _ in nearest])

    def _best(self, words: str, candidates: list[int]) -> int | None:
        from rapidfuzz import fuzz  # Late: only posts that repeat phrases need it.

        best, nearest = 0.0, None
        for index in candidates:
            likeness = fuzz.ratio(words, self._texts[index], score_cutoff=NEAR)
            if likeness > best and not _one_pattern(words, self._texts[index]):
                best, nearest = likeness, index
        return nearest


def _one_pattern(first: str, second: str) -> bool:
    """Whether two texts may be entries of one pattern with different numbers in them."""
    if max(len(first), len(second)) >= _SHORTEST_WITH_OTHER_NUMBERS:
        return False
    return _NUMBERS.findall(first) != _NUMBERS.findall(second)
