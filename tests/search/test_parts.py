"""A large index keeps its newest posts in a part of their own, and a small one has one part."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from allforces_site.search.documents import BLOCK_POSTS
from allforces_site.search.grams import SHARDS, shard_count
from allforces_site.search.parts import PART_FOLDERS, RECENT_SHARDS, Part, parts_of

LONG = 1_000_000


@given(st.integers(0, 5_000), st.integers(0, 200_000))
def test_every_post_is_in_one_part(posts: int, minutes: int) -> None:
    parts = parts_of(posts, minutes)

    assert [number for part in parts for number in range(part.first, part.end)] == list(range(posts))
    assert len(parts) <= len(PART_FOLDERS)
    assert parts[0].shards == shard_count(minutes)


def test_a_small_site_has_one_part() -> None:
    assert parts_of(0, 0) == (Part(0, 0, 8),)
    assert parts_of(500, 6_400) == (Part(0, 500, 64),)
    assert parts_of(BLOCK_POSTS - 1, LONG) == (Part(0, BLOCK_POSTS - 1, SHARDS),)


def test_the_newest_posts_of_a_large_site_are_in_a_part_with_fewer_shards() -> None:
    assert parts_of(2_500, LONG) == (Part(0, 2_496, SHARDS), Part(2_496, 2_500, RECENT_SHARDS))
    assert parts_of(500, 6_401) == (Part(0, 448, 128), Part(448, 500, RECENT_SHARDS))


def test_a_full_block_of_new_posts_goes_over_to_the_first_part() -> None:
    assert parts_of(2_559, LONG)[1] == Part(2_496, 2_559, RECENT_SHARDS)
    assert parts_of(2_560, LONG) == (Part(0, 2_560, SHARDS),)
    assert parts_of(2_561, LONG)[1] == Part(2_560, 2_561, RECENT_SHARDS)
