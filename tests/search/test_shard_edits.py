"""A patched shard equals one made from scratch, whatever posts changed, were added or removed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allforces_site.search.contributions import Contribution, Words, contribution
from allforces_site.search.grams import SHARDS
from allforces_site.search.shard_edits import ShardEdits, changes_of, edits_by_shard, patch_shard
from allforces_site.search.shards import gather, make_shard

TITLES = st.text(st.sampled_from("生成物サーバ品AIa1、"), max_size=6)
NOTHING = Contribution()
ADDED = st.builds(
    lambda title, text: contribution(Words(title, ["成り立ち"], text)),
    TITLES,
    st.lists(TITLES, max_size=6).map("\n".join),
)
# A post with its key; one in many adds nothing, so that differences take two bytes.
Row = list[tuple[bytes, Contribution]]


def made(posts: list[Contribution]) -> list[bytes]:
    return list(map(make_shard, gather(posts)))


def row(posts: list[Contribution], name: str, gap: int = 0) -> Row:
    spaced = [one for post in posts for one in (post, *[NOTHING] * gap)]
    return [(f"{name}{number}".encode(), post) for number, post in enumerate(spaced)]


def edits_between(before: Row, after: Row) -> tuple[dict[int, ShardEdits], list[tuple[int, int]]]:
    changes = changes_of([key for key, _ in before], [key for key, _ in after])
    assert changes is not None
    old = {number: before[number][1] for number in changes.old_numbers}
    new = {number: after[number][1] for number in changes.new_numbers}
    return edits_by_shard(changes, old, new), list(changes.shifts)


def check_patched(before: Row, after: Row) -> None:
    edits, shifts = edits_between(before, after)
    shards = made([post for _, post in before])
    expected = made([post for _, post in after])
    numbers = range(SHARDS) if shifts else edits
    assert {
        number: patch_shard(shards[number], edits.get(number, ShardEdits()), shifts) for number in numbers
    } == {number: expected[number] for number in numbers}
    assert all(shards[number] == expected[number] for number in set(range(SHARDS)) - set(numbers))


@st.composite
def histories(draw: st.DrawFn) -> tuple[Row, Row]:
    before = row(draw(st.lists(ADDED, min_size=1, max_size=5)), "old", draw(st.sampled_from([0, 0, 150])))
    after = list(before)
    for at in sorted(draw(st.sets(st.integers(0, len(before) - 1), max_size=3)), reverse=True):
        match draw(st.sampled_from(["changed", "gone"])):
            case "changed":
                after[at] = (b"changed%d" % at, draw(ADDED))
            case "gone":
                del after[at]
    for number, at in enumerate(draw(st.lists(st.integers(0, len(after)), max_size=3))):
        after.insert(at, (b"new%d" % number, draw(ADDED)))
    return before, after


@given(histories())
def test_a_patched_shard_equals_one_made_from_scratch(history: tuple[Row, Row]) -> None:
    check_patched(*history)


def test_a_difference_that_grows_to_two_bytes_is_written_in_two_bytes() -> None:
    one = contribution(Words("生物", [], "成人"))
    before = row([one], "old", gap=126) + row([one], "last")

    check_patched(before, [*before[:60], (b"new", NOTHING), *before[60:]])
    check_patched([*before[:60], (b"new", NOTHING), *before[60:]], before)


@pytest.mark.parametrize("places", [(0,), (1, 2, 3), (149, 150), (250,), (299,), (0, 100, 200, 298)])
@pytest.mark.parametrize("gap", [0, 3])
def test_long_lists_are_shifted_from_any_place_on(places: tuple[int, ...], gap: int) -> None:
    one = contribution(Words("生物", [], "成人"))
    before = row([one] * 200, "old", gap) + row([NOTHING] * 200, "gap") + row([one] * 100, "last")
    after = [own for at, own in enumerate(before) if at not in places]
    more = [*after[:50], (b"new", one), *after[50:]]

    check_patched(before, after)
    check_patched(after, before)
    check_patched(before, more)


def test_a_new_post_at_the_end_moves_no_other() -> None:
    before = row([contribution(Words("生物", [], "成人"))], "old")

    assert edits_between(before, before + row([NOTHING], "new")) == ({}, [])


def test_posts_that_change_places_cannot_be_patched() -> None:
    assert changes_of([b"1", b"2"], [b"2", b"1"]) is None


def test_an_edit_touches_the_shards_that_it_changes_and_no_other() -> None:
    old, new = (row([contribution(Words("題", [], text))], text) for text in ("夏が来た", "秋が来た"))
    before, after = (made([post for _, post in posts]) for posts in (old, new))

    edits, shifts = edits_between(old, new)
    assert set(edits) == {number for number in range(SHARDS) if before[number] != after[number]}
    assert not shifts
    assert edits_between(old, row([old[0][1]], "the same")) == ({}, [])
