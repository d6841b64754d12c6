"""Numbers with their nouns, and shortened lists of names, for messages."""

from __future__ import annotations

from collections.abc import Collection


def counted(number: int, name: str, plural: str | None = None) -> str:
    """Returns a number with its noun: `1 file`, `2 files`. `plural` is for nouns with an irregular plural."""
    return f"{number} {name if number == 1 else plural or f'{name}s'}"


def some_names(names: Collection[str], most: int = 5) -> str:
    """Returns at most `most` of `names` for a message, and `…` if there are more."""
    return ", ".join([*list(names)[:most], *(["…"] if len(names) > most else [])])
