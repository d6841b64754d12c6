"""Shards after posts changed, came or went: patched, without a look at the other posts.

Posts are numbered in their order, so one that comes or goes in the middle moves all later ones by one. In a
list of differences that changes only one: the first behind the place (see `Shift`).
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
    """What changes in the list of one gram. `old`, by the posts' old numbers: the new level, None for a post
    that does not have the gram any more. `new`, by new numbers: the levels of posts that came.
    """

    old: dict[int, int | None] = msgspec.field(default_factory=dict)
    new: dict[int, int] = msgspec.field(default_factory=dict)


Edits = Mapping[str, GramEdit]

# A number of more than one byte.
_LONGER = re.compile(rb"[\x80-\xff]+[\x00-\x7f]")
# Most numbers come again and again.
_leb128 = cache(leb128)

# From which old number on posts move, and by how much further than those before it; ascending.
Shift = tuple[int, int]


class PostChanges(msgspec.Struct, frozen=True):
    """What became of a row of posts, each with a key; posts that stay keep their order.

    `changed` are pairs of an old and a new number: a post with another key at the place of an old one. `gone`
    are old numbers, `come` new ones. `shifts` are what that does to the numbers of all others.
    """

    changed: Sequence[tuple[int, int]]
    gone: Sequence[int]
    come: Sequence[int]
    shifts: Sequence[Shift]

    @property
    def old_numbers(self) -> list[int]:
        """The posts that changed or went."""
        return [*(old for old, _ in self.changed), *self.gone]

    @property
    def new_numbers(self) -> list[int]:
        """The posts that changed or came."""
        return [*(new for _, new in self.changed), *self.come]


def changes_of(old: Sequence[bytes], new: Sequence[bytes]) -> PostChanges | None:
    """What became of posts with the keys `old`; None where those that stay have another order.

    Keys are unique within each row.
    """
    before, after = set(old), set(new)
    kept = [key for key in new if key in before]
    if kept != [key for key in old if key in after]:
        return None
    changed: list[tuple[int, int]] = []
    gone: list[int] = []
    come: list[int] = []
    shifts: Counter[int] = Counter()
    for went, came, behind in _runs(old, new, kept):
        pairs = min(len(went), len(came))
        changed += zip(went[:pairs], came[:pairs], strict=True)
        gone += went[pairs:]
        come += came[pairs:]
        for number in went[pairs:]:
            shifts[number + 1] -= 1
        if behind < len(old):
            shifts[behind] += len(came) - pairs
    ordered = sorted((at, by) for at, by in shifts.items() if by and at < len(old))
    return PostChanges(changed, gone, come, ordered)


def _runs(
    old: Sequence[bytes], new: Sequence[bytes], kept: Iterable[bytes]
) -> Iterator[tuple[range, range, int]]:
    """Between one post that stays and the next: the old numbers, the new ones, and where the old ones end."""
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
    """What `changes` do to `count` shards, by number.

    `before` is what the posts that changed or went added, by old number; `after` what those that changed or
    came add, by new number.
    """
    edits: dict[int, dict[str, GramEdit]] = defaultdict(lambda: defaultdict(GramEdit))

    def edit(gram: Gram) -> GramEdit | None:
        text = text_of(gram)
        return edits[shard_of(text, count)][text] if text is not None else None

    now = dict(changes.changed)
    for number in [*now, *changes.gone]:
        old = _levels_of(before[number])
        new = _levels_of(after[now[number]]) if number in now else {}
        for gram in old.keys() | new.keys():
            if old.get(gram) != new.get(gram) and (own := edit(gram)) is not None:
                own.old[number] = new.get(gram)
    for number in changes.come:
        for gram, level in _levels_of(after[number]).items():
            if (own := edit(gram)) is not None:
                own.new[number] = level
    return dict(edits)


def _levels_of(post: Contribution) -> dict[Gram, int]:
    return {gram: level for level, grams in post.levels() for gram in grams}


def patch_shard(shard: bytes, edits: Edits, shifts: Sequence[Shift] = ()) -> bytes:
    """The shard after `edits` and `shifts`. Gives the bytes that `make_shard` would."""
    lists = _with_levels(_read(shard), {gram: edit.old for gram, edit in edits.items() if edit.old})
    lists = _with_levels(
        _shifted(lists, shifts), {gram: edit.new for gram, edit in edits.items() if edit.new}
    )
    return shard_file(lists.grams, lists.counts, lists.differences, lists.levels)


class _Lists(msgspec.Struct, frozen=True):
    """The lists of some grams, in order: their numbers of posts, and all differences and levels in a row."""

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
    """The lists with other levels of some posts, by gram and number; None for a post that goes."""
    index = at = levels_at = 0
    parts: list[_Lists] = []

    def take(end: int) -> _Lists:
        """The lists before index `end` that were not taken yet."""
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
    """The differences and levels of one list, with other levels by number."""
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
    """The lists with the numbers of posts moved."""
    if not shifts:
        return lists
    steps = list(_numbers(lists.differences))
    # In a row: what a number is in its list is its sum less that of all lists before, and less one.
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
    """The numbers in LEB128 of which `data` consists; bytes where each number is one."""
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
