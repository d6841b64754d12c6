"""Several blocks, or a heading with its text, that stand in a post again."""

from __future__ import annotations

from collections.abc import Iterator

from allforces_site.config.model import Config
from allforces_site.errors import Severity
from allforces_site.lint.finding import Finding, finding_at
from allforces_site.lint.rule import Rule
from allforces_site.lint.source.edits import Edit, without_blocks
from allforces_site.lint.source.repetition import Run, repetition_of
from allforces_site.lint.source.source_file import Manuscript
from allforces_site.text.counted import counted

_BY_HAND = "keep the better of the two"


def judge(manuscript: Manuscript, _: Config) -> Iterator[Finding]:
    """A finding for each run of blocks that repeat others."""
    for run in _runs(manuscript):
        by_hand = _BY_HAND if run.spans else None
        end = manuscript.offset(run.last_line) + 1
        yield finding_at(manuscript, run.start, _message(run), hint=_hint(run), by_hand=by_hand, end=end)


def mend(manuscript: Manuscript, _: Config) -> list[Edit]:
    """Copies that stand before word for word go; the first stays, and with it the order."""
    return without_blocks(manuscript.text, (span for run in _runs(manuscript) for span in run.spans))


def _runs(manuscript: Manuscript) -> Iterator[Run]:
    return (run for run in repetition_of(manuscript).runs if run.blocks > 1)


def _message(run: Run) -> str:
    nearly = f", {run.near} of them in nearly the same words" if run.near else ""
    return (
        f"lines {run.first_line}-{run.last_line} say again what stands in {run.original}: "
        f"{counted(run.blocks, 'block')}{nearly}, {run.characters:,} characters"
    )


def _hint(run: Run) -> str:
    if not run.stays:
        return "keep the first; `allforces repair --write` deletes the later one"
    if run.spans:
        return "`allforces repair --write` deletes what stands before word for word; compare the rest"
    return _BY_HAND


RULE = Rule("repeated-section", Severity.WARNING, "A part of a post again", judge=judge, mend=mend)
