"""Where the target of a link ends: CommonMark's link destination, in time that is linear in its length."""

from __future__ import annotations

import re
from typing import NamedTuple

from markdown_it.common.utils import unescapeAll

# Brackets inside each other in a target that is not in `<…>`: CommonMark asks for three at least.
_MOST_BRACKETS = 8
_SIGNS = r"[^()\x00-\x20\x7f\\]|\\[^\x00-\x20]"
_POINTED = re.compile(r"<(?P<target>(?:[^<>\\\n]|\\.)*+)>", re.DOTALL)


def _bare_pattern() -> re.Pattern[str]:
    pattern = rf"(?:{_SIGNS})*+"
    for _ in range(_MOST_BRACKETS):
        pattern = rf"(?:{_SIGNS}|\({pattern}\))*+"
    return re.compile(pattern)


_BARE = _bare_pattern()


class Destination(NamedTuple):
    """What markdown-it wants to know of a destination: whether there is one, where it ends, what it says."""

    ok: bool = False
    pos: int = 0
    str: str = ""


def parse_destination(source: str, start: int, limit: int) -> Destination:
    """The destination that begins at `start` and ends before `limit`."""
    if source.startswith("<", start, limit):
        pointed = _POINTED.match(source, start, limit)
        return Destination(True, pointed.end(), unescapeAll(pointed["target"])) if pointed else Destination()
    bare = _BARE.match(source, start, limit)
    if bare is None or bare.end() == start or source.startswith("(", bare.end(), limit):
        return Destination()
    return Destination(True, bare.end(), unescapeAll(bare[0]))
