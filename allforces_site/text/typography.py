"""Typographic quotes and signs as kramdown makes them: "a" -- b... becomes “a” – b….

Source: kramdown 2.4, parser/kramdown/smart_quotes.rb (SmartyPants' rules, by John Gruber) and
typographic_symbol.rb. Ruby's `\\w` and `\\s` are ASCII, its `\\b` is not; so the classes are written out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

# The names of signs, in kramdown's order, by what is written.
_SYMBOLS = (
    ("---", "mdash"),
    ("--", "ndash"),
    ("...", "hellip"),
    ("\\<<", "lt2"),
    ("\\>>", "gt2"),
    ("<< ", "laquo_space"),
    (" >>", "raquo_space"),
    ("<<", "laquo"),
    (">>", "raquo"),
)
# The signs by name, as characters.
SYMBOLS = {
    "mdash": "—",
    "ndash": "–",
    "hellip": "…",
    "laquo": "«",
    "raquo": "»",
    "laquo_space": "«\u00a0",
    "raquo_space": "\u00a0»",
    "lt2": "<<",
    "gt2": ">>",
}
Quotes = tuple[str, str, str, str]
QUOTES: Quotes = ("‘", "’", "“", "”")

_WORD, _SPACE = "[a-zA-Z0-9_]", r"[ \t\r\n\f\v]"
_PUNCTUATION = r"[!\"#$%'()*+,\-./:;<=>?@\[\\\]^_`{|}~]"
# What stands for a quote: its place among the four, or the number of the group that is written before it.
_LEFT, _RIGHT = "left", "right"


@cache
def _rules() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    """kramdown's rules in order, with the roles of the quotes in a match; the first group is kept text."""
    rules = (
        (r"()([\"'])(?=[_*]{1,2}[^ \t\r\n\f\v])", (_LEFT,)),
        (rf"()([\"'])(?={_PUNCTUATION}(?!\.\.)\B)", (_RIGHT,)),
        (rf"({_SPACE}?)(\"')(?={_WORD})", (_LEFT, _LEFT)),
        (rf"({_SPACE}?)('\")(?={_WORD})", (_LEFT, _LEFT)),
        (rf"({_SPACE}?)(')(?=[0-9][0-9]s)", (_RIGHT,)),
        (rf"({_SPACE})(['\"])(?={_WORD})", (_LEFT,)),
        (r"([^ \\\t\r\n\[{(-])(['\"])", (_RIGHT,)),
        (rf"()([\"'])(?={_SPACE}|s\b|$)", (_RIGHT,)),
        (r"((?s:.)?)(['\"])", (_LEFT,)),
    )
    return tuple((re.compile(pattern, re.MULTILINE), roles) for pattern, roles in rules)


_START = re.compile(r"(?s:[^\\])?[\"']|--|\.\.\.|(?:\\| )?(?:<<|>>)")


def may_hold_signs(text: str) -> bool:
    """Whether `text` has anything to replace."""
    return _START.search(text) is not None


def replaced(
    text: str,
    quotes: Quotes | None,
    symbols: dict[str, str] | None,
    start: int = 0,
    end: int | None = None,
) -> str:
    """`text[start:end]` with its quotes (left and right single, left and right double) and signs replaced.

    What is after `end` decides what a quote is, too. None for `quotes` or `symbols` leaves them as written.
    """
    return "".join(_pieces(text, quotes, symbols, start, len(text) if end is None else end))


def _pieces(
    text: str,
    quotes: Quotes | None,
    symbols: dict[str, str] | None,
    position: int,
    end: int,
) -> Iterator[str]:
    while match := _START.search(text, position, end):
        yield text[position : match.start()]
        position = match.start()
        if match[0][-1] in "\"'":
            position, piece = _quoted(text, position, end, quotes)
        else:
            position, piece = _symbol(text, position, symbols)
        yield piece
    yield text[position:end]


def _quoted(text: str, position: int, end: int, quotes: Quotes | None) -> tuple[int, str]:
    """The end of the quotes at `position`, and what stands for them."""
    tried = ((rule.match(text, position), roles) for rule, roles in _rules())
    match, roles = next((match, roles) for match, roles in tried if match is not None and match.end() <= end)
    if quotes is None:
        return match.end(), match[0]
    signs = (quotes[2 * (sign == '"') + (role == _RIGHT)] for sign, role in zip(match[2], roles, strict=True))
    return match.end(), match[1] + "".join(signs)


def _symbol(text: str, position: int, symbols: dict[str, str] | None) -> tuple[int, str]:
    if symbols is not None:
        for written, name in _SYMBOLS:
            if text.startswith(written, position):
                return position + len(written), symbols[name]
    return position + 1, text[position]
