"""Keeps Liquid tags off the page and names them, until Liquid itself is understood.

`{% raw %}` and `{% comment %}` need no engine and do what they do in Jekyll. Code keeps its braces
(Jekyll would empty them: a deliberate difference).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_RAW = re.compile(r"\{%-?\s*raw\s*-?%\}(.*?)\{%-?\s*endraw\s*-?%\}", re.DOTALL)
_COMMENT = re.compile(r"\{%-?\s*comment\s*-?%\}.*?\{%-?\s*endcomment\s*-?%\}", re.DOTALL)
_TAG = re.compile(r"\{%-?.*?-?%\}|\{\{-?.*?-?\}\}", re.DOTALL)
# Code whose braces are the author's: fences, then code spans that open and close in one paragraph.
_CODE = re.compile(
    r"^(?P<indent>[ >\t]*)(?P<fence>`{3,}|~{3,})[^\n]*\n.*?(?:^[ >\t]*(?P=fence)[`~]*[ \t]*$|\Z)"
    r"|(?<!`)(?P<ticks>`+)(?!`)(?:(?!\n\s*\n).)+?(?<!`)(?P=ticks)(?!`)",
    re.DOTALL | re.MULTILINE,
)
_MAX_SHOWN = 60


@dataclass(frozen=True, slots=True)
class LiquidTag:
    """A tag that was kept off the page, shortened for a message. `line` counts from 1 in the body."""

    text: str
    line: int


def strip(body: str) -> tuple[str, tuple[LiquidTag, ...]]:
    """`body` without Liquid tags, as many lines long as before, and the tags that were dropped."""
    if "{%" not in body and "{{" not in body:
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
    matches = [match for pattern in (_RAW, _COMMENT, _CODE) for match in pattern.finditer(body)]
    for match in sorted(matches, key=lambda match: (match.start(), -match.end())):
        if match.start() >= end:
            found.append(match)
            end = match.end()
    return found


def _without_raw_tags(match: re.Match[str]) -> str:
    if match.re is _RAW:
        return match.group(1)
    if match.re is _COMMENT:
        return "\n" * match.group().count("\n")
    return _RAW.sub(r"\1", match.group())


def _strip_tags(body: str, start: int, end: int, tags: list[LiquidTag]) -> str:
    def drop(match: re.Match[str]) -> str:
        shown = " ".join(match.group().split())
        shown = shown if len(shown) <= _MAX_SHOWN else shown[: _MAX_SHOWN - 1] + "…"
        tags.append(LiquidTag(shown, body.count("\n", 0, start + match.start()) + 1))
        return "\n" * match.group().count("\n")

    return _TAG.sub(drop, body[start:end])
