"""Keeps Liquid tags off the page and names them, until Liquid itself is understood.

`{% raw %}` and `{% comment %}` need no engine and do what they do in Jekyll. Code keeps its braces
(Jekyll would empty them: a deliberate difference).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

_RAW = re.compile(r"\{%-?\s*raw\s*-?%\}(.*?)\{%-?\s*endraw\s*-?%\}", re.DOTALL)
_COMMENT = re.compile(r"\{%-?\s*comment\s*-?%\}.*?\{%-?\s*endcomment\s*-?%\}", re.DOTALL)
_OPENER = re.compile(r"\{(?=([{%]))")
# Code whose braces are the author's: fences, then code spans that open and close in one paragraph.
_CODE = re.compile(
    r"^(?P<indent>[ >\t]*)(?P<fence>`{3,}|~{3,})[^\n]*\n.*?(?:^[ >\t]*(?P=fence)[`~]*[ \t]*$|\Z)"
    r"|(?<!`)(?P<ticks>`+)(?!`)(?:(?!\n\s*\n).)+?(?<!`)(?P=ticks)(?!`)",
    re.DOTALL | re.MULTILINE,
)
_MAX_SHOWN = 60


class LiquidTag(msgspec.Struct, frozen=True):
    """A tag that was kept off the page, shortened for a message. `line` counts from 1 in the body."""

    text: str
    line: int


def strip(body: str) -> tuple[str, tuple[LiquidTag, ...]]:
    """`body` without Liquid tags, as many lines long as before, and the tags that were dropped."""
    # A single character is found in a tenth of the time of two.
    if "{" not in body or ("{%" not in body and "{{" not in body):
        return body, ()
    pieces: list[str] = []
    tags: list[LiquidTag] = []
    position = 0
    for kept in _untouched(body):
        pieces.append(_strip_tags(body, position, kept.start(), tags))
        pieces.append(_without_raw_tags(kept))
        position = kept.end()
    pieces.append(_strip_tags(body, position, len(body), tags))
    return "".join(pieces), tuple(tags)


def _untouched(body: str) -> list[re.Match[str]]:
    """Raw blocks, comments and code, in order; what stands inside another counts with it."""
    found: list[re.Match[str]] = []
    end = 0
    matches = [match for pattern in (_RAW, _COMMENT, _CODE) for match in _all(pattern, body)]
    for match in sorted(matches, key=lambda match: (match.start(), -match.end())):
        if match.start() >= end:
            found.append(match)
            end = match.end()
    return found


def _all(pattern: re.Pattern[str], body: str) -> Iterator[re.Match[str]]:
    """Every match. Nothing is searched behind the last end of a block: thousands of openers there
    would each read the whole rest in vain."""
    end = {_RAW: body.rfind("endraw"), _COMMENT: body.rfind("endcomment")}.get(pattern)
    stop = len(body) if end is None else body.find("%}", end) + 2 if end >= 0 else 0
    return pattern.finditer(body, 0, stop)


def _without_raw_tags(match: re.Match[str]) -> str:
    if match.re is _RAW:
        return match.group(1)
    if match.re is _COMMENT:
        return "\n" * match.group().count("\n")
    return _RAW.sub(r"\1", match.group())


def _strip_tags(body: str, start: int, end: int, tags: list[LiquidTag]) -> str:
    pieces: list[str] = []
    line = body.count("\n", 0, start) + 1
    position = start
    for opened, closed in _spans(body, start, end):
        line += body.count("\n", position, opened)
        shown = " ".join(body[opened:closed].split())
        shown = shown if len(shown) <= _MAX_SHOWN else shown[: _MAX_SHOWN - 1] + "…"
        tags.append(LiquidTag(shown, line))
        breaks = body.count("\n", opened, closed)
        pieces += (body[position:opened], "\n" * breaks)
        line, position = line + breaks, closed
    return "".join((*pieces, body[position:end]))


def _spans(body: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where tags begin and end. An opener without an end is text, and is not searched for an end."""
    last = {"{": body.rfind("}}", start, end), "%": body.rfind("%}", start, end)}
    closed = start
    for match in _OPENER.finditer(body, start, end):
        kind, inside = match[1], match.end() + 1
        if match.start() < closed or last[kind] < inside:
            continue
        closed = body.index("}}" if kind == "{" else "%}", inside) + 2
        yield match.start(), closed
