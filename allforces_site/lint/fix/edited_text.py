"""A text that is edited and remembers which offset of the original each of its characters comes from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

import msgspec

from allforces_site.lint.source.edits import Edit, without_overlaps

# The origin of characters that an edit added.
_NOWHERE = -1


class EditedText(msgspec.Struct, frozen=True):
    """`origins` holds the offset in the original of each character of `text`, -1 where an edit added it."""

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
        """The span of the original between two offsets of `text`; an empty span where all of it was added."""
        kept = [origin for origin in self.origins[start:end] if origin != _NOWHERE]
        if kept:
            return kept[0], kept[-1] + 1
        while start and self.origins[start - 1] == _NOWHERE:
            start -= 1
        place = self.origins[start - 1] + 1 if start else 0
        return place, place

    def edits_of(self, original: str) -> Iterator[Edit]:
        """The edits that turn the original into this text, each as short as it can be."""
        at, added = 0, ""
        for char, origin in zip([*self.text, ""], [*self.origins, len(original)], strict=True):
            if origin == _NOWHERE:
                added += char
                continue
            if origin > at or added:
                yield shortened(original, Edit(at, origin, added))
            at, added = origin + 1, ""


def unedited(original: str) -> EditedText:
    """`original` before any edit."""
    return EditedText(original, range(len(original)))


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
