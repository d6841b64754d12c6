"""Related posts: those that share terms, where rare terms weigh more; newer posts first among equals.

No pair of posts is compared. Each term is a set of bits, one per post; the posts that share a given subset of
a post's terms are the intersection of those sets. Going through the subsets from the heaviest down finds the
best posts first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from math import log

# The most terms of a post that are combined, the rarest first: 2 ** 8 subsets are cheap, and no reader gains
# from a ninth term. Further terms only fill places that are left.
_TERMS_PER_POST = 8

# Weights are whole numbers, so that rounding of sums never decides between two posts.
_WEIGHT_UNIT = 1000


def related(terms: Sequence[frozenset[str]], count: int) -> list[tuple[int, ...]]:
    """For each post the indexes of up to `count` others that share a term with it, best first.

    `terms[i]` are the terms of post `i`; posts are in order, oldest first. A shared term weighs
    log(posts / posts with the term) + 1, as inverse document frequency does in text retrieval
    (Spärck Jones 1972); the 1 lets a term that every post has still count.
    """
    holders: dict[str, int] = {}
    for index, names in enumerate(terms):
        for name in names:
            holders[name] = holders.get(name, 0) | 1 << index
    weights = {name: _weight(len(terms), bits.bit_count()) for name, bits in holders.items()}
    shared = {name for name, bits in holders.items() if bits.bit_count() > 1}
    return [
        _nearest(index, _rarest(names & shared, weights), weights, holders, count)
        for index, names in enumerate(terms)
    ]


def _weight(posts: int, holding: int) -> int:
    return round(_WEIGHT_UNIT * (1 + log(posts / holding)))


def _rarest(names: frozenset[str], weights: dict[str, int]) -> list[str]:
    return sorted(names, key=lambda name: (-weights[name], name))


def _nearest(
    index: int, names: list[str], weights: dict[str, int], holders: dict[str, int], count: int
) -> tuple[int, ...]:
    found: list[int] = []
    taken = 1 << index
    others = ~taken
    for candidates in _by_weight(names, weights, holders, others):
        candidates &= ~taken
        while candidates and len(found) < count:
            newest = candidates.bit_length() - 1
            found.append(newest)
            taken |= 1 << newest
            candidates &= ~(1 << newest)
        if len(found) == count:
            break
    return tuple(found)


def _by_weight(
    names: list[str], weights: dict[str, int], holders: dict[str, int], others: int
) -> Iterator[int]:
    """Those of `others` that hold a subset of `names`, for each total weight from the heaviest down."""
    subsets = [(0, others)]
    for name in names[:_TERMS_PER_POST]:
        # If no other post holds a subset, none holds a larger one: most end early.
        subsets += [
            (weight + weights[name], shared) for weight, bits in subsets if (shared := bits & holders[name])
        ]
    heaviest_first = sorted((subset for subset in subsets if subset[0]), key=lambda subset: -subset[0])
    for _, group in groupby(heaviest_first, key=lambda subset: subset[0]):
        union = 0
        for _, bits in group:
            union |= bits
        yield union
    for name in names[_TERMS_PER_POST:]:
        yield holders[name]
