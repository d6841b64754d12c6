"""Finds the spellings of a house's word list in a text: as words of their own, and not in right ones."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

import msgspec

from allforces_site.config.model import HouseWord
from allforces_site.text.late_pattern import late_pattern

ANY_LETTER = "*"

_KATAKANA = late_pattern(r"[ァ-ヺー\uff66-\uff9f]")
_KANJI = late_pattern(r"[一-鿿々]")
_HIRAGANA = late_pattern(r"[ぁ-ゟ]")
_LATIN = late_pattern(r"[A-Za-z0-9\u00c0-\u024fＡ-Ｚａ-ｚ０-９]")
# What joins a Latin word to another in a name or a term: Web Services, web-based, Web.config.
_JOINTS = " -_./\\@#'&+"
# What people type for a long vowel mark.
_DASHES = "―—–‐-－"
# A hiragana word of fewer letters is also an accidental part of sentences.
_SHORT_HIRAGANA = 2


class FoundWord(msgspec.Struct, frozen=True, order=True):
    """A wrong spelling from the offset `start` to `end` of a text."""

    start: int
    end: int
    word: HouseWord


class _Searched(msgspec.Struct, frozen=True):
    """A wrong spelling without its signs, and where it is inside longer spellings of the list."""

    word: HouseWord
    letters: str
    covers: tuple[tuple[str, int], ...]


def find_house_words(text: str, words: tuple[HouseWord, ...]) -> list[FoundWord]:
    """The wrong spellings of `words` in `text`, in order, none over another.

    One inside of a right spelling is none: サーバ in サーバー. One in a longer word of the same script
    (サーバント) is none either, but for a long vowel mark that is missing at the end (ウェブサーバ).
    """
    found: list[FoundWord] = []
    for one in sorted(_in(text, words)):
        if not found or one.start >= found[-1].end:
            found.append(one)
    return found


def letters_of(wrong: str) -> str:
    """A wrong spelling without the signs that say where it may go on."""
    return wrong.strip(ANY_LETTER)


def _in(text: str, words: tuple[HouseWord, ...]) -> Iterator[FoundWord]:
    for searched in _searched(words):
        letters = searched.letters
        at = text.find(letters)
        while at >= 0:
            end = at + len(letters)
            is_covered = any(
                text.startswith(cover, at - shift) for cover, shift in searched.covers if at >= shift
            )
            if not is_covered and _is_apart(text, at, end, searched.word):
                yield FoundWord(at, end, searched.word)
            at = text.find(letters, at + 1)


@lru_cache(maxsize=4)
def _searched(words: tuple[HouseWord, ...]) -> tuple[_Searched, ...]:
    spellings = {word.right for word in words} | {letters_of(word.wrong) for word in words}
    return tuple(_Searched(word, letters_of(word.wrong), _covers(word, spellings)) for word in words)


def _covers(word: HouseWord, spellings: set[str]) -> tuple[tuple[str, int], ...]:
    letters = letters_of(word.wrong)
    return tuple(
        (longer, found.start())
        for longer in sorted(spellings)
        if len(longer) > len(letters)
        for found in re.finditer(f"(?={re.escape(letters)})", longer)
    )


def _is_apart(text: str, start: int, end: int, word: HouseWord) -> bool:
    before, after = text[max(0, start - 2) : start][::-1], text[end : end + 2]
    letters = letters_of(word.wrong)
    is_open_before = word.wrong.startswith(ANY_LETTER) or word.right == f"{letters}ー"
    if not is_open_before and _goes_on(letters, before):
        return False
    return word.wrong.endswith(ANY_LETTER) or not _goes_on(letters[::-1], after)


def _goes_on(letters: str, beside: str) -> bool:
    """Whether a word goes on beyond its first letter with the signs `beside`, in their order from there."""
    if not beside:
        return False
    first, near = letters[0], beside[0]
    if unicodedata.combining(near):
        return True
    if _KATAKANA.match(first):
        return _KATAKANA.match(near) is not None or near in _DASHES
    if _LATIN.match(first):
        return _LATIN.match(near) is not None or (near in _JOINTS and _LATIN.match(beside[1:]) is not None)
    if _KANJI.match(first):
        # Two kanji before hiragana are a verb of their own, also behind a noun: 利用出来る.
        is_verb = len(letters) > 2 and bool(_KANJI.match(letters[1])) and not _only(_KANJI, letters)
        return not is_verb and _KANJI.match(near) is not None
    if len(letters) <= _SHORT_HIRAGANA and _only(_HIRAGANA, letters):
        return _HIRAGANA.match(near) is not None
    return False


def _only(kind: re.Pattern[str], letters: Sequence[str]) -> bool:
    return all(kind.match(letter) for letter in letters)
