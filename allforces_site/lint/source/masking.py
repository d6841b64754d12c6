"""Texts with blanks in the place of what is only shown: code, and words in quotation marks."""

from __future__ import annotations

import re

_TICKS = re.compile(r"`+")
_QUOTED = re.compile(r"「[^「」\n]*」|『[^『』\n]*』|“[^“”\n]*”")


def without_code(text: str) -> str:
    """`text` with blanks in the place of its code spans, so that offsets stay."""
    if "`" not in text:
        return text
    runs = list(_TICKS.finditer(text))
    # Each length's last run, from behind: a span ends at the next run as long as the one it begins with.
    following: dict[int, int] = {}
    closing = [0] * len(runs)
    for number in reversed(range(len(runs))):
        length = len(runs[number].group())
        closing[number] = following.get(length, 0)
        following[length] = number
    parts, at, number = [], 0, 0
    while number < len(runs):
        if not closing[number]:
            number += 1
            continue
        start, end = runs[number].start(), runs[closing[number]].end()
        parts += [text[at:start], " " * (end - start)]
        at, number = end, closing[number] + 1
    return "".join([*parts, text[at:]])


def without_quoted(text: str) -> str:
    """`text` with blanks in the place of what stands in quotation marks, these included."""
    return _QUOTED.sub(lambda found: " " * len(found.group()), text)
