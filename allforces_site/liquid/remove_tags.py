"""Removes Liquid tags from bodies and lists them, for what is known of a text before its page is made.

`{% raw %}` and `{% comment %}` work as in Jekyll. Braces in code are kept (a deliberate difference, as Jekyll
would render them): in code blocks and spans of Markdown, and in `<pre>` and `<code>`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

import msgspec

from allforces_site import markdown

_RAW = re.compile(r"\{%-?\s*raw\s*-?%\}(.*?)\{%-?\s*endraw\s*-?%\}", re.DOTALL)
_COMMENT = re.compile(r"\{%-?\s*comment\s*-?%\}.*?\{%-?\s*endcomment\s*-?%\}", re.DOTALL)
_OPENER = re.compile(r"\{(?=([{%]))")
# Code spans that open and close in one paragraph, and elements of HTML.
_CODE_SPAN = re.compile(r"(?<!`)(?P<ticks>`+)(?!`)(?:(?!\n\s*\n).)+?(?<!`)(?P=ticks)(?!`)", re.DOTALL)
_PRE = re.compile(r"<pre\b[^<>]*>.*?</pre\s*>", re.DOTALL | re.IGNORECASE)
_CODE = re.compile(r"<code\b[^<>]*>.*?</code\s*>", re.DOTALL | re.IGNORECASE)
_MAX_SHOWN = 60


class LiquidTag(msgspec.Struct, frozen=True):
    """A tag that was removed, shortened for a message. `line` counts from 1 in the body."""

    text: str
    line: int


def strip(body: str, *, is_markdown: bool = True) -> tuple[str, tuple[LiquidTag, ...]]:
    """`body` without Liquid tags, with as many lines as before, and the removed tags.

    Without `is_markdown`, the body has no code blocks or code spans.
    """
    # Searching a single character takes a tenth of the time of two.
    if "{" not in body or ("{%" not in body and "{{" not in body):
        return body, ()
    pieces: list[str] = []
    tags: list[LiquidTag] = []
    position = 0
    for kept in _untouched(body, is_markdown=is_markdown):
        pieces.append(_strip_tags(body, position, kept.start, tags))
        pieces.append(kept.text)
        position = kept.end
    pieces.append(_strip_tags(body, position, len(body), tags))
    return "".join(pieces), tuple(tags)


def code_parts(body: str) -> list[tuple[int, int]]:
    """Where code in a Markdown body begins and ends, without what is inside `raw` or a comment."""
    kept = _untouched(body, is_markdown=True)
    return [(part.start, part.end) for part in kept if not body.startswith("{%", part.start)]


class _Kept(msgspec.Struct, frozen=True):
    """A part of a body, from `start` to `end`, whose tags are kept, and the `text` that replaces it."""

    start: int
    end: int
    text: str


def _untouched(body: str, *, is_markdown: bool) -> list[_Kept]:
    """Raw blocks, comments and code, in order; parts inside another part belong to it."""
    found = [
        _Kept(match.start(), match.end(), _without_raw_tags(match))
        for pattern in (_RAW, _COMMENT, _PRE, _CODE, *([_CODE_SPAN] if is_markdown else []))
        for match in _all(pattern, body)
    ]
    found += _code_blocks(body) if is_markdown else []
    kept: list[_Kept] = []
    end = 0
    for part in sorted(found, key=lambda part: (part.start, -part.end)):
        if part.start >= end:
            kept.append(part)
            end = part.end
    return kept


def _code_blocks(body: str) -> Iterator[_Kept]:
    # Not `splitlines`: it splits at characters that are no line breaks in Markdown, such as U+2028.
    offsets = list(accumulate((len(line) + 1 for line in body.split("\n")), initial=0))
    for lines in markdown.code_lines(body):
        start, end = offsets[lines.start], min(offsets[min(lines.stop, len(offsets) - 1)], len(body))
        yield _Kept(start, end, _RAW.sub(r"\1", body[start:end]))


def _all(pattern: re.Pattern[str], body: str) -> Iterator[re.Match[str]]:
    """All matches. The search ends at the last end of a block: after it, each of thousands of openers would
    read the whole rest in vain."""
    closer = {_RAW: "endraw", _COMMENT: "endcomment", _PRE: "</pre", _CODE: "</code"}.get(pattern)
    if closer is None:
        return pattern.finditer(body)
    end = body.lower().rfind(closer)
    close = "}" if pattern in (_RAW, _COMMENT) else ">"
    return pattern.finditer(body, 0, body.find(close, end) + 2 if end >= 0 else 0)


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
    """Where tags begin and end. An opener without an end is text."""
    last = {"{": body.rfind("}}", start, end), "%": body.rfind("%}", start, end)}
    closed = start
    for match in _OPENER.finditer(body, start, end):
        kind, inside = match[1], match.end() + 1
        if match.start() < closed or last[kind] < inside:
            continue
        closed = body.index("}}" if kind == "{" else "%}", inside) + 2
        yield match.start(), closed
