"""Edits of a text, and how they are made."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

import msgspec


class Edit(msgspec.Struct, frozen=True, order=True):
    """Replaces the characters from `start` to `end` by `replacement`."""

    start: int
    end: int
    replacement: str = ""


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """`text` with all edits made. Of two that overlap, only the first is made."""
    parts, at = [], 0
    for edit in without_overlaps(edits):
        parts += [text[at : edit.start], edit.replacement]
        at = edit.end
    return "".join([*parts, text[at:]])


def without_overlaps(edits: Iterable[Edit]) -> Iterator[Edit]:
    """The edits in order; of two that overlap, only the first."""
    at = 0
    for edit in sorted(edits):
        if edit.start >= at:
            yield edit
            at = edit.end


def edits_around(edits: Sequence[Edit], spans: Iterable[tuple[int, int]]) -> tuple[Edit, ...]:
    """Those of the sorted `edits` that cover one of the spans completely."""
    around: dict[Edit, None] = {}
    for start, end in spans:
        number = bisect_right(edits, start, key=_start) - 1
        if number >= 0 and edits[number].end >= end:
            around[edits[number]] = None
    return tuple(around)


def _start(edit: Edit) -> int:
    return edit.start


def without_blocks(text: str, spans: Iterable[tuple[int, int]]) -> list[Edit]:
    """Edits that delete spans of whole lines with the blank lines after them, or before them at the end of
    the text. The blocks on both sides stay separate."""
    edits = []
    for start, end in _joined(text, spans):
        stop = end
        while stop < len(text) and text[stop] in " \t\n":
            stop += 1
        if stop == len(text):
            begin = len(text[:start].rstrip())
            edits.append(Edit(begin, len(text), "\n" if text.endswith("\n") else ""))
        else:
            is_below_text = start > 0 and not (
                text.endswith("\n\n", 0, start) or _is_below_front_matter(text, start)
            )
            edits.append(Edit(start, text.rindex("\n", end, stop) + 1, "\n" if is_below_text else ""))
    return edits


def _is_below_front_matter(text: str, start: int) -> bool:
    """Whether a line is the first after front matter; another line of dashes may end a block of HTML."""
    return text.startswith("---\n") and text.find("\n---\n", 3) + len("\n---\n") == start


def _joined(text: str, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Joins spans that only white space separates."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
