"""Related posts: those that share terms, where rare terms weigh more; newer posts first among equals.

No pair of posts is compared. Each term is a set of bits, one per post; the posts that share a given subset of
a post's terms are the intersection of those sets. Most subsets need not be looked at: they are shared by no
post, or weigh less than those of posts that were found already.

What is related to a post depends only on the posts that share a term with it. So a build that follows
another one looks again only for posts with a term that others got or lost.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from math import log

import msgspec

# The most terms of a post that are combined, the rarest first: 2 ** 8 subsets are cheap, and no reader gains
# from a ninth term. Further terms only fill places that are left.
_TERMS_PER_POST = 8

# Weights are whole numbers, so that rounding of sums never decides between two posts.
_WEIGHT_UNIT = 1000


class Related(msgspec.Struct, frozen=True):
    """The related posts of each post, best first, as indexes, and the terms of which they were found.

    Both are in the order of the posts, oldest first. `hidden` are the posts that are related to none.
    """

    terms: Sequence[frozenset[str]] = ()
    posts: Sequence[tuple[int, ...]] = ()
    hidden: Set[int] = frozenset()

    @property
    def offered(self) -> list[frozenset[str]]:
        """The terms by which posts find each post: none for those that are hidden."""
        return [frozenset() if index in self.hidden else names for index, names in enumerate(self.terms)]


_NOTHING = Related()


def related(
    terms: Sequence[frozenset[str]], count: int, hidden: Set[int] = frozenset(), before: Related = _NOTHING
) -> list[tuple[int, ...]]:
    """For each post the indexes of up to `count` others that share a term with it, best first.

    `terms[i]` are the terms of post `i`; posts are in order, oldest first. A shared term weighs
    log(posts / posts with the term) + 1, as inverse document frequency does in text retrieval
    (Spärck Jones 1972); the 1 lets a term that every post has still count. The number of posts is rounded up
    to a power of two, so that a new post changes the weights of its own terms only. No other post has those
    of `hidden` among its own, but they have others. `before` may hold an earlier result for the same `count`,
    which is used where it cannot have changed.
    """
    present = Related(terms, (), hidden)
    holders: dict[str, int] = {}
    for index, names in enumerate(present.offered):
        for name in names:
            holders[name] = holders.get(name, 0) | 1 << index
    rounded = _rounded(len(terms))
    weights = {name: _weight(rounded, bits.bit_count()) for name, bits in holders.items()}
    shared = {name for name, bits in holders.items() if bits.bit_count() > 1}
    known = _unchanged(present, before)
    found = []
    for index, names in enumerate(terms):
        if index not in known:
            # A post that holds none itself shares a term with its only holder.
            rarest = _rarest(names & (holders.keys() if index in hidden else shared), weights)
            known[index] = _nearest(index, rarest, weights, holders, count)
        found.append(known[index])
    return found


def none_related(terms: Sequence[frozenset[str]], _count: int, _hidden: Set[int]) -> list[tuple[int, ...]]:
    """No related posts for any post: for a site of which no page is made."""
    return [()] * len(terms)


def _rounded(posts: int) -> int:
    return 1 << max(0, posts - 1).bit_length()


def _weight(posts: int, holding: int) -> int:
    return round(_WEIGHT_UNIT * (1 + log(posts / holding)))


def _unchanged(present: Related, before: Related) -> dict[int, tuple[int, ...]]:
    """Those of the results of `before` that are still right, by present index."""
    terms, old, new = present.terms, before.offered, present.offered
    if _rounded(len(terms)) != _rounded(len(before.terms)):
        return {}
    start, end = _equal_ends([*zip(before.terms, old, strict=True)], [*zip(terms, new, strict=True)])
    moved = len(terms) - len(before.terms)
    touched = _touched(old[start : len(old) - end], new[start : len(new) - end])
    after = len(before.terms) - end
    known = {}
    for index, (names, posts) in enumerate(zip(before.terms, before.posts, strict=True)):
        if start <= index < after and (moved or names != terms[index]):
            continue
        if touched.isdisjoint(names):
            place, *now = (other + moved if other >= after else other for other in (index, *posts))
            known[place] = tuple(now)
    return known


def _equal_ends(old: Sequence[object], new: Sequence[object]) -> tuple[int, int]:
    """How many posts at the start and at the end are as they were."""
    most = min(len(old), len(new))
    start = next((place for place in range(most) if old[place] != new[place]), most)
    rest = range(1, most - start + 1)
    return start, next((place - 1 for place in rest if old[-place] != new[-place]), most - start)


def _touched(old: Sequence[frozenset[str]], new: Sequence[frozenset[str]]) -> set[str]:
    """The terms that posts got or lost, where `new` stands in place of `old`."""
    if len(old) != len(new):
        return set().union(*old, *new)
    return set().union(*(was ^ now for was, now in zip(old, new, strict=True)))


def _rarest(names: frozenset[str], weights: dict[str, int]) -> list[str]:
    return sorted(names, key=lambda name: (-weights[name], name))


def _nearest(
    index: int, names: list[str], weights: dict[str, int], holders: dict[str, int], count: int
) -> tuple[int, ...]:
    """The best posts for the post `index` with the terms `names`, the rarest first."""
    taken = 1 << index
    combined, further = names[:_TERMS_PER_POST], names[_TERMS_PER_POST:]
    found = _heaviest(
        [weights[name] for name in combined], [holders[name] for name in combined], ~taken, count
    )
    for bits in (holders[name] for name in further):
        if len(found) == count:
            break
        for post in found:
            taken |= 1 << post
        found += _newest(bits & ~taken, count - len(found))
    return tuple(found)


def _heaviest(weights: list[int], holders: list[int], others: int, count: int) -> list[int]:
    """Those of `others` that hold the heaviest subsets of some terms, newest first among equals.

    Subsets are tried with a term before they are tried without it: each post is met at the largest subset
    that it holds. Subsets that can weigh no more than `count` posts do already are not looked at.
    """
    best: list[tuple[int, int]] = []
    least = 1  # The subset without terms weighs nothing.
    met = 0
    # How many terms are decided, the most that a subset with the rest can weigh, and its holders.
    waiting = [(0, sum(weights), others)]
    while waiting and count:
        decided, most, bits = waiting.pop()
        if most < least:
            continue
        if decided < len(weights):
            waiting.append((decided + 1, most - weights[decided], bits))
            if shared := bits & holders[decided]:
                waiting.append((decided + 1, most, shared))
        elif new := bits & ~met:
            best = sorted([*best, *((most, post) for post in _newest(new, count))], reverse=True)[:count]
            met |= bits
            least = best[-1][0] if len(best) == count else least
    return [post for _, post in best]


def _newest(bits: int, count: int) -> list[int]:
    """The up to `count` newest of a set of posts."""
    found: list[int] = []
    while bits and len(found) < count:
        found.append(bits.bit_length() - 1)
        bits ^= 1 << found[-1]
    return found
