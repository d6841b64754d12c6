"""A heading with nothing below it."""

from __future__ import annotations

from collections.abc import Iterator

from allforces_site.config.model import Config
from allforces_site.errors import Severity
from allforces_site.lint.finding import Finding, finding_at
from allforces_site.lint.phrases.quotations import beginning
from allforces_site.lint.rule import Rule
from allforces_site.lint.source.blocks import BlockKind
from allforces_site.lint.source.headings import LONGEST, Heading, read_headings
from allforces_site.lint.source.source_file import HTML_FILES, SourceFile
from allforces_site.messages.message import say

_NO_CONTENT = frozenset({BlockKind.RULE, BlockKind.MARKER})


def find(source_file: SourceFile, _: Config) -> Iterator[Finding]:
    """A finding for each heading without text or a lower heading below it, and for headings without words, of
    which those that follow each other are one.
    """
    if source_file.source.lower().endswith(HTML_FILES):
        return
    headings = list(read_headings(source_file.blocks))
    wordless = -2
    for number, heading in enumerate(headings):
        below = headings[number + 1] if number + 1 < len(headings) else None
        if not heading.block.plain.strip():
            if heading.number > wordless + 1:
                yield finding_at(
                    source_file,
                    heading.block.start,
                    say("the heading has no words"),
                    hint=say("write the heading, or delete its line"),
                )
            wordless = heading.number
        elif _is_empty(source_file, heading, below):
            yield finding_at(
                source_file,
                heading.block.start,
                say('nothing is below the heading "{words}"', words=beginning(heading.block.plain)),
                hint=say("write the section, or delete the heading"),
            )


def _is_empty(source_file: SourceFile, heading: Heading, below: Heading | None) -> bool:
    is_long = len(heading.block.plain) > LONGEST  # It holds its own text.
    if is_long or (below is not None and below.level > heading.level):
        return False
    end = below.number if below is not None else len(source_file.blocks)
    return all(block.kind in _NO_CONTENT for block in source_file.blocks[heading.number + 1 : end])


RULE = Rule(
    "empty-section",
    Severity.WARNING,
    say("A heading with nothing below it"),
    say("A heading promises a section that is not there. Write the section, or delete the heading."),
    find=find,
)
