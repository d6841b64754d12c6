"""Holds back edits that would lose a sentence, whatever rule makes them.

Rules know what they may take out; this is the last line: a rule that is wrong about a copy, or about what a
heading is, must not cost a reader anything. What is held back stays a finding for the editor.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from allforces_site.lint.source.blocks import PROSE
from allforces_site.lint.source.edits import Edit, apply_edits
from allforces_site.lint.source.prose import SENTENCE_ENDS, folded, plain, sentences
from allforces_site.lint.source.source_file import SourceFile
from allforces_site.text.excerpts import CLOSERS


def lossless(text: str, edits: Sequence[Edit]) -> list[Edit]:
    """Those of the edits whose sentences still stand in the text after all edits.

    Only sentences with an end count, and of them the words, not their markup, spaces or width.
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
    """Whether the edits take out no sentence but with a block whose words others have.

    Then all of them are lossless, which is far cheaper to see so, and true of nearly all posts.
    """
    text = source_file.text
    risky = [edit for edit in edits if any(mark in text[edit.start : edit.end] for mark in SENTENCE_ENDS)]
    removed, left = [], []
    for block in source_file.blocks if risky else ():
        if block.kind not in PROSE:
            left.append("\n")  # What stands on both sides of code or a rule is no sentence.
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
