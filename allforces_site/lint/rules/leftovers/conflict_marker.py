"""A conflict that git could not merge, left in the text with both its sides."""

from __future__ import annotations

from collections.abc import Iterator

from allforces_site.config.model import Config
from allforces_site.errors import Severity
from allforces_site.lint.finding import Finding, ProposedFix, finding_at
from allforces_site.lint.rule import Rule
from allforces_site.lint.source.conflicts import Conflict, read_conflicts
from allforces_site.lint.source.edits import Edit
from allforces_site.lint.source.source_file import SourceFile
from allforces_site.messages.message import say


def find(source_file: SourceFile, _: Config) -> Iterator[Finding]:
    """A finding for each conflict, and for each lone marker line."""
    for conflict in read_conflicts(source_file):
        first, _column = source_file.place(conflict.start)
        last, _column = source_file.place(conflict.end)
        if not conflict.sides:
            marker = source_file.lines[first - 1].strip()
            message = say('"{marker}" is a line of a git conflict; readers see it', marker=marker)
            hint = say("delete the line, and check whether both sides of the conflict are in the text")
        else:
            message = say(
                "git could not merge lines {first} to {last}; readers see both sides and the markers",
                first=first,
                last=last,
            )
            hint = say("keep one of the sides, and delete the other with the marker lines")
        proposal = _proposal(source_file.text, conflict)
        yield finding_at(source_file, conflict.start, message, hint=hint, proposal=proposal)


def _proposal(text: str, conflict: Conflict) -> ProposedFix | None:
    """Keeps the one text where both sides are equal or one is empty; None where they differ."""
    kept = _kept(text, conflict)
    if kept is None:
        return None
    edits = (Edit(conflict.start, kept[0]), Edit(kept[1], conflict.end))
    return ProposedFix(say("keep one of the sides, which say the same"), edits)


def _kept(text: str, conflict: Conflict) -> tuple[int, int] | None:
    """The span of the text that all non-empty sides have in common, or None."""
    written = [side for side in conflict.sides if side[0] < side[1]]
    if not written or len({text[start:end] for start, end in written}) > 1:
        return None
    return written[0]


RULE = Rule(
    "conflict-marker",
    Severity.ERROR,
    say("A conflict that git could not merge"),
    say(
        "What git could not merge is published as it stands. Choose which text stays, and delete"
        " the marker lines."
    ),
    find=find,
    fixes=True,
)
