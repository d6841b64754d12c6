"""Text as readers see it, and how much of one text is in another."""

from __future__ import annotations

import math
import re
from collections import Counter
from unicodedata import normalize

# A word of several letters. Other letters and signs are compared one by one: Japanese has no spaces between
# words.
_WORD = re.compile(r"(?![\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])\w\w+")
# For comparing, each word becomes a character of the private planes (15 and 16).
_FIRST, _CHARACTERS = 0xF0000, 0x1FFFE
# A tab and the ends of lines are white space.
_CONTROL = re.compile("[\0-\x08\x0b\x0e-\x1b\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

# The longest common subsequence takes time that grows with the product of both lengths: this is a second.
_MOST_COMPARED = 2_000_000_000
# It is found in a tenth of the time if only results above a share are looked for, as most are.
_SHARES_TRIED = (0.98, 0.9, 0.5)
_EXCERPT, _BEFORE = 120, 20


def plain(text: str) -> str:
    """Text on one line, in NFC, without the control characters that could act on a terminal."""
    return _shown(" ".join(text.split()))


def plain_lines(text: str) -> str:
    """Text with each line as by `plain`, without the empty ones."""
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(_shown(line) for line in lines if line)


def _shown(text: str) -> str:
    normal = normalize("NFC", text)
    # Nearly all texts are printable, and an expression takes ten times as long to say so.
    return normal if normal.isprintable() else _CONTROL.sub("\ufffd", normal)


def without_spaces(text: str) -> str:
    """Text without any white space: texts with the same result look the same to their readers."""
    return "".join(text.split())


# A page that keeps less of its old text than this has lost text.
LEAST_TEXT = 0.9


def is_kept(old: str, new: str) -> bool:
    """Whether so much of `old` is in `new` that the page has not lost text."""
    return len(new) >= LEAST_TEXT * len(old) / 2 and kept_share(old, new, LEAST_TEXT) >= LEAST_TEXT


def kept_share(old: str, new: str, least: float = 0.0) -> float:
    """The share (0 to 1) of the words and Japanese characters of `old` that are in `new`, in order.

    A share of less than `least` is found out in less time, and may be returned as 0.
    """
    words: dict[str, str] = {}
    one, other = _as_characters(old, words), _as_characters(new, words)
    if not one:
        return 1.0
    if len(one) * len(other) > _MOST_COMPARED:
        return float((Counter(one) & Counter(other)).total() / len(one))
    return float(_common(one, other, least) / len(one))


def _as_characters(text: str, words: dict[str, str]) -> str:
    """The text without white space, in which each word is one character.

    `words` has the characters of the words so far. Few texts have more words than there are characters; two
    words of such a text share one.
    """

    def character(match: re.Match[str]) -> str:
        return words.setdefault(match[0], chr(_FIRST + len(words) % _CHARACTERS))

    return without_spaces(_WORD.sub(character, text))


def _common(one: str, other: str, least: float) -> int:
    """The length of the longest common subsequence; perhaps 0 if that is less than `least` of the first."""
    # Imported here because the texts of most pages are equal.
    from rapidfuzz.distance import LCSseq

    for share in (*(share for share in _SHARES_TRIED if share > least), least):
        found = LCSseq.similarity(one, other, score_cutoff=math.ceil(share * len(one)) or None)
        if found:
            return int(found)
    return 0


def first_difference(old: str, new: str) -> tuple[str, str]:
    """An excerpt of each text, from shortly before the first place where they differ."""
    one, other = plain(old), plain(new)
    start = next(
        (at for at, (left, right) in enumerate(zip(one, other, strict=False)) if left != right),
        min(len(one), len(other)),
    )
    return _excerpt(one, start), _excerpt(other, start)


def _excerpt(text: str, at: int) -> str:
    start = max(0, at - _BEFORE)
    end = start + _EXCERPT
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"
