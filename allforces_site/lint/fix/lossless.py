"""Rejects edits that would lose a sentence, whichever rule proposes them.

Rules know what they may remove; this is the last line of defence: a rule that is wrong about a copy, or about
what a heading is, must not lose any text. A finding whose edit is rejected is left to the editor.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from allforces_site.lint.source.blocks import PROSE
from allforces_site.lint.source.edits import Edit, apply_edits
from allforces_site.lint.source.prose import SENTENCE_ENDS, folded, plain
from allforces_site.lint.source.sentence_spans import LONGEST_HEAD, behind_heads, is_ended, raw_spans, said
from allforces_site.lint.source.source_file import SourceFile


def lossless(text: str, edits: Sequence[Edit]) -> list[Edit]:
    """The edits whose removed sentences are all still in the text after all edits.

    Only sentences with an end mark count; they are compared without markup, spaces and width.
    """
    if not any(mark in text[edit.start : edit.end] for edit in edits for mark in SENTENCE_ENDS):
        return list(edits)
    left = _Left(plain(apply_edits(text, edits)))
    return [edit for edit in edits if left.has_all(text[edit.start : edit.end])]


class _Left:
    """A plain text that is left, for asking what it has."""

    def __init__(self, text: str) -> None:
        self._words = folded(text)
        self._text = text

    def has_all(self, markdown: str) -> bool:
        """Whether it has all sentences with an end mark of a part of the old text."""
        sentences = [sentence for sentence in _said(plain(markdown)) if is_ended(sentence)]
        missing = [sentence for sentence in sentences if sentence not in self._words]
        return not missing or self._has_behind_heads(markdown, missing)

    def _has_behind_heads(self, markdown: str, missing: Sequence[str]) -> bool:
        """Whether it has each of some sentences, but for a heading or a line that is glued before it."""
        parts = (markdown[start:end] for start, end in raw_spans(markdown))
        marked = {
            folded(plain(part)) for part in parts if any(tail in self._words for tail in behind_heads(part))
        }
        return all(sentence in marked or self._has_behind_line(sentence) for sentence in missing)

    def _has_behind_line(self, sentence: str) -> bool:
        heads = (sentence[:length] for length in range(1, min(LONGEST_HEAD, len(sentence))))
        return any(head in self._lines and sentence[len(head) :] in self._words for head in heads)

    @cached_property
    def _lines(self) -> frozenset[str]:
        return frozenset(_said(self._text))


def _said(text: str) -> list[str]:
    return said(text, folded(text))


def takes_copies_only(source_file: SourceFile, edits: Sequence[Edit]) -> bool:
    """Whether the edits remove sentences only as whole blocks whose words are in other blocks too.

    Then all of them are lossless. This is far cheaper to check, and true of nearly all posts.
    """
    text = source_file.text
    risky = [edit for edit in edits if any(mark in text[edit.start : edit.end] for mark in SENTENCE_ENDS)]
    if any(edit.start < source_file.body_start for edit in risky):
        return False  # A title that is written anew is no block.
    removed, left = [], []
    for block in source_file.blocks if risky else ():
        if block.kind not in PROSE:
            left.append("\n")  # No sentence spans code or a rule.
            continue
        touching = [edit for edit in risky if edit.start < block.end and edit.end > block.start]
        if not touching:
            left.append(block.folded)
        elif any(edit.start <= block.start and edit.end >= block.end for edit in touching):
            removed.append(block.folded)
        else:
            return False
    words = "".join(left)
    return all(block in words for block in removed)
