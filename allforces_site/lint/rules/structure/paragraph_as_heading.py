"""A paragraph that readers see as a heading."""

from __future__ import annotations

from collections.abc import Iterator

from allforces_site.config.model import Config
from allforces_site.errors import Severity
from allforces_site.lint.finding import Finding, ProposedFix, finding_at
from allforces_site.lint.phrases.quotations import beginning
from allforces_site.lint.rule import Rule
from allforces_site.lint.source.blocks import Block, BlockKind
from allforces_site.lint.source.edits import Edit
from allforces_site.lint.source.headings import LONGEST, is_underlined_text, underline
from allforces_site.lint.source.source_file import SourceFile
from allforces_site.messages.message import Message, say


def find(source_file: SourceFile, _: Config) -> Iterator[Finding]:
    """A finding for each heading that is running text, or too long for one."""
    for block in source_file.blocks:
        if block.kind is not BlockKind.HEADING:
            continue
        if is_underlined_text(block):
            yield finding_at(
                source_file,
                block.start,
                _message(block, say("the dashes right below it make it one")),
                hint=say("put an empty line between the text and the dashes"),
                proposal=_proposal(block),
            )
        elif len(block.plain.strip()) > LONGEST:
            length = len(block.plain.strip())
            yield finding_at(
                source_file,
                block.start,
                _message(block, say("it has {length} characters", length=length)),
                hint=say("put the text below the heading into a paragraph of its own"),
            )


def _message(block: Block, why: Message) -> Message:
    return say('"{words}" is shown as a heading: {why}', words=beginning(block.plain), why=why)


def _proposal(block: Block) -> ProposedFix:
    at = block.start + (underline(block) or 0)
    return ProposedFix(say("put an empty line above the dashes"), (Edit(at, at, "\n"),))


RULE = Rule(
    "paragraph-as-heading",
    Severity.WARNING,
    say("A paragraph that is shown as a heading"),
    say(
        "Running text is shown in the size of a heading. Put an empty line between it and"
        " the heading or dashes."
    ),
    find=find,
    fixes=True,
)
