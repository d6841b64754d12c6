"""The marker with which a writing model ends its text, left in the text."""

from __future__ import annotations

from collections.abc import Iterator

from allforces_site.config.model import Config
from allforces_site.errors import Severity
from allforces_site.lint.finding import Finding, ProposedFix, finding_at
from allforces_site.lint.rule import Rule
from allforces_site.lint.source.blocks import PROSE, Block, BlockKind
from allforces_site.lint.source.edits import Edit, edits_around, without_blocks
from allforces_site.lint.source.markers import end_markers_in, is_end_marker
from allforces_site.lint.source.source_file import SourceFile
from allforces_site.messages.message import say

_DELETE = say("delete it")


def find(source_file: SourceFile, _: Config) -> Iterator[Finding]:
    """A finding for each marker. Its fix deletes the marker, and its line if nothing else is on it."""
    lines = [(block.start, block.end) for block in _lines(source_file)]
    after_words = list(_after_words(source_file))
    edits = without_blocks(source_file.text, lines)
    edits = sorted([*edits, *(Edit(start, end) for start, end in after_words)])
    for start, end in sorted([*lines, *after_words]):
        mark = source_file.text[start:end].strip()
        yield finding_at(
            source_file,
            end - len(source_file.text[start:end].lstrip()),
            say("{mark} is a marker of the writing model; readers see it", mark=mark),
            hint=_DELETE,
            proposal=ProposedFix(_DELETE, edits_around(edits, [(start, end)])),
        )


def _lines(source_file: SourceFile) -> Iterator[Block]:
    for block in source_file.blocks:
        if block.kind is BlockKind.MARKER and is_end_marker(block.text):
            yield block


def _after_words(source_file: SourceFile) -> Iterator[tuple[int, int]]:
    for block in source_file.blocks:
        if block.kind in PROSE and ("END" in block.text or "|>" in block.text):
            for start, end in end_markers_in(block.text):
                yield block.start + start, block.start + end


RULE = Rule(
    "end-marker",
    Severity.ERROR,
    say("A writing model's end marker"),
    say("A sign that ends generated text is left in the post. Delete its line."),
    find=find,
    fixes=True,
)
