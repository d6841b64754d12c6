"""Makes an input that goes wrong small."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

# Tries to leave something out: a fuzzer has other things to do as well.
_MOST_TRIES = 150


def smallest(parts: Sequence[Any], fails: Callable[[Sequence[Any]], bool]) -> list[Any]:
    """As few of `parts` as still fail: runs of them are left out, long ones first (delta debugging)."""
    left, tries = list(parts), 0
    length = max(1, len(left) // 2)
    while left:
        start, is_shorter = 0, False
        while start < len(left) and tries < _MOST_TRIES:
            fewer = left[:start] + left[start + length :]
            tries += 1
            if fails(fewer):
                left, is_shorter = fewer, True
            else:
                start += length
        if tries >= _MOST_TRIES or (length == 1 and not is_shorter):
            break
        length = max(1, length // 2)
    return left
