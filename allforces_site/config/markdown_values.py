"""Reads the values of kramdown's options. Each function raises WrongValueError for a value of another kind.

Source: kramdown 2.4, options.rb.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from html.entities import name2codepoint

from allforces_site.messages.message import WrongValueError, say
from allforces_site.text.typography import SYMBOLS

# Larger numbers of headings, lines and footnotes are mistakes.
_LARGEST = 1_000_000
# Python refuses to read numbers of some thousand digits.
_MOST_DIGITS = 100


def is_true(value: object) -> bool:
    return str(value).strip().lower() not in ("false", "")


def whole_number(value: object) -> int:
    if isinstance(value, bool) or not re.fullmatch(r"\s*[+-]?\d+\s*", str(value)):
        raise WrongValueError(say("not a whole number"))
    digits = str(value).strip()
    if len(digits) > _MOST_DIGITS or abs(int(digits)) > _LARGEST:
        raise WrongValueError(say("too large"))
    return int(digits)


def id_part(value: object) -> str:
    """What an id may begin with."""
    if not re.fullmatch(r"[\w:.-]*", str(value)):
        raise WrongValueError(say("it cannot be part of an id"))
    return str(value)


def levels(value: object) -> tuple[int, ...]:
    """`1..3`, `2,3` or a list; each from 1 to 6."""
    if isinstance(value, list):
        found_levels = [whole_number(level) for level in value]
    elif found := re.fullmatch(r"(\d)\.\.(\d)", str(value)):
        found_levels = list(range(int(found[1]), int(found[2]) + 1))
    elif re.fullmatch(r"\d(?:,\d)*", str(value)):
        found_levels = [int(level) for level in str(value).split(",")]
    else:
        raise WrongValueError(say("no levels such as 2..3"))
    if not all(1 <= level <= 6 for level in found_levels):
        raise WrongValueError(say("levels are from 1 to 6"))
    return tuple(dict.fromkeys(found_levels))


def words(value: object) -> list[str]:
    return [str(word).strip() for word in (value if isinstance(value, list) else str(value).split(","))]


def quotes(value: object) -> tuple[str, str, str, str] | None:
    """Four names or numbers of characters; None for plain ones, with which nothing is replaced."""
    signs = list(map(_named, words(value)))
    if len(signs) != 4:
        raise WrongValueError(say("no four characters"))
    left, right, left_double, right_double = signs
    plain = {left, right} == {"'"} and {left_double, right_double} == {'"'}
    return None if plain else (left, right, left_double, right_double)


def _named(word: str) -> str:
    """The character of a name or a number."""
    if word == "apos":
        return "'"
    is_number = re.fullmatch(r"\d{1,7}", word, re.ASCII)
    number = int(word) if is_number else name2codepoint.get(word)
    if number is None or number > sys.maxunicode:
        raise WrongValueError(say("{word} is no character", word=word))
    return chr(number)


def symbols(value: object) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict):
        raise WrongValueError(say("no mapping such as {{hellip: ...}}"))
    return tuple({**SYMBOLS, **{str(name): str(shown) for name, shown in value.items()}}.items())


def links(value: object) -> tuple[tuple[str, str, str], ...]:
    if not isinstance(value, dict) or not all(
        isinstance(target, list) and 1 <= len(target) <= 2 for target in value.values()
    ):
        raise WrongValueError(say("no mapping such as {{name: [address, title]}}"))
    return tuple((str(name), str(target[0]), str([*target[1:], ""][0])) for name, target in value.items())


def one_of(*values: str) -> Callable[[object], str]:
    def read(value: object) -> str:
        if value not in values:
            raise WrongValueError(say("none of {names}", names=values))
        return str(value)

    return read
