"""Offsets and spans of a source file: the blocks that they are in, the first of a line or of the fields."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from allforces_site.lint.source.blocks import Block
from allforces_site.lint.source.masking import without_quoted
from allforces_site.lint.source.source_file import SourceFile


def first_on_each_line(
    source_file: SourceFile, spans: Iterable[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Of some spans, from offset to offset, the first that begins on each line, in order."""
    last = 0
    for start, end in sorted(spans):
        line, _column = source_file.place(start)
        if line != last:
            last = line
            yield start, end


def first_in_front_matter(
    source_file: SourceFile, looks: Mapping[str, Callable[[str], Iterable[tuple[int, int]]]]
) -> tuple[str, str] | None:
    """The first field in which the look for it finds a span, and the words there; None without any.

    `looks` are by field. Quotations are blanked out before.
    """
    for key, spans_in in looks.items():
        value = source_file.written(key)
        for start, end in spans_in(without_quoted(value)):
            return key, value[start:end]
    return None


def blocks_at(blocks: Sequence[Block], offsets: Iterable[int]) -> Iterator[Block]:
    """The blocks in which some offsets are, each once; both are in order."""
    number = 0
    for offset in offsets:
        while number < len(blocks) and blocks[number].end <= offset:
            number += 1
        if number == len(blocks):
            return
        if blocks[number].start <= offset:
            yield blocks[number]
            number += 1
