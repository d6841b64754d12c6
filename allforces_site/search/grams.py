"""The grams of a text, which are indexed: words of Latin letters and digits, threes of katakana, other pairs.

Latin means the letters of Latin-1. Japanese has no spaces between words, so any two adjacent characters are a
gram: a search for 資金調達 is one for posts with 資金, 金調 and 調達. Katakana words are made of few sounds:
a text with サービス and グローバル has サー and ーバ, but not サーバ.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from functools import lru_cache
from itertools import chain

import msgspec

from allforces_site.search.folding import BREAK, fold_keeping_case

# The largest number of files for the grams. At 2,500 posts of 14,000 characters each file has 10 kB.
SHARDS = 512
# The number for a blog of one post, and the minutes of reading that are worth one more file: some 7 kB.
_FEWEST_SHARDS = 8
_MINUTES_A_SHARD = 100

# Words joined by one of these are also found as one word: GPT-4o, Node.js, 3.5.
_JOINTS = b".'&_-"
# By the code of a character: itself if it may be part of joined words, else a space.
_JOINABLE = bytes(
    code if (chr(code).isalnum() and code < 0x80) or code in _JOINTS else 32 for code in range(256)
)
_JOINED = re.compile(rb"(?<![A-Za-z0-9])[A-Za-z0-9]++(?:[.'&_-][A-Za-z0-9]++)+")
# ChatGPT is found as GPT, OpenAI as AI.
_CAPITAL_PART = re.compile("(?<=[a-z])(?=[A-Z])")
LONGEST_WORD = 32

# Replaces any character beyond the Basic Multilingual Plane (𠮷), so that each is one UTF-16 unit.
# Printers used it when they had no type for a kanji.
RARE = "〓"
_BEYOND = re.compile("[\U00010000-\U0010ffff]")

_KATAKANA_RUN = re.compile("[ァ-ヺー]{2,}")
_LATIN_1_END = "\u0100"
_UTF_16 = "utf-16-le"

# A word or three katakana as text; a pair of characters as the number formed by its bytes (see `_pairs`).
Gram = int | str


class Grams(msgspec.Struct, frozen=True):
    """How often each gram occurs in a text. Some of `pairs` are not grams: see `text_of`."""

    pairs: Counter[int]
    words: Counter[str]


def count_grams(text: str) -> Grams:
    """Returns the grams of `text`.

    The last kanji of a run makes a pair with a break, and the last two katakana of a run are a gram of their
    own, so that every kanji and every two katakana of a text begin a gram. Pairs also join Japanese and
    Latin: 生成AI holds 成a.
    """
    folded = fold_keeping_case(text)
    # No folded text holds "?".
    latin = folded.encode("latin-1", "replace").replace(b"?", b" ").split()
    candidates = text.encode("ascii", "replace").translate(_JOINABLE).split()
    words = chain(
        map(_latin_words, latin), map(_joined_words, candidates), map(_threes, _KATAKANA_RUN.findall(folded))
    )
    return Grams(Counter(_pairs(folded.lower())), Counter(chain.from_iterable(words)))


def text_of(gram: Gram) -> str | None:
    """Returns the text of a gram; None for a pair that is not one: of breaks, Latin letters or katakana."""
    if isinstance(gram, str):
        return gram
    text = gram.to_bytes(4, sys.byteorder).decode(_UTF_16)
    first, second = text[0], text[1]
    if second == BREAK:
        return text if _is_kanji(first) else None
    if not (_is_letter(first) and _is_letter(second)) or max(text) < _LATIN_1_END:
        return None
    return None if _KATAKANA_RUN.match(text) else text


def shard_count(minutes: int) -> int:
    """Returns how many shards a site has whose posts take `minutes` to read: a power of two, 8 to `SHARDS`.

    The minutes of all posts are known without their texts, and most edits change neither a post's minutes
    nor, therefore, the number of files.
    """
    count = _FEWEST_SHARDS
    while count < SHARDS and count * _MINUTES_A_SHARD < minutes:
        count *= 2
    return count


def shard_of(gram: str, count: int = SHARDS) -> int:
    """Returns the number of the shard, of `count`, that holds `gram`, by its first two characters.

    Pairs that begin with the same kanji are in one shard, so that one file answers a search for the kanji
    alone; words that begin with the same two letters are in one shard, for searches for their beginning.
    """
    first = ord(gram[0])
    second = 0 if _is_kanji(gram[0]) else ord(gram[1:2] or "\0")
    return ((first * 0x9E37 + second * 0x85EB) >> 4) % count


# The posts of a blog use the same words again and again.
_cached = lru_cache(maxsize=1 << 15)


@_cached
def _latin_words(run: bytes) -> tuple[str, ...]:
    """Returns a run of Latin letters as a word, and the words that begin with a capital inside it."""
    if run.islower() or run.isupper():
        return (_word(run),)
    return _word(run), *(
        _word(run[at.end() : at.end() + LONGEST_WORD]) for at in _CAPITAL_PART.finditer(run.decode("latin-1"))
    )


@_cached
def _joined_words(candidate: bytes) -> tuple[str, ...]:
    return () if candidate.isalnum() else tuple(map(_word, _JOINED.findall(candidate)))


@_cached
def _threes(run: str) -> tuple[str, ...]:
    """Returns all threes of a run of katakana, and its last two."""
    return tuple(run[at : at + 3] for at in range(len(run) - 1))


def _word(word: bytes) -> str:
    return word.decode("latin-1").lower()[:LONGEST_WORD]


def _pairs(folded: str) -> list[int]:
    """Returns each pair of adjacent characters as the number formed by their bytes in UTF-16.

    Two views of the same bytes, one shifted by a character, give all pairs without making strings.
    """
    text = BREAK + folded + BREAK
    units = text.encode(_UTF_16)
    if len(units) != 2 * len(text):
        units = _BEYOND.sub(RARE, text).encode(_UTF_16)
    view = memoryview(units)
    even, odd = view[: len(units) & ~3], view[2 : 2 + ((len(units) - 2) & ~3)]
    return even.cast("I").tolist() + odd.cast("I").tolist()


def _is_letter(char: str) -> bool:
    return char.isalnum() or char == RARE


def _is_kanji(char: str) -> bool:
    return "\u3400" <= char <= "\u4dbf" or "\u4e00" <= char <= "\u9fff"
