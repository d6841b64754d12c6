"""Spans of a source file's text, of which a rule reports one a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

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
