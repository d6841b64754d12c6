"""What a site is built with in place of values that cannot be used, but with which Jekyll builds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

# Keys and indexes from the top of the file to a value.
Path = tuple[str | int, ...]

# Words for true and false, which Jekyll takes for true.
_TRUTH = {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}


def without(given: Mapping[str, Any], wrong: Iterable[Path]) -> dict[str, Any]:
    """`given` without the values at the paths `wrong`, or with what Jekyll takes them for.

    Of a list the whole item is left out in which such a value is; of `defaults`, if a key is wrong that
    nothing reads, only the key.
    """
    left = dict(given)
    for path in sorted(wrong, key=lambda path: tuple(map(str, path)), reverse=True):
        key = str(path[0])
        if len(path) == 1 or not isinstance(left.get(key), list):
            value = left.pop(key, None)
            taken = taken_for(key, value) if len(path) == 1 else None
            if taken is not None:
                left[key] = taken
        elif isinstance(path[1], int):
            left[key] = _without_item(left[key], path)
    return left


def _without_item(items: list[Any], path: Path) -> list[Any]:
    index = int(path[1])
    item = items[index] if index < len(items) else None
    if len(path) == 3 and isinstance(item, dict) and path[2] not in ("scope", "values"):
        kept: Any = {key: value for key, value in item.items() if key != path[2]}
    else:
        # Keeps the places of the other items: they are named by their numbers.
        kept = {}
    return [*items[:index], kept, *items[index + 1 :]]


def taken_for(key: str, value: object) -> object:
    """What Jekyll takes a wrong value for; None if it does not use it."""
    if key == "timezone" and isinstance(value, str):
        return "UTC"  # The C library's answer to a zone that it does not know.
    if key in ("future", "show_drafts", "unpublished"):
        return _TRUTH.get(str(value).strip().lower(), True if value == 1 else None)
    # Of 64 bits at most: Python refuses texts of more than 4,300 digits.
    if (
        key == "paginate"
        and isinstance(value, str)
        and re.fullmatch(r"0*[1-9]\d{0,17}", value.strip(), re.ASCII)
    ):
        return int(value.strip()[-18:])
    return None
