"""What of a text is indexed: words in Latin letters and digits, threes of katakana, pairs of all else.

Latin is what Latin-1 holds. Japanese has no spaces between words, so any two characters that follow each
other are a gram: a search for 資金調達 is one for posts that hold 資金, 金調 and 調達. Words in katakana are
made of few sounds: サー and ーバ are in each text that has サービス and グローバル, サーバ is not.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from functools import lru_cache
from itertools import chain

import msgspec

from allforces_site.search.folding import BREAK, fold_keeping_case

# Most files that the grams are spread over. At 2,500 posts of 14,000 characters one has 10 kB.
SHARDS = 512
# A blog of one post has so many. Text to read in so many minutes is worth a file more: some 7 kB.
_FEWEST_SHARDS = 8
_MINUTES_A_SHARD = 100

# Words that one of these signs joins are found as one too: GPT-4o, Node.js, 3.5.
_JOINTS = b".'&_-"
# By the code of a character: itself where it may stand in joined words, else a space.
_JOINABLE = bytes(
    code if (chr(code).isalnum() and code < 0x80) or code in _JOINTS else 32 for code in range(256)
)
_JOINED = re.compile(rb"(?<![A-Za-z0-9])[A-Za-z0-9]++(?:[.'&_-][A-Za-z0-9]++)+")
# ChatGPT is found as GPT, OpenAI as AI.
_CAPITAL_PART = re.compile("(?<=[a-z])(?=[A-Z])")
LONGEST_WORD = 32

# What stands for any character beyond the Basic Multilingual Plane (𠮷), so that each is one UTF-16 unit.
# Printers put it where they had no type for a kanji.
RARE = "〓"
_BEYOND = re.compile("[\U00010000-\U0010ffff]")

_KATAKANA_RUN = re.compile("[ァ-ヺー]{2,}")
_LATIN_1_END = "\u0100"
_UTF_16 = "utf-16-le"

# A word or three katakana as text; a pair of characters as the number that its bytes make (see `_pairs`).
Gram = int | str


class Grams(msgspec.Struct, frozen=True):
    """How often each gram stands in a text. Some of `pairs` are no grams: see `text_of`."""

    pairs: Counter[int]
    words: Counter[str]


def count_grams(text: str) -> Grams:
    """The grams of `text`.

    A kanji that ends a run counts as the pair of it and a break, and so do the last two of a run of katakana
    as they are: with them the beginnings of grams are all that a text holds of one kanji or two katakana.
    Pairs go from Japanese into Latin and back: 生成AI holds 成a.
    """
    folded = fold_keeping_case(text)
    # "?" stands in no folded text.
    latin = folded.encode("latin-1", "replace").replace(b"?", b" ").split()
    candidates = text.encode("ascii", "replace").translate(_JOINABLE).split()
    words = chain(
        map(_latin_words, latin), map(_joined_words, candidates), map(_threes, _KATAKANA_RUN.findall(folded))
    )
    return Grams(Counter(_pairs(folded.lower())), Counter(chain.from_iterable(words)))


def text_of(gram: Gram) -> str | None:
    """The text of a gram; None for a pair that is none: of breaks, of Latin letters, or of katakana."""
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
    """How many shards a site has whose posts take so many minutes to read: a power of two, 8 to `SHARDS`.

    The minutes are known of all posts without their texts, and an edit that leaves a post's minutes as they
    are, which most do, leaves the number of files.
    """
    count = _FEWEST_SHARDS
    while count < SHARDS and count * _MINUTES_A_SHARD < minutes:
        count *= 2
    return count


def shard_of(gram: str, count: int = SHARDS) -> int:
    """The number of the shard, of `count`, that holds `gram`, by its first two characters.

    Pairs that begin with a kanji lie together by that kanji, so that one file answers a search for it alone;
    words that begin with the same two letters lie together, so that one file answers for their beginning.
    """
    first = ord(gram[0])
    second = 0 if _is_kanji(gram[0]) else ord(gram[1:2] or "\0")
    return ((first * 0x9E37 + second * 0x85EB) >> 4) % count


# Posts of one blog use the same words again and again.
_remembered = lru_cache(maxsize=1 << 15)


@_remembered
def _latin_words(run: bytes) -> tuple[str, ...]:
    """The word that a run of Latin letters is, and those that begin with a capital inside it."""
    if run.islower() or run.isupper():
        return (_word(run),)
    return _word(run), *(
        _word(run[at.end() : at.end() + LONGEST_WORD]) for at in _CAPITAL_PART.finditer(run.decode("latin-1"))
    )


@_remembered
def _joined_words(candidate: bytes) -> tuple[str, ...]:
    return () if candidate.isalnum() else tuple(map(_word, _JOINED.findall(candidate)))


@_remembered
def _threes(run: str) -> tuple[str, ...]:
    """All threes of a run of katakana, and its last two."""
    return tuple(run[at : at + 3] for at in range(len(run) - 1))


def _word(word: bytes) -> str:
    return word.decode("latin-1").lower()[:LONGEST_WORD]


def _pairs(folded: str) -> list[int]:
    """Each pair of characters that follow each other, as the number that their bytes in UTF-16 make.

    Two views of the same bytes, one shifted by a character, give all pairs without a string for any.
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
