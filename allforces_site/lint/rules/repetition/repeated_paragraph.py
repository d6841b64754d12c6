"""A paragraph that stands in a post again, in the same words or nearly so."""

from __future__ import annotations

from collections.abc import Iterator

from allforces_site.config.model import Config
from allforces_site.errors import Severity
from allforces_site.lint.finding import Finding, finding_at
from allforces_site.lint.rule import Rule
from allforces_site.lint.source.edits import Edit, without_blocks
from allforces_site.lint.source.repetition import Run, repetition_of
from allforces_site.lint.source.source_file import Manuscript

_BY_HAND = "keep the better of the two"


def judge(manuscript: Manuscript, _: Config) -> Iterator[Finding]:
    """A finding for each paragraph that repeats another by itself."""
    for run in _runs(manuscript):
        if run.near:
            message = f"the paragraph says in nearly the same words what stands in {run.original}"
        else:
            message = f"the paragraph says again what stands in {run.original}"
        message = f"{message}: {run.characters:,} characters"
        hint, by_hand = _BY_HAND, None
        if run.spans:
            hint, by_hand = "keep the first; `allforces repair --write` deletes the later one", _BY_HAND
        end = manuscript.offset(run.last_line) + 1
        yield finding_at(manuscript, run.start, message, hint=hint, by_hand=by_hand, end=end)


def mend(manuscript: Manuscript, _: Config) -> list[Edit]:
    """Paragraphs that stand before word for word go; the first stays."""
    return without_blocks(manuscript.text, (span for run in _runs(manuscript) for span in run.spans))


def _runs(manuscript: Manuscript) -> Iterator[Run]:
    return (run for run in repetition_of(manuscript).runs if run.blocks == 1)


RULE = Rule("repeated-paragraph", Severity.WARNING, "A paragraph again", judge=judge, mend=mend)
