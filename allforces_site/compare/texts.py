"""Text as readers see it, and how much of one text is in another."""

from __future__ import annotations

import math
import re
from collections import Counter
from unicodedata import normalize

# A word, or a single sign: Japanese has no spaces between words.
_TOKENS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]|\w+|[^\w\s]")
_SPACES = re.compile(r"\s+")
# A tab and the ends of lines are white space.
_CONTROL = re.compile("[\0-\x08\x0b\x0e-\x1b\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

# The longest common subsequence takes time that grows with the product of both lengths: this is a second.
_MOST_COMPARED = 2_000_000_000
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
    return _SPACES.sub("", text)


# A page that keeps less of its old text than this has lost text.
LEAST_TEXT = 0.9


def is_kept(old: str, new: str) -> bool:
    """Whether so much of `old` is in `new` that the page has not lost text."""
    return len(new) >= LEAST_TEXT * len(old) / 2 and kept_share(old, new, LEAST_TEXT) >= LEAST_TEXT


def kept_share(old: str, new: str, least: float = 0.0) -> float:
    """The share (0 to 1) of the words and Japanese characters of `old` that are in `new`, in order.

    A share of less than `least` is found out in less time, and may be returned as 0.
    """
    # Imported here because the texts of most pages are equal.
    from rapidfuzz.distance import LCSseq

    old_tokens, new_tokens = _TOKENS.findall(old), _TOKENS.findall(new)
    if not old_tokens:
        return 1.0
    if len(old_tokens) * len(new_tokens) > _MOST_COMPARED:
        common = (Counter(old_tokens) & Counter(new_tokens)).total()
    else:
        wanted = math.ceil(least * len(old_tokens))
        common = LCSseq.similarity(old_tokens, new_tokens, score_cutoff=wanted or None)
    return float(common / len(old_tokens))


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
