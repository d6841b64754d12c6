"""Texts from outside as a terminal shows them: on one line, and with no effect on it.

A title or a file's name may hold anything: the end of a line, codes that colour, move or hide what stands
on a terminal (ECMA-48), marks that turn the direction of writing (UAX #9), or half a character.
"""

from __future__ import annotations

import re

from allforces_site.messages.message import Message, Value

# C0 but the tab, DEL and C1, ends of lines, marks of direction, and surrogates.
_UNPRINTABLE = (
    "[\0-\x08\n-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_SHORT = {"\n": r"\n", "\r": r"\r"}

# In characters. What is longer hides the sentence around it.
_LONGEST = 1000


def printable(text: str) -> str:
    """A text on one line, whose unprintable characters are written as in Python: \\n, \\x1b, \\u202e."""
    return text if text.isprintable() else re.sub(_UNPRINTABLE, _escape, text)


def printable_values(message: Message) -> Message:
    """A message whose values have only printable characters."""
    values = tuple((name, _printable_value(value)) for name, value in message.values)
    return Message(message.text, values, message.plural)


def _printable_value(value: Value) -> Value:
    if isinstance(value, tuple):
        return tuple(_printable_item(item) for item in value)
    return value if isinstance(value, (int, float)) else _printable_item(value)


def _printable_item(item: str | Message) -> str | Message:
    return printable_values(item) if isinstance(item, Message) else printable(_shortened(item))


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _escape(found: re.Match[str]) -> str:
    char = found[0]
    return _SHORT.get(char) or (f"\\x{ord(char):02x}" if ord(char) < 0x100 else f"\\u{ord(char):04x}")
