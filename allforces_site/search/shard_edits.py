"""Patches shards after posts changed, were added or removed, without reading the other posts.

Posts are numbered in their order, so one that is added or removed in the middle moves all later ones by one.
In a list of differences that changes only one: the first after the place (see `Shift`).
"""

from __future__ import annotations

import re
import zlib
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from operator import sub

import msgspec

from allforces_site.search.contributions import GRAM, Contribution
from allforces_site.search.grams import SHARDS, Gram, shard_of, text_of
from allforces_site.search.shards import (
    Entries,
    end_of,
    gather_numbered,
    leb128,
    levels_by_post,
    pack_numbers,
    read_leb128,
    shard_file,
)


class ShardEdits(msgspec.Struct, frozen=True):
    """The changes in the lists of one shard, by gram. `old` are the new levels by old post number; None if
    the post does not have the gram any more. `added` are the entries of added posts, by new number.
    """

    old: dict[str, dict[int, int | None]] = msgspec.field(default_factory=dict)
    added: Entries = msgspec.field(default_factory=dict)


NO_EDITS = ShardEdits()

# Of so many bytes or fewer, all numbers are decoded to find one.
_FEW_BYTES = 128

# A number of more than one byte.
_LONGER = re.compile(rb"[\x80-\xff]+[\x00-\x7f]")

# The old number from which on posts move, and by how much more than those before it. Shifts are ascending.
Shift = tuple[int, int]


class PostChanges(msgspec.Struct, frozen=True):
    """The changes of a sequence of posts, each with a key; posts that are kept have the same order.

    `changed` are pairs of an old and a new number: a post with another key in the place of an old one.
    `removed` are old numbers, `added` new ones. `shifts` change the numbers of all other posts.
    """

    changed: Sequence[tuple[int, int]]
    removed: Sequence[int]
    added: Sequence[int]
    shifts: Sequence[Shift]

    @property
    def count(self) -> int:
        """How many posts changed, and were removed or added, whichever are more."""
        return len(self.changed) + max(len(self.removed), len(self.added))

    @property
    def old_numbers(self) -> list[int]:
        """The posts that changed or were removed."""
        return [*(old for old, _ in self.changed), *self.removed]

    @property
    def new_numbers(self) -> list[int]:
        """The posts that changed or were added."""
        return [*(new for _, new in self.changed), *self.added]


def changes_of(old: Sequence[bytes], new: Sequence[bytes]) -> PostChanges | None:
    """Returns the changes from posts with the keys `old` to `new`; None if kept posts have another order.

    Keys are unique within each sequence.
    """
    before, after = set(old), set(new)
    kept = [key for key in new if key in before]
    if kept != [key for key in old if key in after]:
        return None
    changed: list[tuple[int, int]] = []
    removed: list[int] = []
    added: list[int] = []
    shifts: list[Shift] = []
    for old_run, new_run, old_end in _runs(old, new, kept):
        pairs = min(len(old_run), len(new_run))
        changed += zip(old_run[:pairs], new_run[:pairs], strict=True)
        removed += old_run[pairs:]
        added += new_run[pairs:]
        if old_end < len(old) and len(old_run) != len(new_run):
            shifts.append((old_end, len(new_run) - len(old_run)))
    return PostChanges(changed, removed, added, shifts)


def _runs(
    old: Sequence[bytes], new: Sequence[bytes], kept: Iterable[bytes]
) -> Iterator[tuple[range, range, int]]:
    """Yields, between two kept posts, the old numbers, the new ones, and the end of the old ones."""
    old_at = new_at = 0
    for key in [*kept, None]:
        old_end = old.index(key, old_at) if key is not None else len(old)
        new_end = new.index(key, new_at) if key is not None else len(new)
        if old_end > old_at or new_end > new_at:
            yield range(old_at, old_end), range(new_at, new_end), old_end
        old_at, new_at = old_end + 1, new_end + 1


def edits_by_shard(
    changes: PostChanges,
    before: Mapping[int, Contribution],
    after: Mapping[int, Contribution],
    count: int = SHARDS,
) -> dict[int, ShardEdits]:
    """Returns the edits of each of `count` shards that changes.

    `before` are the contributions of the posts that changed or were removed, by old number; `after` are those
    of posts that changed or were added, by new number.
    """
    added = gather_numbered(((number, after[number]) for number in changes.added), count)
    edits = {number: ShardEdits(added=own) for number, own in enumerate(added) if own}
    now = dict(changes.changed)
    for number in changes.old_numbers:
        old = _levels_of(before[number])
        new = _levels_of(after[now[number]]) if number in now else {}
        for gram in old.keys() | new.keys():
            text = text_of(gram) if old.get(gram) != new.get(gram) else None
            if text is not None:
                own = edits.setdefault(shard_of(text, count), ShardEdits())
                own.old.setdefault(text, {})[number] = new.get(gram)
    return edits


def _levels_of(post: Contribution) -> dict[Gram, int]:
    return {gram: level for level, grams in post.levels() for gram in grams}


def patch_shard(shard: bytes, edits: ShardEdits, shifts: Sequence[Shift] = ()) -> bytes:
    """Returns the shard after `edits` and `shifts`: the same bytes as from `make_shard`."""
    lists = _shifted(_spliced(_read(shard), edits.old), shifts)
    lists = _spliced(lists, {gram: levels_by_post(own) for gram, own in edits.added.items()})
    return shard_file(lists.grams, lists.counts, lists.differences, lists.levels)


