"""Which values of YAML can be stored and compared as they are."""

from __future__ import annotations

# More values than any front matter has; whole numbers beyond 64 bits are no author's either.
_MAX_VALUES = 10_000
_LONG = 2**63


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
        elif not isinstance(part, (str, int, float, bool, type(None))) or (
            isinstance(part, int) and abs(part) >= _LONG
        ):
            return False
    return True
