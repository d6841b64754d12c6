"""Shards hold what was added, and a patched one is the same as one made anew."""

from __future__ import annotations

import zlib

from hypothesis import given
from hypothesis import strategies as st

from allforces_site.search.contributions import DIGEST_BYTES, GRAM, Words, contribution
from allforces_site.search.grams import SHARDS
from allforces_site.search.shards import combine, make_shard, patch_shard, shard_keys


def number(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        value |= (data[at] & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if data[at - 1] < 0x80:
            return value, at


def read(shard: bytes) -> dict[str, dict[int, int]]:
    """For each gram the level by post, read as the module's docstring says."""
    data = zlib.decompress(shard)
    count, at = number(data, 0)
    length, at = number(data, at)
    grams = data[at : at + length].decode().split(GRAM) if count else []
    at += length
    counts = []
    for _ in range(count):
        value, at = number(data, at)
        counts.append(value)
    level_at = len(data) - sum(counts)
    found: dict[str, dict[int, int]] = {}
    for gram, posts in zip(grams, counts, strict=True):
        post = -1
        found[gram] = {}
        for _ in range(posts):
            step, at = number(data, at)
            post += step
            found[gram][post] = data[level_at]
            level_at += 1
    return found


@st.composite
def sections(draw: st.DrawFn) -> str:
    grams = draw(
        st.dictionaries(st.sampled_from(["生成", "生物", "ai", "品\n", "サーバ"]), st.integers(0, 3))
    )
    return GRAM.join(sorted((chr(level) if level else "") + gram for gram, level in grams.items()))


def sparse(posts: list[str]) -> list[str]:
    """The same with long gaps between them, whose differences take two bytes."""
    return [section for post in posts for section in (post, *[""] * 150)]


def test_a_shard_holds_posts_and_levels_by_gram() -> None:
    shard = make_shard(["生成\x1c\x03生物", "", "\x01生成"])

    assert read(shard) == {"生成": {0: 0, 2: 1}, "生物": {0: 3}}


def test_an_empty_shard_can_be_read() -> None:
    assert read(make_shard(["", ""])) == {}


@given(st.lists(sections(), min_size=1, max_size=8), st.data())
def test_a_patched_shard_is_one_made_anew(posts: list[str], data: st.DataObject) -> None:
    before = sparse(posts)
    after = list(before)
    changes = {}
    for at in data.draw(st.sets(st.integers(0, len(before) - 1), max_size=3)):
        after[at] = data.draw(sections())
        changes[at] = before[at], after[at]
    added = data.draw(sections())
    changes[len(before)] = "", added

    assert patch_shard(make_shard(before), changes) == make_shard([*after, added])


def test_a_change_of_one_post_changes_the_keys_of_its_shards_only() -> None:
    one, other, new = (
        contribution("a.md", Words("題", [], text)) for text in ("春が来た", "夏が来た", "秋が来た")
    )
    all_before = combine([one.digests, other.digests])
    before, after = shard_keys(all_before), shard_keys(combine([one.digests, new.digests]))
    expected = {
        number
        for number, (old_section, new_section) in enumerate(
            zip(other.sections(), new.sections(), strict=True)
        )
        if old_section != new_section
    }

    assert {number for number in range(SHARDS) if before[number] != after[number]} == expected
    assert shard_keys(all_before ^ combine([other.digests, new.digests])) == after
    assert {len(key) for key in before} == {DIGEST_BYTES}


def test_two_posts_that_change_places_change_the_keys() -> None:
    texts = "春が来た", "夏が来た"
    before = [
        contribution(name, Words("題", [], text)).digests for name, text in zip("ab", texts, strict=True)
    ]
    after = [
        contribution(name, Words("題", [], text)).digests for name, text in zip("ba", texts, strict=True)
    ]

    assert shard_keys(combine(before)) != shard_keys(combine(after))
