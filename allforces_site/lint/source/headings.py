"""The headings of a text, and paragraphs that only look like headings or only look like text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from allforces_site.lint.source.blocks import Block, BlockKind
from allforces_site.text.late_pattern import late_pattern

# So many characters fill three lines of a phone: no heading is that long.
LONGEST = 120
_ATX = late_pattern(r" {0,3}(#{1,6})(?:[ \t\u3000]|$)")
_DASHES = late_pattern(r"\n {0,3}(?:-+|=+)[ \t]*\Z")
# A sentence that is over, or a long question to the reader. A short question may be a heading, and so may a
# few English words with a period (etc.).
_SENTENCE = late_pattern(
    r"。|^(?=.{30}).*、.*(?:ます|ません|でしょう|です)か[？?]$|^(?=.{60}).*[a-z]{2}[.?!](?:\s|$)"
)


class Heading(msgspec.Struct, frozen=True):
    """A heading: its block, the index of that block, its level from 1 to 6."""

    block: Block
    number: int
    level: int


def read_headings(blocks: Sequence[Block]) -> Iterator[Heading]:
    """The headings of a text in order, without paragraphs that a line of dashes makes headings."""
    for number, block in enumerate(blocks):
        if block.kind is BlockKind.HEADING and not is_underlined_text(block):
            found = _ATX.match(block.text)
            underlined = 1 if block.text.rstrip().endswith("=") else 2
            yield Heading(block, number, len(found[1]) if found else underlined)


def is_underlined_text(block: Block) -> bool:
    """Whether a heading is running text that is one only because of the dashes right below it."""
    dashes = underline(block)
    return dashes is not None and (
        _SENTENCE.search(block.text, 0, dashes) is not None or len(block.plain) > LONGEST
    )


def underline(block: Block) -> int | None:
    """The offset in a heading of the line end before the dashes that make it one; None if it has `#`."""
    found = _DASHES.search(block.text) if block.kind is BlockKind.HEADING else None
    return found.start() if found and not _ATX.match(block.text) else None
