"""Conflicts that git left in a text: both sides of a merge, between lines of seven `<`, `=` or `>`."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from allforces_site.lint.source.blocks import Block, BlockKind
from allforces_site.lint.source.markers import SEPARATOR, is_end_marker
from allforces_site.lint.source.source_file import SourceFile


class Conflict(msgspec.Struct, frozen=True):
    """A conflict, or a lone marker line of one.

    `start` and `end` are its offsets. `sides` are the offsets of the texts between its marker lines, without
    white space around them: two, or three with the text that both sides had before (git's diff3 style). A
    lone line has none.
    """

    start: int
    end: int
    sides: tuple[tuple[int, int], ...] = ()


def read_conflicts(source_file: SourceFile) -> Iterator[Conflict]:
    """The conflicts of a body outside code, in order."""
    opened: list[Block] = []
    for block in source_file.blocks:
        if block.kind is not BlockKind.MARKER or is_end_marker(block.text):
            continue
        sign = block.text[0]
        if sign == "<":
            yield from map(_lone, opened)
            opened = [block]
        elif not opened:
            yield _lone(block)
        elif sign == ">":
            yield from _closed(source_file.text, [*opened, block])
            opened = []
        else:
            opened.append(block)
    yield from map(_lone, opened)


def _closed(text: str, markers: list[Block]) -> Iterator[Conflict]:
    if not any(marker.text.rstrip() == SEPARATOR for marker in markers):
        yield from map(_lone, markers)
        return
    sides = zip((marker.end for marker in markers), (marker.start for marker in markers[1:]), strict=False)
    yield Conflict(markers[0].start, markers[-1].end, tuple(_stripped(text, *side) for side in sides))


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    side = text[start:end]
    if not side.strip():
        return start, start
    return start + len(side) - len(side.lstrip()), start + len(side.rstrip())


def _lone(block: Block) -> Conflict:
    return Conflict(block.start, block.end)
