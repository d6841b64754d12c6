"""The files of the index: for each gram the posts it stands in, and how prominently.

A shard is zlib data of: the number of grams, the length of their text in bytes, the text (sorted, parted by
`GRAM`, UTF-8), the number of posts of each gram, then for each gram the posts as differences to the one
before (the first to -1), then for each gram the level of each post, a byte each. Numbers are LEB128.
Numbers of one kind stand together because deflate packs them best that way.
"""

from __future__ import annotations

import sys
import zlib
from array import array
from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, chain, islice, repeat
from operator import sub

from allforces_site.cache.keys import key_of
from allforces_site.search.contributions import GRAM, Contribution
from allforces_site.search.grams import SHARDS, Gram, shard_of, text_of

# A post's number, shifted by these bits, with the level in them: a list of such entries, ascending, tells all
# of a gram. Three bits, where two could hold the level, because then the difference of two entries tells that
# of their posts, whatever their levels.
_LEVEL_BITS = 3
_LEVELS = 1 << _LEVEL_BITS
# What each list begins with: as if the gram stood in post -1, at a level that is none.
_BEFORE_ALL = (-1 << _LEVEL_BITS) + _LEVELS // 2

# From the lowest byte of an entry to its level, and the bytes that begin lists.
_LEVEL_OF_BYTE = bytes(byte % _LEVELS for byte in range(256))
_BEGINNINGS = bytes(byte for byte in range(256) if byte % _LEVELS == _LEVELS // 2)
_LOWEST_BYTE = 0 if sys.byteorder == "little" else array("i").itemsize - 1

# The entries of each gram of a shard.
Entries = Mapping[str, Sequence[int]]
# What posts, by number, do to each gram of a shard: the level it now has there, or None where it went.
Edits = Mapping[str, Mapping[int, int | None]]
# Number of posts, their differences, their levels.
_Packed = tuple[int, bytes, bytes]

_UNFINISHED = bytes(range(0x80, 0x100))


def shard_key(shard: bytes) -> bytes:
    """The key of a shard is that of its bytes, so that whoever has a file sees whether it is that shard."""
    return key_of(shard)


def gather(posts: Iterable[Contribution], count: int = SHARDS) -> list[Entries]:
    """What the posts, in the order of their numbers, add to each of `count` shards."""
    entries = _Lists()
    for number, post in enumerate(posts):
        for level, grams in post.levels():
            entry = number << _LEVEL_BITS | level
            # A loop of 7 million steps at 2,500 posts, so without Python's own steps.
            deque(map(list.append, map(entries.__getitem__, grams), repeat(entry)), maxlen=0)
    shards: list[dict[str, list[int]]] = [{} for _ in range(count)]
    for gram, own in entries.items():
        text = text_of(gram)
        if text is not None:
            shards[shard_of(text, count)][text] = own
    return list(shards)


def make_shard(entries: Entries) -> bytes:
    """The shard of these entries, as `gather` gives them."""
    grams = sorted(entries)
    lists = [entries[gram] for gram in grams]
    flat = list(chain.from_iterable(lists))
    differences = b"".join(map(_STEPS.__getitem__, map(sub, islice(flat, 1, None), flat)))
    lowest_bytes = array("i", flat).tobytes()[_LOWEST_BYTE :: array("i").itemsize]
    levels = lowest_bytes.translate(_LEVEL_OF_BYTE, _BEGINNINGS)
    return _file(grams, [len(own) - 1 for own in lists], differences, levels)


class _Lists(dict[Gram, list[int]]):
    def __missing__(self, gram: Gram) -> list[int]:
        entries = self[gram] = [_BEFORE_ALL]
        return entries


class _Steps(dict[int, bytes]):
    """From the difference of two entries to that of their posts, in LEB128; to nothing from a list to the
    next, which begins before all."""

    def __missing__(self, difference: int) -> bytes:
        step = _leb128(difference + _LEVELS // 2 >> _LEVEL_BITS) if difference > 0 else b""
        self[difference] = step
        return step


_STEPS = _Steps()


def edits_by_shard(
    changes: Mapping[int, tuple[Contribution, Contribution]], count: int = SHARDS
) -> dict[int, Edits]:
    """What it does to `count` shards, by number, that posts, by number, add the second in place of the first.

    A post that comes after all others is one that added nothing before.
    """
    edits: dict[int, dict[str, dict[int, int | None]]] = defaultdict(lambda: defaultdict(dict))
    for number, (before, after) in changes.items():
        old, new = _levels_of(before), _levels_of(after)
        for gram in old.keys() | new.keys():
            text = text_of(gram) if old.get(gram) != new.get(gram) else None
            if text is not None:
                edits[shard_of(text, count)][text][number] = new.get(gram)
    return dict(edits)


def _levels_of(post: Contribution) -> dict[Gram, int]:
    return {gram: level for level, grams in post.levels() for gram in grams}


def patch_shard(shard: bytes, edits: Edits) -> bytes:
    """The shard after `edits`. Gives the bytes that `make_shard` would, without a look at other posts."""
    packed = _read(shard)
    for gram, levels in edits.items():
        numbers, found = _unpack(packed[gram]) if gram in packed else ([], bytearray())
        for number, level in levels.items():
            at = bisect_left(numbers, number)
            if at < len(numbers) and numbers[at] == number:
                del numbers[at], found[at]
            if level is not None:
                numbers.insert(at, number)
                found.insert(at, level)
        if numbers:
            packed[gram] = _pack(numbers, bytes(found))
        else:
            packed.pop(gram, None)
    grams = sorted(packed)
    ordered = [packed[gram] for gram in grams]
    return _file(
        grams,
        [count for count, _, _ in ordered],
        b"".join([differences for _, differences, _ in ordered]),
        b"".join([found for _, _, found in ordered]),
    )


def _pack(numbers: Sequence[int], found: bytes) -> _Packed:
    differences = list(map(sub, numbers, [-1, *numbers]))
    are_small = max(differences) < 0x80
    return len(found), bytes(differences) if are_small else b"".join(map(_leb128, differences)), found


def _unpack(packed: _Packed) -> tuple[list[int], bytearray]:
    count, data, found = packed
    differences: Iterable[int] = data
    if len(data) != count:
        differences, at = [], 0
        while at < len(data):
            difference, at = _read_leb128(data, at)
            differences.append(difference)
    return list(accumulate(differences, initial=-1))[1:], bytearray(found)


def _file(grams: Sequence[str], counts: Iterable[int], differences: bytes, levels: bytes) -> bytes:
    text = GRAM.join(grams).encode()
    parts = [_leb128(len(grams)), _leb128(len(text)), text, *map(_leb128, counts), differences, levels]
    # Runs of one byte are all that repeats in such data: looking for no more costs 5 % in size, and a
    # fifth of the time.
    deflate = zlib.compressobj(strategy=zlib.Z_RLE)
    return deflate.compress(b"".join(parts)) + deflate.flush()


def _read(shard: bytes) -> dict[str, _Packed]:
    data = zlib.decompress(shard)
    count, at = _read_leb128(data, 0)
    length, at = _read_leb128(data, at)
    grams = data[at : at + length].decode().split(GRAM) if count else []
    at += length
    counts = []
    for _ in grams:
        number, at = _read_leb128(data, at)
        counts.append(number)
    found_at = len(data) - sum(counts)
    packed: dict[str, _Packed] = {}
    for gram, number in zip(grams, counts, strict=True):
        end = _end_of(data, at, number)
        packed[gram] = number, data[at:end], data[found_at : found_at + number]
        at, found_at = end, found_at + number
    return packed


def _end_of(data: bytes, at: int, count: int) -> int:
    """Where `count` numbers that begin at `at` end."""
    end = at + count
    # Bytes of 0x80 and more end no number: as many more follow, which may hold such bytes too.
    while missing := count - len(data[at:end].translate(None, _UNFINISHED)):
        end += missing
    return end


def _leb128(number: int) -> bytes:
    data = bytearray()
    while number >= 0x80:
        data.append(number & 0x7F | 0x80)
        number >>= 7
    data.append(number)
    return bytes(data)


def _read_leb128(data: bytes, at: int) -> tuple[int, int]:
    number = shift = 0
    while data[at] >= 0x80:
        number |= (data[at] & 0x7F) << shift
        shift += 7
        at += 1
    return number | data[at] << shift, at + 1
