"""Patches shards after posts changed, were added or removed, without reading the other posts.

Posts are numbered in their order, so one that is added or removed in the middle moves all later ones by one.
In a list of differences that changes only one: the first after the place (see `Shift`).
"""

from __future__ import annotations

import re
import zlib
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate
from operator import sub

import msgspec

from allforces_site.search.contributions import GRAM, Contribution
from allforces_site.search.grams import SHARDS, Gram, shard_of, text_of
from allforces_site.search.shards import end_of, leb128, read_leb128, shard_file


class GramEdit(msgspec.Struct, frozen=True):
    """The changes in the list of one gram. `old`, by old post number: the new level, or None if the post does
    not have the gram any more. `new`, by new post number: the levels of added posts.
    """

    old: dict[int, int | None] = msgspec.field(default_factory=dict)
    new: dict[int, int] = msgspec.field(default_factory=dict)


Edits = Mapping[str, GramEdit]

# A number of more than one byte.
_LONGER = re.compile(rb"[\x80-\xff]+[\x00-\x7f]")
# Most numbers occur again and again.
_leb128 = cache(leb128)

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
    shifts: Counter[int] = Counter()
    for old_run, new_run, old_end in _runs(old, new, kept):
        pairs = min(len(old_run), len(new_run))
        changed += zip(old_run[:pairs], new_run[:pairs], strict=True)
        removed += old_run[pairs:]
        added += new_run[pairs:]
        for number in old_run[pairs:]:
            shifts[number + 1] -= 1
        if old_end < len(old):
            shifts[old_end] += len(new_run) - pairs
    ordered = sorted((at, by) for at, by in shifts.items() if by and at < len(old))
    return PostChanges(changed, removed, added, ordered)


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
) -> dict[int, Edits]:
    """Returns by number, of `count` shards, the edits for `changes`.

    `before` are the contributions of posts that changed or were removed, by old number; `after` are those of
    posts that changed or were added, by new number.
    """
    edits: dict[int, dict[str, GramEdit]] = defaultdict(lambda: defaultdict(GramEdit))

    def edit(gram: Gram) -> GramEdit | None:
        text = text_of(gram)
        return edits[shard_of(text, count)][text] if text is not None else None

    now = dict(changes.changed)
    for number in [*now, *changes.removed]:
        old = _levels_of(before[number])
        new = _levels_of(after[now[number]]) if number in now else {}
        for gram in old.keys() | new.keys():
            if old.get(gram) != new.get(gram) and (own := edit(gram)) is not None:
                own.old[number] = new.get(gram)
    for number in changes.added:
        for gram, level in _levels_of(after[number]).items():
            if (own := edit(gram)) is not None:
                own.new[number] = level
    return dict(edits)


def _levels_of(post: Contribution) -> dict[Gram, int]:
    return {gram: level for level, grams in post.levels() for gram in grams}


def patch_shard(shard: bytes, edits: Edits, shifts: Sequence[Shift] = ()) -> bytes:
    """Returns the shard after `edits` and `shifts`: the same bytes as from `make_shard`."""
    lists = _with_levels(_read(shard), {gram: edit.old for gram, edit in edits.items() if edit.old})
    lists = _with_levels(
        _shifted(lists, shifts), {gram: edit.new for gram, edit in edits.items() if edit.new}
    )
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


def _with_levels(lists: _Lists, edits: Mapping[str, Mapping[int, int | None]]) -> _Lists:
    """Returns the lists with other levels of some posts, by gram and number; None removes a post."""
    index = at = levels_at = 0
    parts: list[_Lists] = []

    def take(end: int) -> _Lists:
        """Returns the lists before index `end` that were not taken yet."""
        nonlocal index, at, levels_at
        own, count = slice(index, end), sum(lists.counts[index:end])
        numbers = slice(at, end_of(lists.differences, at, count))
        levels = slice(levels_at, levels_at + count)
        index, at, levels_at = end, numbers.stop, levels.stop
        return _Lists(lists.grams[own], lists.counts[own], lists.differences[numbers], lists.levels[levels])

    for gram in sorted(edits):
        place = bisect_left(lists.grams, gram, index)
        parts.append(take(place))
        is_there = place < len(lists.grams) and lists.grams[place] == gram
        differences, levels = _edited(take(place + is_there), edits[gram])
        if levels:
            parts.append(_Lists([gram], [len(levels)], differences, levels))
    if not parts:
        return lists
    parts.append(take(len(lists.grams)))
    return _Lists(
        [gram for part in parts for gram in part.grams],
        [count for part in parts for count in part.counts],
        b"".join([part.differences for part in parts]),
        b"".join([part.levels for part in parts]),
    )


def _edited(own: _Lists, edits: Mapping[int, int | None]) -> tuple[bytes, bytes]:
    """Returns the differences and levels of one list after other levels, by number, were set."""
    numbers, levels = list(accumulate(_numbers(own.differences), initial=-1))[1:], bytearray(own.levels)
    for number, level in edits.items():
        at = bisect_left(numbers, number)
        if at < len(numbers) and numbers[at] == number:
            del numbers[at], levels[at]
        if level is not None:
            numbers.insert(at, number)
            levels.insert(at, level)
    return _packed(list(map(sub, numbers, [-1, *numbers]))), bytes(levels)


def _shifted(lists: _Lists, shifts: Sequence[Shift]) -> _Lists:
    """Returns the lists with the numbers of posts shifted."""
    if not shifts:
        return lists
    steps = list(_numbers(lists.differences))
    # Over all lists: a number in its list is its sum, less that of all lists before, less one.
    sums = list(accumulate(steps))
    begin = before = 0
    for count in lists.counts:
        end = begin + count
        for start, by in shifts:
            at = bisect_left(sums, before + 1 + start, begin, end)
            if at < end:
                steps[at] += by
        begin, before = end, sums[end - 1]
    return _Lists(lists.grams, lists.counts, _packed(steps), lists.levels)


def _packed(numbers: Sequence[int]) -> bytes:
    return bytes(numbers) if max(numbers, default=0) < 0x80 else b"".join(map(_leb128, numbers))


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
