"""Related posts: the index gives what comparing every pair would give, and fast."""

from __future__ import annotations

import random
import time
from collections import Counter
from math import log
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allforces_site.site import related as module
from allforces_site.site.related import Related, related


def by_every_pair(
    terms: list[frozenset[str]], count: int, hidden: frozenset[int] = frozenset()
) -> list[tuple[int, ...]]:
    """The definition: shared terms add up, rare ones weigh more; among equals newer posts come first."""
    offered = [frozenset() if index in hidden else names for index, names in enumerate(terms)]
    holding = Counter(name for names in offered for name in names)
    rounded = next(power for power in (2**exponent for exponent in range(20)) if power >= len(terms))
    weight = {name: round(1000 * (1 + log(rounded / held))) for name, held in holding.items()}
    found = []
    for index, names in enumerate(terms):
        scores = {other: sum(weight[name] for name in names & offered[other]) for other in range(len(terms))}
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


@given(st.lists(post_terms, max_size=25), st.lists(post_terms, max_size=25), st.data())
def test_earlier_results_change_nothing(
    old: list[frozenset[str]], others: list[frozenset[str]], data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(old)))
    end = data.draw(st.integers(start, len(old)))
    new = [*old[:start], *others[: data.draw(st.integers(0, len(others)))], *old[end:]]

    places = st.frozensets(st.integers(0, 25))
    were, are = data.draw(places), data.draw(places)
    before = Related(old, related(old, 3, were), were)

    assert related(new, 3, are, before) == related(new, 3, are)


@given(
    st.lists(post_terms, max_size=25),
    st.integers(min_value=0, max_value=8),
    st.frozensets(st.integers(0, 24)),
)
def test_hidden_posts_are_related_to_none_but_have_related_posts(
    terms: list[frozenset[str]], count: int, hidden: frozenset[int]
) -> None:
    found = related(terms, count, hidden)

    assert found == by_every_pair(terms, count, hidden)
    assert not any(hidden.intersection(posts) for posts in found)


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The posts whose related ones are looked for; a test may clear it."""
    found: list[int] = []
    nearest = module._nearest

    def recorded(index: int, *rest: Any) -> tuple[int, ...]:
        found.append(index)
        return nearest(index, *rest)

    monkeypatch.setattr(module, "_nearest", recorded)
    return found


def test_after_a_new_post_only_those_that_share_a_term_with_it_are_looked_at(looked_at: list[int]) -> None:
    old = [frozenset({"a"}), frozenset({"b"}), frozenset({"a", "b"}), frozenset({"c"}), frozenset({"c"})]
    before = Related(old, related(old, 6))
    looked_at.clear()

    new = [*old[:1], frozenset({"c"}), *old[1:]]

    assert related(new, 6, before=before) == [(3,), (5, 4), (3,), (2, 0), (5, 1), (4, 1)]
    assert looked_at == [1, 4, 5]


def test_after_a_new_tag_only_those_that_have_it_are_looked_at(looked_at: list[int]) -> None:
    old = [frozenset({"a"}), frozenset({"a", "b"}), frozenset({"a"}), frozenset({"b"})]
    before = Related(old, related(old, 6))
    looked_at.clear()

    assert related([frozenset({"a", "b"}), *old[1:]], 6, before=before)[3] == (1, 0)
    assert looked_at == [0, 1, 3]


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
