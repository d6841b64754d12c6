"""A paragraph that a post has again, in the same words or nearly so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from allforces_site.config.model import Config
from allforces_site.errors import Severity
from allforces_site.lint.finding import Finding, ProposedFix, finding_at
from allforces_site.lint.rule import Rule
from allforces_site.lint.source.edits import Edit, edits_around, without_blocks
from allforces_site.lint.source.repetition import Run, repetition_of
from allforces_site.lint.source.source_file import SourceFile
from allforces_site.messages.message import Message, say

_BY_HAND = say("keep the better of the two")
_IN_PARTS = say("put what is new where the text speaks of it first, and delete the rest")


def find(source_file: SourceFile, _: Config) -> Iterator[Finding]:
    """A finding for each single paragraph that repeats another one."""
    runs = list(_runs(source_file))
    edits = without_blocks(source_file.text, (span for run in runs for span in run.spans))
    for run in runs:
        proposal = _proposal(run, edits)
        yield finding_at(
            source_file,
            run.start,
            _message(run),
            hint=_IN_PARTS if run.parts else _BY_HAND,
            proposal=proposal,
        )


def _message(run: Run) -> Message:
    lines, characters = run.original, f"{run.characters:,}"
    if run.parts:
        known, of = run.sentences
        return say(
            "{known} of {all} sentences of the paragraph repeat {lines}: {number} characters",
            known=known,
            all=of,
            lines=lines,
            number=characters,
        )
    if not run.near:
        return say("the paragraph repeats {lines}: {number} characters", lines=lines, number=characters)
    return say(
        "the paragraph repeats {lines} in nearly the same words: {number} characters",
        lines=lines,
        number=characters,
    )


def _proposal(run: Run, edits: Sequence[Edit]) -> ProposedFix | None:
    """Deletes a paragraph that repeats another word for word, or those of its sentences that do and that the
    others do not need; None for one in other words."""
    if run.cuts:
        message = say("delete the sentences that are there already")
        return ProposedFix(message, tuple(Edit(*cut) for cut in run.cuts), is_partial=run.stays)
    if not run.spans:
        return None
    return ProposedFix(say("keep the first, and delete the later one"), edits_around(edits, run.spans))


def _runs(source_file: SourceFile) -> Iterator[Run]:
    return (run for run in repetition_of(source_file).runs if run.blocks == 1)


RULE = Rule(
    "repeated-paragraph",
    Severity.WARNING,
    say("A paragraph again, in the same words or nearly so"),
    say("The same paragraph is there already. Delete the later one."),
    find=find,
    fixes=True,
)
