"""A text that is edited and remembers which parts of the original are left in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate

import msgspec

from allforces_site.lint.source.edits import Edit, without_overlaps


class Kept(msgspec.Struct, frozen=True):
    """So many characters (`length`) of a text, from `start` on, that stand at `origin` in the original."""

    start: int
    origin: int
    length: int

    @property
    def end(self) -> int:
        """The offset in the text after them."""
        return self.start + self.length


class EditedText(msgspec.Struct, frozen=True):
    """A text, and what of it is `kept` from the original, in order; an edit added everything else."""

    text: str
    kept: tuple[Kept, ...]

    def edited(self, edits: Iterable[Edit]) -> EditedText:
        """The text with the edits made, as `apply_edits` makes them."""
        parts: list[str] = []
        kept: list[Kept] = []
        at = length = 0
        for edit in (*without_overlaps(edits), Edit(len(self.text), len(self.text))):
            parts += [self.text[at : edit.start], edit.replacement]
            kept += self._kept_between(at, edit.start, length - at)
            length += edit.start - at + len(edit.replacement)
            at = edit.end
        return EditedText("".join(parts), tuple(kept))

    def _kept_between(self, start: int, end: int, shift: int = 0) -> Iterator[Kept]:
        """What is kept between two offsets, `shift` characters further on."""
        first = bisect_right(self.kept, start, key=_end)
        for part in self.kept[first : bisect_left(self.kept, end, key=_start)]:
            at, stop = max(start, part.start), min(end, part.end)
            if at < stop:
                yield Kept(at + shift, part.origin + at - part.start, stop - at)

    def origin_span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original between two offsets of `text`; an empty span where all of it was added."""
        inside = list(self._kept_between(start, end))
        if inside:
            return inside[0].origin, inside[-1].origin + inside[-1].length
        number = bisect_left(self.kept, start, key=_start)
        if not number:
            return 0, 0
        before = self.kept[number - 1]
        place = before.origin + min(start - before.start, before.length)
        return place, place

    def edits_of(self, original: str) -> Iterator[Edit]:
        """The edits that turn the original into this text, each as short as it can be."""
        at = end = 0
        for part in (*self.kept, Kept(len(self.text), len(original), 0)):
            added = self.text[end : part.start]
            if part.origin > at or added:
                yield shortened(original, Edit(at, part.origin, added))
            at, end = part.origin + part.length, part.end


def _start(part: Kept) -> int:
    return part.start


def _end(part: Kept) -> int:
    return part.end


def unedited(original: str) -> EditedText:
    """`original` before any edit."""
    return EditedText(original, (Kept(0, 0, len(original)),))


def shortened(original: str, edit: Edit) -> Edit:
    """The edit without the characters at both ends that it keeps: line ends there are not rewritten."""
    old, new = original[edit.start : edit.end], edit.replacement
    same_start = _common_start(old, new)
    old, new = old[same_start:], new[same_start:]
    same_end = _common_start(old[::-1], new[::-1])
    return Edit(edit.start + same_start, edit.end - same_end, new[: len(new) - same_end])


def _common_start(one: str, other: str) -> int:
    """The number of characters at the start of both that are the same."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((number for number, (a, b) in pairs if a != b), min(len(one), len(other)))


class LineMap:
    """Maps lines of an edited text to lines of the original, both counted from 1."""

    def __init__(self, original: str, edited: EditedText) -> None:
        starts = list(accumulate((len(line) + 1 for line in original.split("\n")), initial=0))
        self._lines: list[int] = []
        at = 0
        for line in edited.text.split("\n"):
            origin, _ = edited.origin_span(at, at + len(line) + 1)
            self._lines.append(min(bisect_right(starts, origin), len(starts) - 1))
            at += len(line) + 1

    def __call__(self, line: int) -> int:
        """The line of the original that line `line` of the edited text comes from."""
        return self._lines[min(max(line, 1), len(self._lines)) - 1]
