"""Rejects edits that would lose a sentence, whichever rule proposes them.

Rules know what they may remove; this is the last line of defence: a rule that is wrong about a copy, or about
what a heading is, must not lose any text. A finding whose edit is rejected is left to the editor.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain, takewhile

from allforces_site.lint.source.blocks import Block
from allforces_site.lint.source.edits import Edit, apply_edits
from allforces_site.lint.source.prose import SENTENCE_ENDS, folded, plain
from allforces_site.lint.source.sentence_spans import (
    LONGEST_HEAD,
    behind_heads,
    is_ended,
    raw_spans,
    said,
    without_number,
)
from allforces_site.lint.source.source_file import SourceFile


def lossless(source_file: SourceFile, edits: Sequence[Edit]) -> list[Edit]:
    """The edits whose removed sentences are all still in the text after all edits.

    `edits` are in order and do not overlap. Only sentences with an end mark count; they are compared without
    markup, spaces and width.
    """
    text = source_file.text
    if not any(mark in text[edit.start : edit.end] for edit in edits for mark in SENTENCE_ENDS):
        return list(edits)
    left = _Left(source_file, edits)
    return [edit for edit in edits if left.has_all(edit.start, edit.end)]


class _Left:
    """What edits leave of a source file, for asking what it has."""

    def __init__(self, source_file: SourceFile, edits: Sequence[Edit]) -> None:
        self._source_file = source_file
        self._pieces = list(_pieces(source_file, 0, len(source_file.text), edits))
        self._sentences = frozenset(chain.from_iterable(map(_said, self._pieces)))

    @cached_property
    def _words(self) -> str:
        return "".join(
            piece.folded if isinstance(piece, Block) else folded(plain(piece)) for piece in self._pieces
        )

    def has_all(self, start: int, end: int) -> bool:
        """Whether it has all sentences with an end mark of a part of the old text."""
        removed = chain.from_iterable(map(_said, _pieces(self._source_file, start, end)))
        missing = [sentence for sentence in removed if is_ended(sentence) and not self._has(sentence)]
        return not missing or self._has_behind_heads(self._source_file.text[start:end], missing)

    def _has(self, sentence: str) -> bool:
        return sentence in self._sentences or without_number(sentence) in self._words

    def _has_behind_heads(self, markdown: str, missing: Sequence[str]) -> bool:
        """Whether it has each of some sentences, but for a heading or a line that is glued before it."""
        parts = (markdown[start:end] for start, end in raw_spans(markdown))
        marked = {
            folded(plain(part)) for part in parts if any(tail in self._words for tail in behind_heads(part))
        }
        return all(sentence in marked or self._has_behind_line(sentence) for sentence in missing)

    def _has_behind_line(self, sentence: str) -> bool:
        heads = (sentence[:length] for length in range(1, min(LONGEST_HEAD, len(sentence))))
        return any(head in self._sentences and sentence[len(head) :] in self._words for head in heads)


def _pieces(
    source_file: SourceFile, start: int, end: int, edits: Sequence[Edit] = ()
) -> Iterator[Block | str]:
    """A part of a text after the edits in it: the blocks of prose that no edit touches, whose sentences are
    known, and what is between them."""
    text, at, made, above = source_file.text, start, 0, 0
    # A comment may go on over several blocks, none of which readers see.
    blocks = source_file.prose if "<!--" not in text else ()
    first = bisect_left(blocks, start, key=_start)
    for block in takewhile(lambda block: block.end <= end, blocks[first:]):
        while above < len(edits) and edits[above].end <= block.start:
            above += 1
        if above == len(edits) or edits[above].start >= block.end:
            if above > made or not text[at : block.start].isspace():
                yield _edited(text[at : block.start], at, edits[made:above])
            yield block
            at, made = block.end, above
    yield _edited(text[at:end], at, edits[made:])


def _start(block: Block) -> int:
    return block.start


def _edited(part: str, start: int, edits: Sequence[Edit]) -> str:
    """A part of a text, which begins at an offset of it, after some edits."""
    return apply_edits(part, [Edit(edit.start - start, edit.end - start, edit.replacement) for edit in edits])


def _said(piece: Block | str) -> list[str]:
    if isinstance(piece, Block):
        return piece.sentences
    if not piece.strip():
        return []
    shown = plain(piece)
    return said(shown, folded(shown))
