"""The edits that are made for what one rule found in a text."""

from __future__ import annotations

from collections.abc import Iterable

from allforces_site.lint.finding import Finding
from allforces_site.lint.fix.lossless import lossless
from allforces_site.lint.source.edits import Edit, without_overlaps


def rule_edits(text: str, findings: Iterable[Finding]) -> list[Edit]:
    """The edits that these findings of one rule propose for `text` and that are made, in order.

    Of two that overlap the first is made; the other is proposed again in the next round, if it is still
    wanted. One that would lose a sentence is not made.
    """
    return lossless(text, list(without_overlaps(proposed_edits(text, findings))))


def proposed_edits(text: str, findings: Iterable[Finding]) -> set[Edit]:
    """All edits that the findings propose, without those that change nothing."""
    proposals = (finding.proposal for finding in findings if finding.proposal is not None)
    edits = (edit for proposal in proposals for edit in proposal.edits)
    return {edit for edit in edits if text[edit.start : edit.end] != edit.replacement}
