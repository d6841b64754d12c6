"""The part of a file that a request asks for: RFC 9110, section 14."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ONE_RANGE = re.compile(r"bytes=\s*(\d*)\s*-\s*(\d*)\s*", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """Bytes `start` up to and without `end`."""

    start: int
    end: int


class UnsatisfiableError(Exception):
    """The file has none of the bytes that were asked for."""


def part_of(header: str | None, size: int) -> Part | None:
    """The part that a `Range` header asks for of `size` bytes; None for all of them.

    A header that is malformed or asks for several parts is ignored, as section 14.2 allows.
    Raises `UnsatisfiableError`.
    """
    found = _ONE_RANGE.fullmatch(header or "")
    if found is None or len(found[1]) > 19 or len(found[2]) > 19 or not (found[1] or found[2]):
        return None
    if not found[1]:
        wanted = min(int(found[2]), size)
        if not wanted:
            raise UnsatisfiableError
        return Part(size - wanted, size)
    start = int(found[1])
    end = int(found[2]) + 1 if found[2] else size
    if found[2] and end <= start:
        return None
    if start >= size:
        raise UnsatisfiableError
    return Part(start, min(end, size))
