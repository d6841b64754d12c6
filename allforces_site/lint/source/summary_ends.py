"""Finds excerpts and descriptions that stop in mid-sentence."""

from __future__ import annotations

from allforces_site.lint.source.prose import folded
from allforces_site.lint.source.source_file import SourceFile
from allforces_site.lint.source.unfinished import loose_end, open_bracket
from allforces_site.messages.message import Message, say
from allforces_site.text.late_pattern import late_pattern

_ELLIPSIS = late_pattern(r"(?:\.{2,}|…+|‥+|・{3,})[」』）)]?\Z")
_ENDED = late_pattern(r"[。．！？!?.♪☆]\Z")
# How many characters of a text are searched in the body, and in how many of its blocks.
_KNOWN_BY = 16
_BLOCKS = 8


def mid_sentence(source_file: SourceFile, text: str) -> Message | None:
    """What shows that `text`, an excerpt or description, stops in mid-sentence; else None.

    It ends with an ellipsis, a comma, a colon, or a particle that nothing ends with; or it opens a bracket
    that never closes; or it is a copy of the beginning of the body, which continues where it stops. A text
    without 。 may be complete: 「…の使い方を解説」.
    """
    if found := _ELLIPSIS.search(text):
        return say('it ends with "{end}"', end=found[0])
    if bracket := open_bracket(text):
        return say("the bracket {bracket} never closes", bracket=bracket)
    if end := loose_end(text):
        return say('it ends with "{end}"', end=end)
    if not _ENDED.search(text) and (rest := _rest(source_file, text)):
        return say('the text continues with "{rest}"', rest=rest)
    return None


def _rest(source_file: SourceFile, text: str) -> str | None:
    """What follows on the same line of the body if `text` is a copy from the beginning of a line, or None."""
    text = folded(text.lstrip("#* "))
    head, tail = text[:_KNOWN_BY], text[-_KNOWN_BY:]
    lines = [folded(line) for block in source_file.prose[:_BLOCKS] for line in block.plain.split("\n")]
    if not any(line.startswith(head) for line in lines):
        return None
    for line in lines:
        _, found, rest = line.partition(tail)
        if found:
            return rest[:8] if rest and rest[0] not in "。．！？!?." else None
    return None
