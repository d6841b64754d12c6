"""Rejects edits that would lose a sentence, whichever rule proposes them.

Rules know what they may remove; this is the last line of defence: a rule that is wrong about a copy, or about
what a heading is, must not lose any text. A finding whose edit is rejected is left to the editor.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from allforces_site.lint.source.blocks import PROSE
from allforces_site.lint.source.edits import Edit, apply_edits
from allforces_site.lint.source.prose import SENTENCE_ENDS, folded, plain, sentences
from allforces_site.lint.source.source_file import SourceFile
from allforces_site.text.excerpts import CLOSERS


def lossless(text: str, edits: Sequence[Edit]) -> list[Edit]:
    """The edits whose removed sentences are all still in the text after all edits.

    Only sentences with an end mark count; they are compared without markup, spaces and width.
    """
    if not any(mark in text[edit.start : edit.end] for edit in edits for mark in SENTENCE_ENDS):
        return list(edits)
    left = folded(plain(apply_edits(text, edits)))
    return [
        edit
        for edit in edits
        if all(sentence in left for sentence in _whole_sentences(text[edit.start : edit.end]))
    ]


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


def _whole_sentences(text: str) -> Iterator[str]:
    for sentence in sentences(plain(text)):
        if sentence.rstrip(CLOSERS).endswith(SENTENCE_ENDS):
            yield folded(sentence)
