"""The edits that a repair makes for the findings of one rule."""

from __future__ import annotations

from collections.abc import Iterable

from allforces_site.lint.finding import Finding
from allforces_site.lint.fix.lossless import lossless
from allforces_site.lint.source.edits import Edit, without_overlaps
from allforces_site.lint.source.source_file import SourceFile


def rule_edits(source_file: SourceFile, findings: Iterable[Finding]) -> list[Edit]:
    """The edits that `findings` of one rule propose for a text and that are safe to make together, in order.

    Of two that overlap, the first is made; the other is proposed again in the next round if it is still
    needed. An edit that would lose a sentence is not made.
    """
    return lossless(source_file, list(without_overlaps(proposed_edits(source_file.text, findings))))


def proposed_edits(text: str, findings: Iterable[Finding]) -> set[Edit]:
    """All edits that the findings propose, except those that change nothing."""
    proposals = (finding.proposal for finding in findings if finding.proposal is not None)
    # Many findings may share one edit of a whole text, which is to be compared once.
    edits = {edit for proposal in proposals for edit in proposal.edits}
    return {edit for edit in edits if text[edit.start : edit.end] != edit.replacement}
