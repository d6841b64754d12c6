"""Which values of front matter, configuration and data can be stored, compared and shown as they are."""

from __future__ import annotations

import re

# What XML, and with it a feed, cannot hold.
UNPRINTABLE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")

# More values than any front matter has.
_MAX_VALUES = 10_000


def is_storable(number: int) -> bool:
    """Whether a whole number has 64 bits at most, which is what MessagePack holds."""
    return -(2**63) <= number < 2**64


def is_plain(value: object) -> bool:
    """Whether a value is text, numbers, lists and mappings alone, and no more than an author writes.

    A few lines of aliases can stand for more values than there are bytes in the world.
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
