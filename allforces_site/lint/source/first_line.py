"""The first line of a body, where a writing model puts the title."""

from __future__ import annotations

import re

import msgspec

from allforces_site.lint.source.blocks import Block, BlockKind
from allforces_site.lint.source.prose import sentences
from allforces_site.lint.source.source_file import SourceFile
from allforces_site.lint.source.unfinished import even
from allforces_site.text.late_pattern import late_pattern

# The most characters of a title: search results show about half of them.
TITLE_CHARS = 60
_LABEL = late_pattern(r"(?:タイトル|題名|見出し|title)\s*[:：]\s*", re.IGNORECASE)
_NARRATIVE = late_pattern(r"(?:です|ます|でした|ました|ません|ださい|でしょう|ましょう)。")


class FirstLine(msgspec.Struct, frozen=True):
    """The first words of a body. `is_title_like` is whether they may be a title and are no running text."""

    text: str
    is_title_like: bool


def first_line(source_file: SourceFile) -> FirstLine:
    """The first line of text as `even` returns it, without markup and a label such as `タイトル:`; only the
    first sentence of a long line."""
    line = even(as_written(source_file))
    is_title_like = 0 < len(line) <= TITLE_CHARS and not line.endswith("、") and not _NARRATIVE.search(line)
    if is_title_like:
        return FirstLine(line, is_title_like=True)
    return FirstLine(next(iter(sentences(line)), ""), is_title_like=False)


def as_written(source_file: SourceFile) -> str:
    """The first line with the widths that the author wrote; "" if the body has no text."""
    block = _first_text(source_file)
    line = block.plain.split("\n")[0] if block is not None else ""
    return " ".join(_LABEL.sub("", line.strip(), count=1).split())


def begins_with_section(source_file: SourceFile) -> bool:
    """Whether the first line is a heading below the title's own: `## …`."""
    block = _first_text(source_file)
    return block is not None and block.kind is BlockKind.HEADING and block.text.lstrip().startswith("##")


def _first_text(source_file: SourceFile) -> Block | None:
    return next((block for block in source_file.prose if not block.text.lstrip().startswith("![")), None)
