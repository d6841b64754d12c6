"""Numbers with their nouns, and lists of names, as messages say them."""

from __future__ import annotations

from collections.abc import Collection


def counted(number: int, name: str, plural: str | None = None) -> str:
    """A number with its noun: `1 file`, `2 files`. `plural` is for nouns that do more than end in -s then."""
    return f"{number} {name if number == 1 else plural or f'{name}s'}"


def some_names(names: Collection[str], most: int = 5) -> str:
    """The first few of `names` for a message, and a sign that there are more."""
    return ", ".join([*list(names)[:most], *(["…"] if len(names) > most else [])])
