"""Related posts: the index gives what comparing every pair would give, and fast."""

from __future__ import annotations

import random
import time
from collections import Counter
from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allforces_site.site.related import related


def by_every_pair(terms: list[frozenset[str]], count: int) -> list[tuple[int, ...]]:
    """The definition: shared terms add up, rare ones weigh more; among equals newer posts come first."""
    holding = Counter(name for names in terms for name in names)
    weight = {name: round(1000 * (1 + log(len(terms) / held))) for name, held in holding.items()}
    found = []
    for index, names in enumerate(terms):
        scores = {other: sum(weight[name] for name in names & terms[other]) for other in range(len(terms))}
        ranked = sorted(
            (other for other, score in scores.items() if score and other != index),
            key=lambda other: (-scores[other], -other),
        )
        found.append(tuple(ranked[:count]))
    return found


post_terms = st.frozensets(st.sampled_from("abcdefghij"), max_size=8)


@given(st.lists(post_terms, max_size=25), st.integers(min_value=0, max_value=8))
def test_related_posts_are_those_of_comparing_every_pair(terms: list[frozenset[str]], count: int) -> None:
    assert related(terms, count) == by_every_pair(terms, count)


def test_a_rare_tag_weighs_more_than_a_common_one() -> None:
    common, rare, both = frozenset("c"), frozenset("r"), frozenset("cr")

    assert related([common, common, common, rare, both], 2)[4] == (3, 2)


def test_newer_posts_come_first_among_equals() -> None:
    assert related([frozenset("a")] * 4, 2) == [(3, 2), (3, 2), (3, 1), (2, 1)]


def test_a_post_without_terms_has_no_related_ones() -> None:
    assert related([frozenset(), frozenset(), frozenset("a")], 6) == [(), (), ()]


def test_terms_that_no_other_post_has_hide_no_shared_one() -> None:
    own = frozenset(f"only-here-{number}" for number in range(12))

    assert related([own | {"news"}, frozenset(["news"])], 6) == [(1,), (0,)]


def test_terms_beyond_the_eight_rarest_still_fill_empty_places() -> None:
    rare = frozenset(f"rare-{number}" for number in range(9))
    common = [frozenset(["news"])] * 3

    assert related([rare | {"news"}, rare, *common], 3)[0] == (1, 4, 3)


def skewed_site(posts: int) -> list[frozenset[str]]:
    """As on the real site: six categories, one of them with most posts; tags by Zipf's law."""
    chance = random.Random(20261124)
    tags = [f"tag-{rank}" for rank in range(1, 5000)]
    weights = [1 / rank for rank in range(1, 5000)]
    categories = chance.choices(range(6), [60, 15, 10, 8, 5, 2], k=posts)
    return [
        frozenset([f"category-{category}", *chance.choices(tags, weights, k=chance.randint(2, 9))])
        for category in categories
    ]


@pytest.mark.slow
def test_ten_thousand_posts_take_seconds() -> None:
    terms = skewed_site(10_000)
    begun = time.process_time()

    found = related(terms, 6)

    assert time.process_time() - begun < 6
    assert all(len(others) == 6 for others in found)


@pytest.mark.slow
def test_the_time_grows_far_slower_than_the_pairs() -> None:
    def seconds(posts: int) -> float:
        terms = skewed_site(posts)
        begun = time.process_time()
        related(terms, 6)
        return time.process_time() - begun

    seconds(500)
    # Four times the posts are sixteen times the pairs.
    assert seconds(8_000) < 10 * seconds(2_000)
