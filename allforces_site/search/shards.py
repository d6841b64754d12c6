"""The files of the index: for each gram the posts it stands in, and how prominently.

A shard is zlib data of: the number of grams, the length of their text in bytes, the text (sorted, parted by
`GRAM`, UTF-8), the number of posts of each gram, then for each gram the posts as differences to the one
before (the first to -1), then for each gram the level of each post, a byte each. Numbers are LEB128.
Numbers of one kind stand together because deflate packs them best that way.
"""

from __future__ import annotations

import zlib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from operator import sub

from allforces_site.search.contributions import DIGEST_BYTES, GRAM, level_of
from allforces_site.search.grams import SHARDS

# For each gram the numbers of its posts, ascending, each shifted by two bits, with the level in them.
_Postings = defaultdict[str, list[int]]
# Number of posts, their differences, their levels.
_Packed = tuple[int, bytes, bytes]

_UNFINISHED = bytes(range(0x80, 0x100))


def combine(digests: Iterable[bytes]) -> int:
    """The digests of all posts as one number: a post's are added, or taken out again, by the same `^`."""
    combined = 0
    for one in digests:
        combined ^= int.from_bytes(one, "big")
    return combined


def shard_keys(combined: int) -> list[bytes]:
    """For each shard what tells whether any post adds something else to it than before.

    The order of the posts is not in it: a shard needs another key where the posts' numbers change.
    """
    row = to_bytes(combined)
    return [row[start : start + DIGEST_BYTES] for start in range(0, len(row), DIGEST_BYTES)]


def to_bytes(combined: int) -> bytes:
    """The combined digests as they are stored: big-endian."""
    return combined.to_bytes(SHARDS * DIGEST_BYTES, "big")


def make_shard(sections: Iterable[str]) -> bytes:
    """The shard to which the posts, in the order of their numbers, add `sections`."""
    posts_of: dict[str, list[int]] = defaultdict(list)
    for number, section in enumerate(sections):
        if section:
            for marked in section.split(GRAM):
                posts_of[marked].append(number)
    postings: _Postings = defaultdict(list)
    for marked, numbers in posts_of.items():
        level, gram = level_of(marked)
        postings[gram] += [number << 2 | level for number in numbers]
    return _file({gram: _pack_entries(sorted(entries)) for gram, entries in postings.items()})


def patch_shard(shard: bytes, changes: Mapping[int, tuple[str, str]]) -> bytes:
    """The shard after posts, by number, added the second section in place of the first.

    Gives the bytes that `make_shard` would, in a fifth of the time or less. A post that comes after all
    others is one that added "" before.
    """
    packed = _read(shard)
    old, new = _changed_entries(changes)
    for gram in {*old, *new}:
        was, now = old.get(gram, []), new.get(gram, [])
        if was == now:
            continue
        numbers, found = _unpack(packed[gram]) if gram in packed else ([], bytearray())
        for entry in was:
            at = bisect_left(numbers, entry >> 2)
            del numbers[at], found[at]
        for entry in now:
            at = bisect_left(numbers, entry >> 2)
            numbers.insert(at, entry >> 2)
            found.insert(at, entry & 3)
        if numbers:
            packed[gram] = _pack(numbers, bytes(found))
        else:
            del packed[gram]
    return _file(packed)


def _changed_entries(changes: Mapping[int, tuple[str, str]]) -> tuple[_Postings, _Postings]:
    old: _Postings = defaultdict(list)
    new: _Postings = defaultdict(list)
    for number, (before, after) in changes.items():
        _add(old, number, before)
        _add(new, number, after)
    return old, new


def _add(postings: _Postings, number: int, section: str) -> None:
    for marked in section.split(GRAM) if section else ():
        level, gram = level_of(marked)
        postings[gram].append(number << 2 | level)


def _pack_entries(entries: Sequence[int]) -> _Packed:
    return _pack([entry >> 2 for entry in entries], bytes([entry & 3 for entry in entries]))


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


def _file(packed: Mapping[str, _Packed]) -> bytes:
    grams = sorted(packed)
    text = GRAM.join(grams).encode()
    ordered = [packed[gram] for gram in grams]
    parts = [_leb128(len(grams)), _leb128(len(text)), text]
    parts += [_leb128(count) for count, _, _ in ordered]
    parts += [differences for _, differences, _ in ordered]
    parts += [found for _, _, found in ordered]
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
