"""The mark with which a writing model ends a text, left in the text."""

from __future__ import annotations

from collections.abc import Iterator

from allforces_site.checks.finding import Finding, finding_at
from allforces_site.checks.rule import Rule
from allforces_site.config import Config
from allforces_site.errors import Severity
from allforces_site.manuscripts.blocks import Block, BlockKind
from allforces_site.manuscripts.edits import Edit, without_blocks
from allforces_site.manuscripts.manuscript import Manuscript
from allforces_site.manuscripts.markers import is_end_marker


def judge(manuscript: Manuscript, _: Config) -> Iterator[Finding]:
    """A finding for each marker."""
    for block in _markers(manuscript):
        yield finding_at(
            manuscript,
            block.start,
            f"{block.text.strip()} is a mark of the writing model; readers see it",
            hint="delete the line; `allforces repair --write` does it",
        )


def mend(manuscript: Manuscript, _: Config) -> list[Edit]:
    """The lines go."""
    return without_blocks(manuscript.text, ((block.start, block.end) for block in _markers(manuscript)))


def _markers(manuscript: Manuscript) -> Iterator[Block]:
    for block in manuscript.blocks:
        if block.kind is BlockKind.MARKER and is_end_marker(block.text):
            yield block


RULE = Rule("end-marker", Severity.ERROR, "A writing model's end marker", judge=judge, mend=mend)
