"""The blocks of a text after edits: those around the edits are read again, the others are moved.

A repair asks for the blocks after each rule that has fixed something; to read all of them again, and to fold
their words, took a seventh of its time.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

import msgspec

from allforces_site.lint.source.blocks import Block, BlockKind, scan_blocks

# What goes on over empty lines, or changes how a line far below is read: fences, raw HTML, and conflicts.
_FAR_REACHING = ("```", "~~~", "<")


class Body(msgspec.Struct, frozen=True):
    """A text and where its body begins: the offset, and the number of the line."""

    text: str
    start: int
    line: int


def reread_blocks(
    blocks: Sequence[Block], old: Body, new: Body, first: int, last: int
) -> tuple[Block, ...] | None:
    """What `read_blocks` finds in `new`, if `blocks` is what it finds in `old`.

    Both texts are rendered to their end, and are the same before the offset `first` of `old` and from its
    offset `last` on. None if all of it has to be read.
    """
    if last <= old.start:
        if old.text[old.start :] != new.text[new.start :]:
            return None
        return tuple(_moved(blocks, new.start - old.start, new.line - old.line))
    if first < old.start or any(sign in body.text for body in (old, new) for sign in _FAR_REACHING):
        return None
    # The block before the edits may go on in them. Where it begins does not depend on them.
    kept = max(0, bisect_left(blocks, first, key=_end) - 1)
    return (*blocks[:kept], *_from(blocks, kept, new, last, len(new.text) - len(old.text)))


def _from(blocks: Sequence[Block], kept: int, new: Body, last: int, shift: int) -> Iterator[Block]:
    """The blocks from number `kept` on, of which those below the edits have moved by `shift` characters."""
    below = {block.start + shift: number for number, block in enumerate(blocks) if block.start >= last}
    before = blocks[kept - 1].kind if kept else None
    start, line = (blocks[kept].start, blocks[kept].line) if kept else (new.start, new.line)
    for block in scan_blocks(new.text, start, line, before):
        number = below.get(block.start)
        if number is not None and _is_list(before) == _is_list(blocks[number - 1].kind if number else None):
            yield from _moved(blocks[number:], shift, block.line - blocks[number].line)
            return
        yield block
        before = block.kind


def _is_list(kind: BlockKind | None) -> bool:
    """Whether an indented line below a block of this kind is part of it."""
    return kind is BlockKind.LIST


def _moved(blocks: Sequence[Block], shift: int, lines: int) -> Iterator[Block]:
    for block in blocks:
        moved = Block(block.kind, block.start + shift, block.end + shift, block.line + lines, block.text)
        moved.__dict__.update(block.__dict__)  # Its words, as far as they are known.
        yield moved


def _end(block: Block) -> int:
    return block.end
