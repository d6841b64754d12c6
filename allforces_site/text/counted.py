"""Numbers with their nouns, as messages say them."""

from __future__ import annotations


def counted(number: int, name: str, plural: str | None = None) -> str:
    """A number with its noun: `1 file`, `2 files`. `plural` is for nouns that do more than end in -s then."""
    return f"{number} {name if number == 1 else plural or f'{name}s'}"
