"""Checks whether values of front matter, configuration and data can be stored, compared and shown."""

from __future__ import annotations

import re

# Characters that XML, and so a feed, cannot hold.
UNPRINTABLE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")

# More values than any front matter has.
_MAX_VALUES = 10_000


def is_storable(number: int) -> bool:
    """Whether a whole number fits into 64 bits, the limit of MessagePack."""
    return -(2**63) <= number < 2**64


def is_plain(value: object) -> bool:
    """Whether a value is made of text, numbers, lists and mappings only, and not larger than authors write.

    A few lines of YAML aliases can expand to more values than any memory holds.
    """
    waiting, seen = [value], 0
    while waiting:
        seen += 1
        if seen > _MAX_VALUES:
            return False
        part = waiting.pop()
        if isinstance(part, dict):
            waiting.extend(part.values())
        elif isinstance(part, list):
            waiting.extend(part)
        elif not isinstance(part, (str, int, float, type(None))):
            return False
    return True