class _Lists(msgspec.Struct, frozen=True):
    """The lists of some grams, in order: their numbers of posts, and all differences and levels joined."""

    grams: Sequence[str]
    counts: Sequence[int]
    differences: bytes
    levels: bytes


def _read(shard: bytes) -> _Lists:
    data = zlib.decompress(shard)
    count, at = read_leb128(data, 0)
    length, at = read_leb128(data, at)
    grams = data[at : at + length].decode().split(GRAM) if count else []
    counts_at, at = at + length, end_of(data, at + length, count)
    counts = _numbers(data[counts_at:at])
    levels_at = len(data) - sum(counts)
    return _Lists(grams, counts, data[at:levels_at], data[levels_at:])


def _spliced(lists: _Lists, edits: Mapping[str, Mapping[int, int | None]]) -> _Lists:
    """Returns the lists with other levels of some posts, by gram and number; None removes a post."""
    if not edits:
        return lists
    grams: list[str] = []
    counts: list[int] = []
    differences: list[bytes] = []
    levels: list[bytes] = []
    index = at = levels_at = 0
    for gram in sorted(edits):
        place = bisect_left(lists.grams, gram, index)
        is_there = place < len(lists.grams) and lists.grams[place] == gram
        grams += lists.grams[index:place]
        counts += lists.counts[index:place]
        count = sum(lists.counts[index:place])
        own_at, own_levels_at = end_of(lists.differences, at, count), levels_at + count
        count = lists.counts[place] if is_there else 0
        end, levels_end = end_of(lists.differences, own_at, count), own_levels_at + count
        own = _edited(lists.differences[own_at:end], lists.levels[own_levels_at:levels_end], edits[gram])
        differences += lists.differences[at:own_at], own[0]
        levels += lists.levels[levels_at:own_levels_at], own[1]
        if own[1]:
            grams.append(gram)
            counts.append(len(own[1]))
        index, at, levels_at = place + is_there, end, levels_end
    grams += lists.grams[index:]
    counts += lists.counts[index:]
    differences.append(lists.differences[at:])
    levels.append(lists.levels[levels_at:])
    return _Lists(grams, counts, b"".join(differences), b"".join(levels))


def _edited(differences: bytes, levels: bytes, edits: Mapping[int, int | None]) -> tuple[bytes, bytes]:
    """Returns the differences and levels of one list after other levels, by number, were set."""
    last = _sum(differences) - 1
    if min(edits) > last:  # Most posts are added at the end.
        added = {number: level for number, level in sorted(edits.items()) if level is not None}
        return differences + pack_numbers([*map(sub, added, [last, *added])]), levels + bytes(added.values())
    steps = _numbers(differences)
    numbers, own = list(accumulate(steps, initial=-1))[1:], bytearray(levels)
    for number, level in edits.items():
        at = bisect_left(numbers, number)
        if at < len(numbers) and numbers[at] == number:
            del numbers[at], own[at]
        if level is not None:
            numbers.insert(at, number)
            own.insert(at, level)
    return pack_numbers(list(map(sub, numbers, [-1, *numbers]))), bytes(own)


def _shifted(lists: _Lists, shifts: Sequence[Shift]) -> _Lists:
    """Returns the lists with the numbers of posts shifted."""
    if not shifts:
        return lists
    at = 0
    lists_of_differences = []
    for count in lists.counts:
        begin, at = at, end_of(lists.differences, at, count)
        lists_of_differences.append(_shifted_list(lists.differences[begin:at], shifts))
    return _Lists(lists.grams, lists.counts, b"".join(lists_of_differences), lists.levels)


def _shifted_list(differences: bytes, shifts: Sequence[Shift]) -> bytes:
    # The last shift comes first. What it moves stays after the places of the other shifts, because between
    # two places are at least as many posts as were removed there.
    for start, by in reversed(shifts):
        begin = _place_of(differences, start)
        if begin < len(differences):
            step, end = read_leb128(differences, begin)
            differences = differences[:begin] + leb128(step + by) + differences[end:]
    return differences


def _place_of(differences: bytes, start: int) -> int:
    """Returns where the difference begins that leads to the first number of at least `start`, or the end."""
    begin, end, number = 0, len(differences), -1
    if number + _sum(differences) < start:  # As in most lists, because most edits are of new posts.
        return end
    # Adding up halves until few are left takes less time than decoding all.
    while end - begin > _FEW_BYTES:
        middle = end_of(differences, (begin + end) // 2, 1)
        at_middle = number + _sum(differences[begin:middle])
        if at_middle < start:
            begin, number = middle, at_middle
        else:
            end = middle
    numbers = accumulate(_numbers(differences[begin:end]), initial=number)
    return end_of(differences, begin, bisect_left([*numbers][1:], start))


class _Excess(dict[bytes, int]):
    """Maps a number of more than one byte to what it is more than the sum of its bytes."""

    def __missing__(self, data: bytes) -> int:
        excess = self[data] = read_leb128(data, 0)[0] - sum(data)
        return excess


_EXCESS = _Excess()


def _sum(data: bytes) -> int:
    """Returns the sum of the LEB128 numbers in `data`."""
    return sum(data) + (0 if data.isascii() else sum(map(_EXCESS.__getitem__, _LONGER.findall(data))))


def _numbers(data: bytes) -> Sequence[int]:
    """Returns the LEB128 numbers in `data`; `data` itself if each is one byte."""
    if data.isascii():
        return data
    numbers: list[int] = []
    at = 0
    for longer in _LONGER.finditer(data):
        numbers += data[at : longer.start()]
        numbers.append(read_leb128(data, longer.start())[0])
        at = longer.end()
    numbers += data[at:]
    return numbers
