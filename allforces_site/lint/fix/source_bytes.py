"""Edits of a text as edits of its file: line ends and the byte order mark are kept."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from allforces_site.lint.source.edits import Edit
from allforces_site.text.late_pattern import late_pattern

_LINE_END = late_pattern(r"\r\n|\r|\n")


def edits_of_file(content: str, edits: Iterable[Edit]) -> list[Edit]:
    """Edits of the file's `content`, given edits of its text as `front_matter.decode` returns it.

    New line ends are of the same kind as the one before them.
    """
    if "\r" not in content and not content.startswith("\ufeff"):
        return list(edits)
    body = content.lstrip("\ufeff")
    mark = len(content) - len(body)
    ends = [found.group() for found in _LINE_END.finditer(body)]
    # In the text each line end is one character: its offset there, and how many characters more the file has
    # up to it.
    places: list[int] = []
    longer = [mark]
    for found in _LINE_END.finditer(body):
        places.append(found.start() - longer[-1] + mark)
        longer.append(longer[-1] + len(found.group()) - 1)

    def at(offset: int) -> int:
        return offset + longer[bisect_left(places, offset)]

    def end_near(offset: int) -> str:
        number = bisect_left(places, offset)
        return ends[min(number, len(ends) - 1)] if ends else "\n"

    moved = (
        Edit(at(edit.start), at(edit.end), edit.replacement.replace("\n", end_near(edit.start)))
        for edit in edits
    )
    return [_apart(content, edit) for edit in moved]


def _apart(content: str, edit: Edit) -> Edit:
    """The edit with one more `\n` where a `\r` and a `\n` would meet: they are two line ends, not one."""
    new, next_char = edit.replacement, content[edit.end : edit.end + 1]
    if content[: edit.start].endswith("\r") and (new + next_char).startswith("\n"):
        return Edit(edit.start, edit.end, f"\n{new}")
    if new.endswith("\r") and next_char == "\n":
        return Edit(edit.start, edit.end, f"{new}\n")
    return edit
