"""Blanks out what a text only shows: code, and words in quotation marks."""

from __future__ import annotations

from allforces_site.text.late_pattern import late_pattern

_TICKS = late_pattern(r"`+")
_IN_PARENTHESES = late_pattern(r"（[^（）\n]*）|\([^()\n]*\)")
_QUOTED = late_pattern(
    # One set of first characters is found fast.
    r"[「『“\"](?:(?<=「)[^「」\n]*」|(?<=『)[^『』\n]*』|(?<=“)[^“”\n]*”"
    # Straight ones are inches as well, and hold the values of attributes.
    r"|(?<=\")(?<![A-Za-z0-9=]\")[^\"\n]{1,200}\"(?![A-Za-z0-9]))"
)


def without_code(text: str, blank: str = " ") -> str:
    """`text` with the sign `blank` in place of each sign of its code spans, so that offsets stay the same."""
    if "`" not in text:
        return text
    runs = list(_TICKS.finditer(text))
    # From the end: a code span ends at the next run of backticks that is as long as its first.
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
        parts += [text[at:start], blank * (end - start)]
        at, number = end, closing[number] + 1
    return "".join([*parts, text[at:]])


def without_quoted(text: str) -> str:
    """`text` with spaces in place of quotation marks and the words in them."""
    return _QUOTED.sub(lambda found: " " * len(found.group()), text)


def without_named(text: str) -> str:
    """`text` with spaces in place of words in quotation marks or parentheses, with these: names as they are
    written elsewhere."""
    return _IN_PARENTHESES.sub(lambda found: " " * len(found.group()), without_quoted(text))
