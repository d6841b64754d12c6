"""The files of the index: for each gram the posts that hold it, and how prominently.

A shard is zlib data of: the number of grams, the length of their text in bytes, the text (sorted, separated
by `GRAM`, UTF-8), the number of posts of each gram, then for each gram the posts as differences to the
previous one (the first to -1), then for each gram the level of each post, one byte each. Numbers are LEB128.
Numbers of one kind are stored together because they compress best that way.
"""

from __future__ import annotations

import sys
import zlib
from array import array
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, islice, repeat
from operator import sub

from allforces_site.cache.keys import key_of
from allforces_site.search.contributions import GRAM, Contribution
from allforces_site.search.grams import SHARDS, Gram, shard_of, text_of

# An entry is a post's number, shifted by these bits, plus the level; a gram has an ascending list of entries.
# Two bits could hold the level, but with three the difference of two entries determines that of their posts,
# whatever their levels.
_LEVEL_BITS = 3
_LEVELS = 1 << _LEVEL_BITS
# The first entry of each list, as if the gram were in post -1, at a level that does not exist.
_BEFORE_ALL = (-1 << _LEVEL_BITS) + _LEVELS // 2

# Maps the lowest byte of an entry to its level; and the lowest bytes of entries that begin lists.
_LEVEL_OF_BYTE = bytes(byte % _LEVELS for byte in range(256))
_BEGINNINGS = bytes(byte for byte in range(256) if byte % _LEVELS == _LEVELS // 2)
_LOWEST_BYTE = 0 if sys.byteorder == "little" else array("i").itemsize - 1

# The entries of each gram of a shard.
Entries = Mapping[str, Sequence[int]]
_UNFINISHED = bytes(range(0x80, 0x100))

# The bytes of a small shard before it is compressed.
_SMALL = 1 << 14


def shard_key(shard: bytes) -> bytes:
    """Returns the key of a shard: that of its bytes, so that a file on disk can be compared with it."""
    return key_of(shard)


def gather(posts: Iterable[Contribution], count: int = SHARDS) -> list[Entries]:
    """Returns what the posts, in the order of their numbers, add to each of `count` shards."""
    return gather_numbered(enumerate(posts), count)


def gather_numbered(posts: Iterable[tuple[int, Contribution]], count: int) -> list[Entries]:
    """Returns what posts, with their numbers in ascending order, add to each of `count` shards."""
    entries = _Lists()
    for number, post in posts:
        for level, grams in post.levels():
            entry = number << _LEVEL_BITS | level
            # 7 million steps at 2,500 posts, so not a loop in Python.
            deque(map(list.append, map(entries.__getitem__, grams), repeat(entry)), maxlen=0)
    shards: list[dict[str, list[int]]] = [{} for _ in range(count)]
    for gram, own in entries.items():
        text = text_of(gram)
        if text is not None:
            shards[shard_of(text, count)][text] = own
    return list(shards)


def make_shard(entries: Entries) -> bytes:
    """Returns the shard of entries, which `gather` returns."""
    grams = sorted(entries)
    lists = [entries[gram] for gram in grams]
    flat = list(chain.from_iterable(lists))
    differences = b"".join(map(_STEPS.__getitem__, map(sub, islice(flat, 1, None), flat)))
    lowest_bytes = array("i", flat).tobytes()[_LOWEST_BYTE :: array("i").itemsize]
    levels = lowest_bytes.translate(_LEVEL_OF_BYTE, _BEGINNINGS)
    return shard_file(grams, [len(own) - 1 for own in lists], differences, levels)


def levels_by_post(entries: Sequence[int]) -> dict[int, int]:
    """Returns the level in each post, by its number; `entries` are those of one gram."""
    return {entry >> _LEVEL_BITS: entry % _LEVELS for entry in entries[1:]}


class _Lists(dict[Gram, list[int]]):
    def __missing__(self, gram: Gram) -> list[int]:
        entries = self[gram] = [_BEFORE_ALL]
        return entries


class _Steps(dict[int, bytes]):
    """Maps the difference of two entries to that of their posts in LEB128, and the (negative) difference
    between the end of a list and the beginning of the next to nothing."""

    def __missing__(self, difference: int) -> bytes:
        step = leb128(difference + _LEVELS // 2 >> _LEVEL_BITS) if difference > 0 else b""
        self[difference] = step
        return step


_STEPS = _Steps()


def shard_file(grams: Sequence[str], counts: Sequence[int], differences: bytes, levels: bytes) -> bytes:
    """Returns the bytes of a shard of sorted `grams`; `counts` are the numbers of their posts."""
    text = GRAM.join(grams).encode()
    data = b"".join([leb128(len(grams)), leb128(len(text)), text, pack_numbers(counts), differences, levels])
    # A large shard is mostly numbers, in which only runs of one byte repeat: searching for nothing else makes
    # it 10 % larger and takes a fifth of the time. A small one is mostly text, and would be 25 % larger.
    deflate = zlib.compressobj(strategy=zlib.Z_DEFAULT_STRATEGY if len(data) <= _SMALL else zlib.Z_RLE)
    return deflate.compress(data) + deflate.flush()


def end_of(data: bytes, at: int, count: int) -> int:
    """Returns the end of the `count` numbers that begin at `at`."""
    # A byte of 0x80 or more does not end a number: for each, one more byte follows, which may be such a byte.
    while count:
        at, begin = at + count, at
        count -= len(data[begin:at].translate(None, _UNFINISHED))
    return at


class _Packed(dict[int, bytes]):
    def __missing__(self, number: int) -> bytes:
        packed = self[number] = leb128(number)
        return packed


# Most numbers occur again and again.
_PACKED = _Packed()


def pack_numbers(numbers: Sequence[int]) -> bytes:
    """Encodes numbers of 0 or more in LEB128, one after the other."""
    if max(numbers, default=0) < 0x80:
        return bytes(numbers)
    return b"".join(map(_PACKED.__getitem__, numbers))


def leb128(number: int) -> bytes:
    """Encodes a number of 0 or more in LEB128."""
    data = bytearray()
    while number >= 0x80:
        data.append(number & 0x7F | 0x80)
        number >>= 7
    data.append(number)
    return bytes(data)


def read_leb128(data: bytes, at: int) -> tuple[int, int]:
    """Returns the number that begins at `at`, and its end."""
    number = shift = 0
    while data[at] >= 0x80:
        number |= (data[at] & 0x7F) << shift
        shift += 7
        at += 1
    return number | data[at] << shift, at + 1
