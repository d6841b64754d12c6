"""Sketches of texts, to find those that are nearly the same among thousands.

A text is the set of its phrases, which commas, full stops and block boundaries separate. MinHash (Broder
1997) turns the set into a signature; texts whose signatures agree in a band are candidates
(locality-sensitive hashing, Indyk and Motwani 1998), and their phrases are compared.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from struct import Struct
from zlib import crc32

import msgspec

from allforces_site.lint.source.blocks import Block

# 80 bands of 3 find 95 % of the pairs of equally long texts with half of their phrases in common, and 99.9 %
# of those with 60 % (1 - (1 - j ** 3) ** 80, where j is the share of all phrases that both have).
_PERMUTATIONS = 240
_BANDS = 80
_SEED = 1
# The most earlier texts that one is compared with: of thousands of equal texts the first are enough.
_MOST_CANDIDATES = 100
# Shorter phrases (つまり) are in every other text.
_SHORTEST = 6
_LONGEST = 255
_NUMBER = Struct("<I")


class Sketch(msgspec.Struct, frozen=True):
    """`phrases` has four bytes for each phrase, the last of them its length in characters; `signature` is the
    state of rensa's MinHash. Both are empty for a text without phrases."""

    phrases: bytes = b""
    signature: bytes = b""


def sketch_of(blocks: Iterable[Block]) -> Sketch:
    """The sketch of a text: the same in each run, and on all machines of one byte order."""
    phrases = sorted(_numbered(_phrases("、".join([block.folded for block in blocks]))))
    if not phrases:
        return Sketch()
    from rensa import RMinHash  # Late: a run with all sketches in the cache does not need it here.

    sketch = RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
    sketch.update([*map(_NUMBER.pack, phrases)])
    return Sketch(_packed(phrases), sketch.__getstate__())


def candidates(signatures: Sequence[bytes]) -> Iterator[tuple[int, int]]:
    """Pairs of numbers of signatures, the lower first, whose texts may be nearly the same."""
    from rensa import RMinHash, RMinHashLSH

    numbers, sketches = [], []
    for number, signature in enumerate(signatures):
        if signature:
            sketch = RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
            sketch.__setstate__(signature)  # What unpickling does, without pickle's trust in the bytes.
            numbers.append(number)
            sketches.append(sketch)
    if len(sketches) < 2:
        return
    index = RMinHashLSH(threshold=0.5, num_perm=_PERMUTATIONS, num_bands=_BANDS)
    index.insert_many(sketches)
    for later, found in enumerate(index.query_all(sketches)):
        earlier = sorted(numbers[first] for first in found if first < later)
        yield from ((first, numbers[later]) for first in earlier[:_MOST_CANDIDATES])


class Phrases(msgspec.Struct, frozen=True):
    """The phrases of a text as numbers for comparing, and how many characters they have."""

    numbers: frozenset[int]
    characters: int


def unpacked(phrases: bytes) -> Phrases:
    """The phrases of a sketch."""
    numbers = frozenset(_little(array("I", phrases)))
    return Phrases(numbers, _characters(numbers))


def shared(one: Phrases, other: Phrases) -> tuple[float, float]:
    """For each of two texts, the share of its characters (0 to 1) that is in phrases of both."""
    both = _characters(one.numbers & other.numbers)
    return both / one.characters, both / other.characters


def _phrases(words: str) -> set[str]:
    parts = words.replace("。", "、").replace("?", "、").replace("!", "、").split("、")
    return {part for part in parts if len(part) >= _SHORTEST}


def _numbered(phrases: Collection[str]) -> set[int]:
    """Phrases as numbers: 24 bits of a check sum, 8 of the length."""
    sums = map(crc32, map(str.encode, phrases))
    lengths = map(len, phrases)
    return {
        check_sum & 0xFFFFFF00 | (length if length < _LONGEST else _LONGEST)
        for check_sum, length in zip(sums, lengths, strict=True)
    }


def _packed(phrases: Iterable[int]) -> bytes:
    return _little(array("I", phrases)).tobytes()


def _little(numbers: array[int]) -> array[int]:
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def _characters(phrases: Iterable[int]) -> int:
    return sum(phrase & _LONGEST for phrase in phrases)
