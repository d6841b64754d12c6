"""Parses CommonMark's link destinations, in time that is linear in their length."""

from __future__ import annotations

import re
from typing import NamedTuple

from markdown_it.common.utils import unescapeAll

# How deep parentheses may be nested in a target without `<…>`; CommonMark requires at least three levels.
_MOST_PARENTHESES = 8
_CHAR = r"[^()\x00-\x20\x7f\\]|\\[^\x00-\x20]"
_POINTED = re.compile(r"<(?P<target>(?:[^<>\\\n]|\\.)*+)>", re.DOTALL)


def _bare_pattern() -> re.Pattern[str]:
    pattern = rf"(?:{_CHAR})*+"
    for _ in range(_MOST_PARENTHESES):
        pattern = rf"(?:{_CHAR}|\({pattern}\))*+"
    return re.compile(pattern)


_BARE = _bare_pattern()


class Destination(NamedTuple):
    """A link destination in the form that markdown-it expects: whether there is one, its end, its target."""

    ok: bool = False
    pos: int = 0
    str: str = ""


def parse_destination(source: str, start: int, limit: int) -> Destination:
    """Parses the destination that begins at `start` and ends before `limit`."""
    if source.startswith("<", start, limit):
        pointed = _POINTED.match(source, start, limit)
        return Destination(True, pointed.end(), unescapeAll(pointed["target"])) if pointed else Destination()
    bare = _BARE.match(source, start, limit)
    if bare is None or bare.end() == start or source.startswith("(", bare.end(), limit):
        return Destination()
    return Destination(True, bare.end(), unescapeAll(bare[0]))
