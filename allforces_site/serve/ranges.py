"""The requested part of a file: RFC 9110, section 14."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ONE_RANGE = re.compile(r"bytes=\s*(\d*)\s*-\s*(\d*)\s*", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """The bytes from `start` to before `end`."""

    start: int
    end: int


class UnsatisfiableError(Exception):
    """The file has none of the requested bytes."""


def part_of(header: str | None, size: int) -> Part | None:
    """The part that a `Range` header requests of a file of `size` bytes; None for the whole file.

    A header that is malformed or asks for several parts is ignored, as section 14.2 allows.
    Raises `UnsatisfiableError`.
    """
    match = _ONE_RANGE.fullmatch(header or "")
    if match is None or len(match[1]) > 19 or len(match[2]) > 19 or not (match[1] or match[2]):
        return None
    if not match[1]:
        length = min(int(match[2]), size)
        if not length:
            raise UnsatisfiableError
        return Part(size - length, size)
    start = int(match[1])
    end = int(match[2]) + 1 if match[2] else size
    if match[2] and end <= start:
        return None
    if start >= size:
        raise UnsatisfiableError
    return Part(start, min(end, size))
