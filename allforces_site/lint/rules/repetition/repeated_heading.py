"""A heading that a post has more than once, above different text."""

from __future__ import annotations

from collections.abc import Iterator

from allforces_site.config.model import Config
from allforces_site.errors import Severity
from allforces_site.lint.finding import Finding, finding_at
from allforces_site.lint.rule import Rule
from allforces_site.lint.source.prose import plain
from allforces_site.lint.source.repetition import repetition_of
from allforces_site.lint.source.source_file import SourceFile
from allforces_site.messages.message import Message, say

# The most further places that are named by their line.
_NAMED = 5


def find(source_file: SourceFile, _: Config) -> Iterator[Finding]:
    """A finding for each repeated heading, at its second place."""
    for first, again, *more in repetition_of(source_file).titles:
        words = plain(source_file.text[first.start : first.end]).split("\n", 1)[0].strip()
        yield finding_at(
            source_file,
            again.start,
            _message(words, first.line, [title.line for title in more]),
            hint=say("merge the sections, or give each a heading of its own"),
        )


def _message(heading: str, line: int, others: list[int]) -> Message:
    if not others:
        return say(
            'the heading "{heading}" is in line {line} already, above other text', heading=heading, line=line
        )
    return say(
        'the heading "{heading}" is in line {line} already, above other text, and again in {others}',
        heading=heading,
        line=line,
        others=_lines(others),
    )


def _lines(lines: list[int]) -> Message:
    """Line numbers, the first few by number: `line 8`, `lines 8, 12, 20 and 5 more`."""
    if len(lines) == 1:
        return say("line {line}", line=lines[0])
    named = tuple(map(str, lines[:_NAMED]))
    if len(lines) <= _NAMED:
        return say("lines {lines}", lines=named)
    return say("lines {lines} and {number} more", lines=named, number=len(lines) - _NAMED)


RULE = Rule(
    "repeated-heading",
    Severity.WARNING,
    say("A heading again, above other text"),
    say("The same heading is there already. Give it other words, or merge the two sections."),
    find=find,
)
