"""A heading within a line of text."""

from __future__ import annotations

from collections.abc import Iterator

from allforces_site.config.model import Config
from allforces_site.errors import Severity
from allforces_site.lint.finding import Finding, ProposedFix, finding_at
from allforces_site.lint.phrases.quotations import beginning
from allforces_site.lint.rule import Rule
from allforces_site.lint.source.blocks import RENDERED_PROSE, BlockKind
from allforces_site.lint.source.edits import Edit
from allforces_site.lint.source.inline_headings import inline_headings
from allforces_site.lint.source.source_file import SourceFile
from allforces_site.messages.message import say

# Kinds in which a line of its own makes a heading.
_REPAIRED = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING})
_FIX = say("give the heading a line of its own")


def find(source_file: SourceFile, _: Config) -> Iterator[Finding]:
    """A finding for each heading whose marks are in the middle of a line, or have no space behind them."""
    if "##" not in source_file.text and "＃" not in source_file.text:
        return
    for block in source_file.blocks:
        if block.kind not in RENDERED_PROSE:
            continue
        for heading in inline_headings(block.text):
            start = block.start
            edits = tuple(
                Edit(start + edit.start, start + edit.end, edit.replacement) for edit in heading.edits
            )
            yield finding_at(
                source_file,
                start + heading.start,
                say(
                    'readers see the marks of "{words}" in the text',
                    words=beginning(block.text[heading.start :]),
                ),
                hint=say("give the heading a line of its own, and a space behind its marks"),
                proposal=ProposedFix(_FIX, edits) if edits and block.kind in _REPAIRED else None,
            )


RULE = Rule(
    "inline-heading",
    Severity.WARNING,
    say("A heading within a line"),
    say("`##` makes a heading only at the beginning of a line. Give the heading a line of its own."),
    find=find,
    fixes=True,
)
