"""Several blocks, or a heading with its text, that a post has again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from allforces_site.config.model import Config
from allforces_site.errors import Severity
from allforces_site.lint.finding import Finding, ProposedFix, finding_at
from allforces_site.lint.rule import Rule
from allforces_site.lint.source.edits import Edit, edits_around, without_blocks
from allforces_site.lint.source.repetition import Run, lines_between, repetition_of
from allforces_site.lint.source.source_file import SourceFile
from allforces_site.messages.message import Message, say, say_plural

_BY_HAND = say("keep the better of the two")


def find(source_file: SourceFile, _: Config) -> Iterator[Finding]:
    """A finding for each run of blocks that repeat others."""
    runs = list(_runs(source_file))
    edits = without_blocks(source_file.text, (span for run in runs for span in run.spans))
    for run in runs:
        proposal = _proposal(run, edits)
        yield finding_at(source_file, run.start, _message(run), hint=_BY_HAND, proposal=proposal)


def _runs(source_file: SourceFile) -> Iterator[Run]:
    return (run for run in repetition_of(source_file).runs if run.blocks > 1)


def _message(run: Run) -> Message:
    return say(
        "{lines} repeat {original}: {blocks}, {number} characters",
        lines=lines_between(run.first_line, run.last_line),
        original=run.original,
        blocks=_blocks(run),
        number=f"{run.characters:,}",
    )


def _blocks(run: Run) -> Message:
    blocks = say_plural("{number} block", "{number} blocks", number=run.blocks)
    if run.near:
        blocks = say("{blocks}, {near} of them in nearly the same words", blocks=blocks, near=run.near)
    if run.parts:
        blocks = say("{blocks}, {parts} of them beside new sentences", blocks=blocks, parts=run.parts)
    return blocks


def _proposal(run: Run, edits: Sequence[Edit]) -> ProposedFix | None:
    """Deletes copies that are the same word for word; the first stays, and so does the order of the text."""
    if not run.spans and not run.cuts:
        return None
    cuts = tuple(Edit(*cut) for cut in run.cuts)
    message = say("keep the first, and delete the later one")
    if run.stays:
        message = say("delete what is repeated word for word, and compare the rest")
    return ProposedFix(message, edits_around(edits, run.spans) + cuts, is_partial=run.stays)


RULE = Rule(
    "repeated-section",
    Severity.WARNING,
    say("Several blocks, or a heading with its text, again"),
    say("The same section is there already. Delete the later one."),
    find=find,
    fixes=True,
)
