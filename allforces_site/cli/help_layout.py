"""Lays out help whose characters are two columns wide, which click counts as one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import click

from allforces_site.text.late_pattern import late_pattern

# A longer term has a line of its own.
_WIDEST_TERM = 30

_OPENING = "「『（【〈《“"
# What begins no line (JIS X 4051, 6.1: closing marks, small kana, the long vowel).
_CLOSING = "、。，．・：；？！」』）】〉》”…ーぁぃぅぇぉっゃゅょァィゥェォッャュョ"

# What is not divided: a word of Latin letters, or one character, with the marks that belong to it.
_UNIT = late_pattern(rf"\s+|[{_OPENING}]*(?:[!-~]+|[^\s!-~])[{_CLOSING}]*")

_SENTENCE = late_pattern(r".*?(?:。|[.?](?=\s|$))")

# click leaves the lines of a paragraph after this as they are.
_AS_THEY_ARE = "\b\n"


class HelpFormatter(click.HelpFormatter):
    """click's formatter, which divides lines by the columns that a terminal needs for them."""

    def write_text(self, text: str) -> None:
        """Writes paragraphs."""
        super().write_text(_laid_out(text, self.width - self.current_indent))

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = _WIDEST_TERM, col_spacing: int = 2
    ) -> None:
        """Writes two columns."""
        rows = list(rows)
        first = min(max((len(term) for term, _ in rows), default=0), col_max) + col_spacing
        room = max(self.width - first - self.current_indent, 10)
        super().write_dl([(term, _laid_out(text, room)) for term, text in rows], col_max, col_spacing)


class Context(click.Context):
    """click's context, whose help is laid out by columns."""

    formatter_class = HelpFormatter


def write_groups(
    groups: Sequence[tuple[str, Sequence[tuple[str, str]]]], formatter: click.HelpFormatter
) -> None:
    """Writes groups of two columns, each below its title; the columns of all have one width."""
    width = min(max((len(term) for _, rows in groups for term, _ in rows), default=0), _WIDEST_TERM)
    for title, rows in groups:
        if rows:
            with formatter.section(title):
                formatter.write_dl([(term.ljust(width), text) for term, text in rows])


def first_sentence(text: str) -> str:
    """The first sentence of a text, or its first line if that has no end."""
    line = text.partition("\n")[0]
    sentence = _SENTENCE.match(line)
    return sentence[0] if sentence else line


def _laid_out(text: str, columns: int) -> str:
    if text.isascii():
        return text
    paragraphs = (paragraph.replace("\n", "") for paragraph in text.split("\n\n"))
    return "\n\n".join(_AS_THEY_ARE + "\n".join(_lines(paragraph, columns)) for paragraph in paragraphs)


def _lines(text: str, columns: int) -> list[str]:
    from rich.cells import cell_len

    lines, line = [], ""
    for unit in _UNIT.findall(text):
        if line and cell_len(line + unit.rstrip()) > columns:
            lines.append(line.rstrip())
            line = unit.lstrip()
        else:
            line += unit
    return [*lines, line.rstrip()]
