"""Quotes the words of a text in messages."""

from __future__ import annotations

# So many characters show an editor which place is meant.
_SHOWN = 24


def quoted(text: str) -> str:
    """The beginning of a text in quotation marks, on one line."""
    line = " ".join(text.split())
    return f'"{line}"' if len(line) <= _SHOWN else f'"{line[:_SHOWN]}…"'


def quoted_end(text: str) -> str:
    """The end of a text in quotation marks, on one line."""
    line = " ".join(text.split())
    return f'"{line}"' if len(line) <= _SHOWN else f'"…{line[-_SHOWN:]}"'
