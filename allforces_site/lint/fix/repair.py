"""Fixes a text: rule by rule, round by round, until nothing is left to fix."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

import msgspec

from allforces_site.config.model import Config
from allforces_site.errors import Problem, SiteError, warning
from allforces_site.lint.finding import Finding
from allforces_site.lint.fix.applied_fixes import Mend, described
from allforces_site.lint.fix.edited_text import LineMap, Traced, traced
from allforces_site.lint.fix.rule_edits import rule_edits
from allforces_site.lint.registry import FIXING_RULES
from allforces_site.lint.rule import Rule
from allforces_site.lint.severity import severity_of
from allforces_site.lint.site_view import SiteView
from allforces_site.lint.source.edits import Edit
from allforces_site.lint.source.source_file import Manuscript, parse_manuscript

# A mend can make another one possible (a copy that only a marker parted from the first). More rounds than
# this mean that two rules undo each other's work in ever new ways.
_ROUNDS = 20


class Repaired(msgspec.Struct, frozen=True, dict=True):
    """A text after its mends. `edits` are offsets of `original`; both texts have `\\n` as line ends."""

    original: str
    result: Traced
    mends: tuple[Mend, ...] = ()

    @property
    def text(self) -> str:
        """The mended text."""
        return self.result.text

    @cached_property
    def edits(self) -> tuple[Edit, ...]:
        """The edits that make `text` of `original`."""
        return tuple(self.result.edits_of(self.original))

    @cached_property
    def line_of(self) -> LineMap:
        """Tells where in the original a line of `text` stood."""
        return LineMap(self.original, self.result)


def repair_text(
    text: str,
    source: str,
    config: Config,
    *,
    is_post: bool = True,
    rules: Iterable[Rule] = FIXING_RULES,
    view: SiteView | None = None,
) -> Repaired:
    """`text`, whose lines end with `\\n`, with all that `rules` can mend in the file `source` mended.

    What takes knowing other files is mended where there is a `view` of the whole site. A rule that is off
    for the file mends nothing. Raises `SiteError` for front matter that cannot be read, and where the mends
    come to no end or break the front matter: then the file is to stay as it is. Edits that would lose a
    sentence are not made: see `lossless`.
    """
    checks = config.allforces.checks
    fixing = [rule for rule in rules if rule.fixes and severity_of(rule.code, source, checks) is not None]
    manuscript = parse_manuscript(text, source, is_post=is_post)
    work = _Work(manuscript, config, view)
    seen = {text}
    for _ in range(_ROUNDS):
        made = len(work.mends)
        for rule in fixing:
            work.fix(rule)
        if len(work.mends) == made:
            return Repaired(text, work.text, tuple(work.mends))
        if work.text.text in seen:
            break
        seen.add(work.text.text)
    raise SiteError([_given_up(source, "undo each other's work", [mend.code for mend in work.mends])])


class _Work:
    """A text in the making."""

    def __init__(self, manuscript: Manuscript, config: Config, view: SiteView | None) -> None:
        self.text = traced(manuscript.text)
        self.mends: list[Mend] = []
        self._original = manuscript
        self._manuscript = manuscript
        self._config = config
        self._view = view

    def fix(self, rule: Rule) -> None:
        """Makes the edits of what one rule finds."""
        edits = rule_edits(self.text.text, self._findings(rule))
        if not edits:
            return
        self.mends += [self._described(rule.code, edit) for edit in edits]
        self.text = self.text.edited(edits)
        try:
            self._manuscript = parse_manuscript(
                self.text.text, self._original.source, is_post=self._original.is_post
            )
        except SiteError as exc:
            what = f"broke the front matter ({exc.problems[0].message})"
            raise SiteError([_given_up(self._original.source, what, [rule.code])]) from exc

    def _findings(self, rule: Rule) -> Iterator[Finding]:
        if rule.judge is not None:
            yield from rule.judge(self._manuscript, self._config)
        if rule.judge_in_site is not None and self._view is not None:
            yield from rule.judge_in_site(self._manuscript, self._view)

    def _described(self, code: str, edit: Edit) -> Mend:
        old = self.text.text[edit.start : edit.end]
        start = edit.start + len(old) - len(old.lstrip())
        first, behind = self.text.origin_span(start, max(start, edit.start + len(old.rstrip())))
        line, _ = self._original.place(first)
        last_line, _ = self._original.place(max(first, behind - 1))
        return Mend(code, line, last_line, described(old, edit.replacement))


def _given_up(source: str, what: str, codes: Sequence[str]) -> Problem:
    names = ", ".join(dict.fromkeys(codes))
    return warning(
        "repair-given-up",
        f"the file stays as it is: the mends of {names} {what}",
        source,
        hint="mend the file by hand; this is a mistake of the generator, please report it",
    )
