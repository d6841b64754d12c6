"""Fixes a text: rule by rule, round by round, until nothing is left to fix."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

import msgspec

from allforces_site.config.model import Config
from allforces_site.errors import Problem, SiteError, warning
from allforces_site.lint.finding import Finding
from allforces_site.lint.fix.applied_fixes import AppliedFix, described
from allforces_site.lint.fix.edited_text import EditedText, LineMap, unedited
from allforces_site.lint.fix.rule_edits import rule_edits
from allforces_site.lint.registry import FIXING_RULES
from allforces_site.lint.rule import Rule
from allforces_site.lint.severity import severity_of
from allforces_site.lint.site_view import SiteView
from allforces_site.lint.source.edits import Edit
from allforces_site.lint.source.source_file import SourceFile, parse_source_file
from allforces_site.messages.message import Message, say

# A fix can make another one possible (a copy that only a marker separated from the original). More rounds
# than this mean that two rules keep undoing each other's fixes.
_ROUNDS = 20


class Repaired(msgspec.Struct, frozen=True, dict=True):
    """A text after its fixes. `edits` have offsets of `original`; both texts have `\\n` as line ends."""

    original: str
    result: EditedText
    fixes: tuple[AppliedFix, ...] = ()

    @property
    def text(self) -> str:
        """The fixed text."""
        return self.result.text

    @cached_property
    def edits(self) -> tuple[Edit, ...]:
        """The edits that turn `original` into `text`."""
        return tuple(self.result.edits_of(self.original))

    @cached_property
    def line_of(self) -> LineMap:
        """Maps lines of `text` to lines of `original`."""
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
    """Makes all fixes of `rules` in `text`, the content of the file `source` with `\\n` as line ends.

    Raises `SiteError` for front matter that cannot be read, and as `repaired` does.
    """
    return repaired(parse_source_file(text, source, is_post=is_post), config, rules=rules, view=view)


def repaired(
    source_file: SourceFile,
    config: Config,
    *,
    rules: Iterable[Rule] = FIXING_RULES,
    view: SiteView | None = None,
) -> Repaired:
    """Makes all fixes of `rules` in a source file.

    Fixes that depend on other files are made only with a `view` of the whole site, and none by a rule that is
    off for the file. Edits that would lose a sentence are not made: see `lossless`. Raises `SiteError` when
    the fixes never end or break the front matter: then the file must be left as it is.
    """
    checks, source, text = config.allforces.checks, source_file.source, source_file.text
    fixing = [rule for rule in rules if rule.fixes and severity_of(rule.code, source, checks) is not None]
    work = _Work(source_file, config, view)
    seen = {text}
    without_fix = 0  # So many rules, one after the other, have found nothing to fix in the current text.
    for _ in range(_ROUNDS):
        for rule in fixing:
            without_fix = 0 if work.fix(rule) else without_fix + 1
            if without_fix == len(fixing):
                break
        if without_fix == len(fixing):
            return Repaired(text, work.text, tuple(work.fixes))
        if work.text.text in seen:
            break
        seen.add(work.text.text)
    names = _names(fix.code for fix in work.fixes)
    message = say("the file is left as it is: the fixes of {names} undo each other", names=names)
    raise SiteError([_given_up(source, message)])


class _Work:
    """A text, and the fixes made to it so far."""

    def __init__(self, source_file: SourceFile, config: Config, view: SiteView | None) -> None:
        self.text = unedited(source_file.text)
        self.fixes: list[AppliedFix] = []
        self._original = source_file
        self._source_file = source_file
        self._config = config
        self._view = view

    def fix(self, rule: Rule) -> bool:
        """Makes the edits that one rule proposes for the current text; whether there are any."""
        edits = rule_edits(self._source_file, self._findings(rule))
        if not edits:
            return False
        self.fixes += [self._described(rule.code, edit) for edit in edits]
        self.text = self.text.edited(edits)
        try:
            self._source_file = self._source_file.edited(edits, self.text.text)
        except SiteError as exc:
            message = say(
                "the file is left as it is: the fixes of {names} broke the front matter ({problem})",
                names=rule.code,
                problem=exc.problems[0].message,
            )
            raise SiteError([_given_up(self._original.source, message)]) from exc
        return True

    def _findings(self, rule: Rule) -> Iterator[Finding]:
        if rule.find is not None:
            yield from self._unsilenced(rule, rule.find(self._source_file, self._config))
        if rule.find_in_file is not None and self._view is not None:
            yield from self._unsilenced(rule, rule.find_in_file(self._source_file, self._view))

    def _unsilenced(self, rule: Rule, findings: Iterable[Finding]) -> Iterator[Finding]:
        for finding in findings:
            if not self._source_file.is_silenced(rule.code, finding.line):
                yield finding

    def _described(self, code: str, edit: Edit) -> AppliedFix:
        old = self.text.text[edit.start : edit.end]
        start = edit.start + len(old) - len(old.lstrip())
        first, end = self.text.origin_span(start, max(start, edit.start + len(old.rstrip())))
        line, _ = self._original.place(first)
        last_line, _ = self._original.place(max(first, end - 1))
        return AppliedFix(code, line, last_line, described(old, edit.replacement))


def _names(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(codes))


def _given_up(source: str, message: Message) -> Problem:
    hint = say("fix the file by hand, and please report this: it is a mistake of the generator")
    return warning("repair-given-up", message, source, hint=hint)
