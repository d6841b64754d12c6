"""Leaves out findings that a text or the configuration silences, and finds what silences nothing.

A text silences rules by comments before blocks, and by a key of front matter (`lint.source.ignores`), the
configuration by patterns of files (`allforces.checks.per_file_ignores`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache, partial

from msgspec.structs import replace

from allforces_site.check.run.fixes import problem_of
from allforces_site.config.model import CONFIG_FILE, CheckSettings
from allforces_site.errors import Problem
from allforces_site.lint.facts import FileFacts
from allforces_site.lint.finding import Finding
from allforces_site.lint.registry import RULE_OF
from allforces_site.lint.rules.tree.unused_ignore import RULE as UNUSED_IGNORE
from allforces_site.lint.severity import (
    codes_named,
    configured_severity,
    ignoring_patterns,
    severity_of,
    unknown_hint,
)
from allforces_site.lint.source.ignores import Ignore
from allforces_site.messages.message import Message, say


class Silencing:
    """Judges the findings of a check, and remembers what silenced one."""

    def __init__(self, settings: CheckSettings, facts: Mapping[str, FileFacts]) -> None:
        self._settings = settings
        self._facts = facts
        self._severity_in = cache(partial(configured_severity, settings=settings))
        self._used_patterns: set[tuple[str, str]] = set()
        self._used_ignores: set[tuple[str, int, str]] = set()

    def left(self, problems: Iterable[Problem]) -> Iterator[Problem]:
        """The findings that are neither silenced nor turned off, with their configured severities."""
        for problem in problems:
            severity = self._severity_in(problem.code, problem.file or "")
            if severity is not None and not self._is_silenced(problem):
                yield problem if severity is problem.severity else replace(problem, severity=severity)

    def _is_silenced(self, problem: Problem) -> bool:
        code, source = problem.code, problem.file or ""
        patterns = ignoring_patterns(code, source, self._settings)
        self._used_patterns.update((pattern, code) for pattern in patterns)
        facts = self._facts.get(source)
        ignores = [ignore for ignore in facts.ignores if ignore.covers(code, problem.line)] if facts else []
        self._used_ignores.update((source, ignore.line, code) for ignore in ignores)
        return bool(patterns or ignores)

    def unused(self, codes: Collection[str]) -> Iterator[Problem]:
        """A finding for all that silenced nothing, of the rules `codes`, which ran. Call it after `left`."""
        for finding in (*self._unused_patterns(codes), *self._unused_ignores(codes)):
            severity = severity_of(UNUSED_IGNORE.code, finding.source, self._settings)
            if severity is not None:
                yield replace(problem_of(UNUSED_IGNORE.code, finding), severity=severity)

    def _unused_patterns(self, codes: Collection[str]) -> Iterator[Finding]:
        for pattern, ignored in self._settings.per_file_ignores.items():
            for name in ignored:
                ran = {code for code in codes_named(name) if code in codes}
                if ran and not any((pattern, code) in self._used_patterns for code in ran):
                    message = say(
                        'allforces.checks.per_file_ignores: "{pattern}" silences no finding of {code}',
                        pattern=pattern,
                        code=name,
                    )
                    yield Finding(message, CONFIG_FILE, hint=say("delete it, or correct the pattern"))

    def _unused_ignores(self, codes: Collection[str]) -> Iterator[Finding]:
        for source, facts in self._facts.items():
            for ignore in facts.ignores:
                used = {code for code in ignore.codes if (source, ignore.line, code) in self._used_ignores}
                yield from _faults(ignore, source, {*codes} - used)


def _faults(ignore: Ignore, source: str, unused: Collection[str]) -> Iterator[Finding]:
    """What is wrong with the place in a file that silences rules, of which some are `unused`."""
    if not ignore.codes:
        message = say("no rule is named that is to be silenced")
        hint = say("name rules: {example}", example="cut-text, image-alt")
        yield Finding(message, source, ignore.line, 1, hint)
    for code in ignore.codes:
        if code not in RULE_OF:
            message = say('there is no rule "{code}" to silence', code=code)
            yield Finding(message, source, ignore.line, 1, unknown_hint(code, RULE_OF))
        elif code in unused:
            message = _silences_nothing(code, ignore.lines)
            yield Finding(message, source, ignore.line, 1, say("delete it"))


def _silences_nothing(code: str, lines: tuple[int, int] | None) -> Message:
    if lines is None:
        return say("{code} finds nothing in this file that is to be silenced", code=code)
    return say("{code} finds nothing in the block below that is to be silenced", code=code)
