"""A heading more than one level below the one above it."""

from __future__ import annotations

from collections.abc import Iterator

from allforces_site.config.model import Config
from allforces_site.errors import Severity
from allforces_site.lint.finding import Finding, finding_at
from allforces_site.lint.phrases.quotations import beginning
from allforces_site.lint.rule import Rule
from allforces_site.lint.source.headings import read_headings
from allforces_site.lint.source.source_file import HTML_FILES, SourceFile
from allforces_site.messages.message import say


def find(source_file: SourceFile, _: Config) -> Iterator[Finding]:
    """A finding for each heading that skips a level (markdownlint's MD001). The title is of level 1."""
    if source_file.source.lower().endswith(HTML_FILES):
        return
    above = 1
    for heading in read_headings(source_file.blocks):
        if heading.level > above + 1:
            yield finding_at(
                source_file,
                heading.block.start,
                say(
                    'the heading "{words}" is of level {level} below one of level {above}',
                    words=beginning(heading.block.plain),
                    level=heading.level,
                    above=above,
                ),
                hint=say("give it one # more than the heading above has, or add the heading between"),
            )
        above = heading.level


RULE = Rule(
    "heading-increment",
    Severity.NOTE,
    say("A heading that skips a level"),
    say(
        "A heading is two or more levels below the one above. Screen readers announce a"
        " gap: use the next level."
    ),
    find=find,
)
