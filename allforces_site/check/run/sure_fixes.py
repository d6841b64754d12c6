"""Keeps a finding from promising a fix that `allforces repair` would not make.

A rule marks what it can fix. Whether `repair` does it depends on more: it never makes an edit that would lose
a sentence (see `lint.fix.lossless`), and it changes only Markdown and HTML.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from allforces_site.config.model import Config
from allforces_site.errors import SiteError
from allforces_site.lint.finding import Finding, left_to_the_editor
from allforces_site.lint.fix.lossless import lossless
from allforces_site.lint.fix.mends import Mend
from allforces_site.lint.fix.repair import repair_text
from allforces_site.lint.rule import Rule
from allforces_site.lint.source.edits import Edit, without_overlaps
from allforces_site.lint.source.prose import SENTENCE_ENDS
from allforces_site.lint.source.source_file import Manuscript
from allforces_site.loaders.posts import POST_EXTENSIONS


def is_repaired(source: str) -> bool:
    """Whether `repair` looks at this file at all: a post or draft by its place, or what may be a page."""
    return source.lower().endswith(POST_EXTENSIONS)


def with_sure_fixes(
    rule: Rule, manuscript: Manuscript, config: Config, findings: Iterable[Finding]
) -> list[Finding]:
    """The findings of a rule in this manuscript; those that `repair` would not fix say what to do by hand."""
    found = list(findings)
    if rule.mend is None or not any(finding.is_fixable for finding in found):
        return found
    if not is_repaired(manuscript.source):
        return [left_to_the_editor(finding) for finding in found]
    edits = list(without_overlaps(rule.mend(manuscript, config)))
    if _take_copies_only(manuscript, edits):
        return found
    if len(lossless(manuscript.text, edits)) == len(edits):
        return found
    made = _made(rule.code, manuscript, config)
    return [
        finding if any(_touches(finding, mend) for mend in made) else left_to_the_editor(finding)
        for finding in found
    ]


def _take_copies_only(manuscript: Manuscript, edits: Sequence[Edit]) -> bool:
    """Whether the edits take out no sentence but with a block whose words others have.

    Far cheaper to see than what `lossless` asks, and true of nearly all posts.
    """
    text = manuscript.text
    risky = [edit for edit in edits if any(mark in text[edit.start : edit.end] for mark in SENTENCE_ENDS)]
    removed, left = [], []
    for block in manuscript.prose if risky else ():
        touching = [edit for edit in risky if edit.start < block.end and edit.end > block.start]
        if not touching:
            left.append(block.folded)
        elif any(edit.start <= block.start and edit.end >= block.end for edit in touching):
            removed.append(block.folded)
        else:
            return False
    words = "".join(left)
    return all(block in words for block in removed)


def _made(code: str, manuscript: Manuscript, config: Config) -> list[Mend]:
    """What `repair` does for a rule. It takes longer than judging: few files need it."""
    try:
        repaired = repair_text(manuscript.text, manuscript.source, config, is_post=manuscript.is_post)
    except SiteError:
        return []
    return [mend for mend in repaired.mends if mend.code == code]


def _touches(finding: Finding, mend: Mend) -> bool:
    line = finding.line or 1
    return mend.line <= (finding.last_line or line) and mend.last_line >= line
