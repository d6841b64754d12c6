"""Brackets and quotation marks that have no partner."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from allforces_site.text.late_pattern import late_pattern

_OPENERS = "「『（【《〈〔［(["
_CLOSERS = "」』）】》〉〕］)]"
# The opening bracket in its half-width form, if there is one, stands for a pair.
_KINDS = {
    sign: unicodedata.normalize("NFKC", opener)
    for pair in zip(_OPENERS, _CLOSERS, strict=True)
    for opener in pair[0]
    for sign in pair
}
_BRACKET = late_pattern(f"[{re.escape(_OPENERS + _CLOSERS)}]")


def unmatched(text: str) -> list[int]:
    """The places of brackets in `text` without a partner, in order.

    A full-width bracket may close a half-width one. What opens within a closed pair and stays open is
    unmatched, too: the inner one of 「今日（土曜」.
    """
    alone: list[int] = []
    still_open: list[int] = []
    counts: Counter[str] = Counter()
    for found in _BRACKET.finditer(text):
        kind = _KINDS[found[0]]
        if found[0] in _OPENERS:
            still_open.append(found.start())
            counts[kind] += 1
        elif not counts[kind]:
            alone.append(found.start())
        else:
            while _KINDS[text[still_open[-1]]] != kind:
                counts[_KINDS[text[still_open[-1]]]] -= 1
                alone.append(still_open.pop())
            still_open.pop()
            counts[kind] -= 1
    return sorted([*alone, *still_open])


def are_partners(opener: str, closer: str) -> bool:
    """Whether one bracket opens and the other closes a pair."""
    return opener in _OPENERS and closer in _CLOSERS and _KINDS[opener] == _KINDS[closer]
