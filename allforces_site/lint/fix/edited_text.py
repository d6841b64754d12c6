"""A text under edits that remembers where in the original each of its letters stood."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

import msgspec

from allforces_site.lint.source.edits import Edit, without_overlaps

# The origin of letters that an edit brought in.
_NOWHERE = -1


class EditedText(msgspec.Struct, frozen=True):
    """`origins` holds for each letter of `text` its offset in the original, or -1 for a letter of an edit."""

    text: str
    origins: Sequence[int]

    def edited(self, edits: Iterable[Edit]) -> EditedText:
        """The text with the edits made, as `apply_edits` makes them."""
        parts: list[str] = []
        origins: list[int] = []
        at = 0
        for edit in without_overlaps(edits):
            parts += [self.text[at : edit.start], edit.replacement]
            origins += self.origins[at : edit.start]
            origins += [_NOWHERE] * len(edit.replacement)
            at = edit.end
        return EditedText("".join([*parts, self.text[at:]]), [*origins, *self.origins[at:]])

    def origin_span(self, start: int, end: int) -> tuple[int, int]:
        """The part of the original that stands between two offsets; where none does, the place of it."""
        kept = [origin for origin in self.origins[start:end] if origin != _NOWHERE]
        if kept:
            return kept[0], kept[-1] + 1
        while start and self.origins[start - 1] == _NOWHERE:
            start -= 1
        place = self.origins[start - 1] + 1 if start else 0
        return place, place

    def edits_of(self, original: str) -> Iterator[Edit]:
        """The edits that make this text of the original, each as short as it can be."""
        at, added = 0, ""
        for letter, origin in zip([*self.text, ""], [*self.origins, len(original)], strict=True):
            if origin == _NOWHERE:
                added += letter
                continue
            if origin > at or added:
                yield shortened(original, Edit(at, origin, added))
            at, added = origin + 1, ""


def unedited(original: str) -> EditedText:
    """An original as it is before any edit."""
    return EditedText(original, range(len(original)))


def shortened(original: str, edit: Edit) -> Edit:
    """The edit without what stays as it is at both ends: a line end that no edit touches keeps its kind."""
    old, new = original[edit.start : edit.end], edit.replacement
    alike = _alike(old, new)
    old, new = old[alike:], new[alike:]
    alike_behind = _alike(old[::-1], new[::-1])
    return Edit(edit.start + alike, edit.end - alike_behind, new[: len(new) - alike_behind])


def _alike(one: str, other: str) -> int:
    """The number of letters with which both begin."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((number for number, (a, b) in pairs if a != b), min(len(one), len(other)))


class LineMap:
    """Which line of the original each line of an edited text was, counted from 1."""

    def __init__(self, original: str, edited: EditedText) -> None:
        starts = list(accumulate((len(line) + 1 for line in original.split("\n")), initial=0))
        self._lines: list[int] = []
        at = 0
        for line in edited.text.split("\n"):
            origin, _ = edited.origin_span(at, at + len(line) + 1)
            self._lines.append(min(bisect_right(starts, origin), len(starts) - 1))
            at += len(line) + 1

    def __call__(self, line: int) -> int:
        """The line of the original at which line `line` of the edited text stood."""
        return self._lines[min(max(line, 1), len(self._lines)) - 1]
