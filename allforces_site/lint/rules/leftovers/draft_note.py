"""A note of people at work on a text, left in it."""

from __future__ import annotations

from collections.abc import Iterator

from allforces_site.config.model import Config
from allforces_site.errors import Severity
from allforces_site.lint.finding import Finding, finding_at, finding_in
from allforces_site.lint.phrases.draft_notes import notes_in, notes_in_title, signs_of_notes
from allforces_site.lint.phrases.quotations import beginning
from allforces_site.lint.rule import Rule
from allforces_site.lint.source.blocks import PROSE, BlockKind
from allforces_site.lint.source.masking import without_code, without_quoted
from allforces_site.lint.source.source_file import SourceFile
from allforces_site.lint.source.spans import blocks_at, first_in_front_matter, first_on_each_line
from allforces_site.messages.message import say

_KINDS = PROSE - {BlockKind.QUOTE}
_LOOKS = {"title": notes_in_title, "excerpt": notes_in, "description": notes_in}


def find(source_file: SourceFile, _: Config) -> Iterator[Finding]:
    """A finding for each line with notes, and one for the front matter."""
    yield from _in_front_matter(source_file)
    signs = signs_of_notes(source_file.text, source_file.body_start)
    notes = (
        (block.start + start, block.start + end)
        for block in blocks_at(source_file.blocks, signs)
        if block.kind in _KINDS
        for start, end in notes_in(without_quoted(without_code(block.text)))
    )
    for start, end in first_on_each_line(source_file, notes):
        text = source_file.text[start:end]
        yield finding_at(
            source_file,
            end - len(text.lstrip()),
            say('"{words}" is a note for those who work on the text', words=beginning(text)),
            hint=say("do what it says, then delete it"),
        )


def _in_front_matter(source_file: SourceFile) -> Iterator[Finding]:
    first = first_in_front_matter(source_file, _LOOKS)
    if first is not None:
        key, note = first
        yield finding_in(
            source_file,
            key,
            say(
                '"{words}" in the {key} is a note for those who work on the text',
                words=beginning(note),
                key=key,
            ),
            hint=say("do what it says, then delete it"),
        )


RULE = Rule(
    "draft-note",
    Severity.ERROR,
    say("A note on a draft"),
    say("A note for those who work on the text is left in it. Do what it says, then delete it."),
    find=find,
)
