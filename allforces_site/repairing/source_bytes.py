"""A source file's bytes under edits of its text: line ends and byte order mark stay."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

from allforces_site.manuscripts.edits import Edit, apply_edits

_LINE_END = re.compile(r"\r\n|\r|\n")


def edited_bytes(content: bytes, edits: Iterable[Edit]) -> bytes:
    """The bytes of a file with edits made whose offsets are those of its text as `front_matter.decode` gives
    it. New line ends are like that of the line before them."""
    raw = content.decode("utf-8")
    body = raw.lstrip("\ufeff")
    ends = [found.group() for found in _LINE_END.finditer(body)]
    # Offsets of the line ends in the text whose line ends are one character.
    text = _LINE_END.sub("\n", body) if "\r" in body else body
    places = [found.start() for found in re.finditer("\n", text)]
    longer = [0]
    for end in ends:
        longer.append(longer[-1] + len(end) - 1)

    def at(offset: int) -> int:
        return offset + longer[bisect_left(places, offset)]

    def end_near(offset: int) -> str:
        number = bisect_left(places, offset)
        return (ends[number] if number < len(ends) else ends[-1]) if ends else "\n"

    moved = [
        Edit(at(edit.start), at(edit.end), edit.replacement.replace("\n", end_near(edit.start)))
        for edit in edits
    ]
    return (raw[: len(raw) - len(body)] + apply_edits(body, moved)).encode("utf-8")
