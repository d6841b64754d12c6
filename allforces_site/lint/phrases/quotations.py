"""Shortens the words of a text that a message quotes."""

from __future__ import annotations

# So many characters show an editor which place is meant.
_SHOWN = 24


def beginning(text: str) -> str:
    """The beginning of a text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"


def ending(text: str) -> str:
    """The end of a text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"…{line[-_SHOWN:]}"
