"""Finds headings whose marks readers see: in the middle of a line, or without a space behind the marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from allforces_site.lint.source.edits import Edit
from allforces_site.lint.source.masking import without_code
from allforces_site.text.excerpts import CLOSERS
from allforces_site.text.late_pattern import late_pattern

# Two marks or more: one is a hashtag or C#. They begin a heading only behind what ends a sentence.
_MARK = late_pattern(
    rf"(?:[。．！？!?…‥.:：{re.escape(CLOSERS)}}}]|-{{3}}|\*\*)(?P<gap>[ \t\u3000]*)"
    r"#{2,6}(?=[ \t\u3000]*[^\s#])"
)
_AT_START = late_pattern(r"^[ \t]*\*\*[ \t]*(?=#{2,6}[ \t\u3000]+\S)", re.MULTILINE)
# `##港` and full-width marks at the beginning of a line (markdownlint's MD018).
_WITHOUT_SPACE = late_pattern(r"^ {0,3}(?:#{2,6}|＃{1,6}[ \t\u3000]*)(?=[^#＃\s])", re.MULTILINE)
_SENTENCE_END = late_pattern(rf"[。！？!?][{re.escape(CLOSERS)}\"'*_]*$")
_LABEL = late_pattern(r"(?P<marks>#{2,6})[ \t\u3000]*(?:[0-9]{1,2}[.)．]?(?:[0-9]{1,2}[.)]?)*[ \t\u3000]+)?")
# Where a heading may end and its text begin: a space, unless it parts two Latin words.
_SPACE = late_pattern(r"(?<=\S)[ \t\u3000]+(?=\S)")
_LATIN = late_pattern(r"[A-Za-z0-9.,&'-][ \t\u3000]+[A-Za-z0-9&'(-]")
# Characters of the shortest and the longest heading, and of the shortest sentence below it.
_SHORTEST, _LONGEST, _LEAST_TEXT = 4, 60, 15


class InlineHeading(msgspec.Struct, frozen=True):
    """The marks of a heading at the offset `start` of a text, and edits that give it a line of its own, if it
    is certain where it begins and ends."""

    start: int
    edits: tuple[Edit, ...] = ()


def inline_headings(text: str) -> Iterator[InlineHeading]:
    """The headings of `text` that are none to Markdown, in order; marks in code are none."""
    if "##" not in text and "＃" not in text:
        return
    masked = without_code(text)
    yield from _without_space(masked)
    found = sorted({match.end("gap") for match in _MARK.finditer(masked)} | _starts(masked))
    for number, start in enumerate(found):
        line_end = text.find("\n", start)
        end = min(
            found[number + 1] if number + 1 < len(found) else len(text),
            line_end if line_end >= 0 else len(text),
        )
        yield InlineHeading(start, tuple(_edits(text, start, end)))


def _without_space(text: str) -> Iterator[InlineHeading]:
    for found in _WITHOUT_SPACE.finditer(text):
        marks = found[0].strip()
        line_end = text.find("\n", found.end())
        line = text[found.end() : line_end if line_end >= 0 else len(text)]
        start = found.end() - len(found[0].lstrip())
        is_wide = marks[0] == "＃"
        edit = (
            Edit(start, found.end(), f"{'#' * len(marks)} ")
            if is_wide
            else Edit(found.end(), found.end(), " ")
        )
        is_heading = len(line.rstrip()) <= _LONGEST and "。" not in line
        yield InlineHeading(start, (edit,) if is_heading else ())


def _starts(text: str) -> set[int]:
    return {found.end() for found in _AT_START.finditer(text)}


def _edits(text: str, start: int, end: int) -> Iterator[Edit]:
    """Edits that put line ends around the heading at `start`; `end` is that of its line, or the next mark."""
    before = text[:start].rstrip(" \t\u3000")
    part = text[start:end].rstrip()
    label = _LABEL.match(part)
    if label is None or not _SENTENCE_END.search(before[-4:]):
        return
    ends = _end_of_words(part, label.end())
    if ends is None:
        return
    yield Edit(len(before), start, "\n\n")
    if not part[label.end("marks")].isspace():
        yield Edit(start + label.end("marks"), start + label.end("marks"), " ")
    if ends[0] < ends[1]:
        yield Edit(start + ends[0], start + ends[1], "\n\n")


def _end_of_words(part: str, first: int) -> tuple[int, int] | None:
    """The span between the words of a heading and its text; empty, at the end of `part`, if there is no text;
    None if more than one place is possible."""
    sentence = part.find("。", first)
    spaces = [
        found.span()
        for found in _SPACE.finditer(part, first, sentence if sentence >= 0 else len(part))
        if not _LATIN.fullmatch(part, found.start() - 1, found.end() + 1)
    ]
    if sentence < 0:
        is_heading = not spaces and _SHORTEST <= len(part) - first <= _LONGEST
        return (len(part), len(part)) if is_heading else None
    if len(spaces) != 1:
        return None
    (begin, stop) = spaces[0]
    is_certain = _SHORTEST <= begin - first <= _LONGEST and sentence - stop >= _LEAST_TEXT
    return (begin, stop) if is_certain else None
