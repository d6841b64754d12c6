"""The severity of a rule's findings in a file: the rule's own, or that of the configuration."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase

from allforces_site.config.file_patterns import FilePatterns
from allforces_site.config.model import CONFIG_FILE, CheckSettings
from allforces_site.errors import Problem, Severity, error
from allforces_site.files.documentation import page_named
from allforces_site.lint.problem_codes import PROBLEMS
from allforces_site.lint.registry import RULE_OF
from allforces_site.messages.message import Message, say
from allforces_site.text.nearest_names import did_you_mean, nearest_name

_OFF = "off"


def severity_of(code: str, source: str, settings: CheckSettings) -> Severity | None:
    """The severity of a rule's findings in a file; None if the rule is off there, or ignored."""
    return None if ignoring_patterns(code, source, settings) else configured_severity(code, source, settings)


def ignoring_patterns(code: str, source: str, settings: CheckSettings) -> list[str]:
    """The patterns of files that silence a rule's findings in a file."""
    return [
        pattern
        for pattern, codes in settings.per_file_ignores.items()
        if code in codes and FilePatterns.of((pattern,)).match(source, is_folder=False)
    ]


def configured_severity(code: str, source: str, settings: CheckSettings) -> Severity | None:
    """The severity of a rule's findings in a file, silenced or not; None if the rule is off there."""
    severity: str = settings.rules.get(code, RULE_OF[code].severity.value)
    for pattern, rules in settings.paths.items():
        if code in rules and fnmatchcase(source, pattern):
            severity = rules[code]
    return None if severity == _OFF else Severity(severity)


def error_codes(settings: CheckSettings) -> frozenset[str]:
    """The codes of rules whose findings are errors in some file."""
    return frozenset(code for code in RULE_OF if Severity.ERROR in _severities(code, settings))


def _severities(code: str, settings: CheckSettings) -> set[str]:
    by_path = (rules[code] for rules in settings.paths.values() if code in rules)
    return {settings.rules.get(code, RULE_OF[code].severity), *by_path}


def unknown_rules(settings: CheckSettings) -> list[Problem]:
    """A problem for each rule that the configuration names and that does not exist."""
    lists = (settings.rules, *settings.paths.values(), *settings.per_file_ignores.values())
    named = [code for rules in lists for code in rules]
    return [_unknown(code, CONFIG_FILE) for code in dict.fromkeys(named) if code not in RULE_OF]


def unknown_hint(code: str, known: Iterable[str] = RULE_OF) -> Message:
    """A hint for a code that is not among the `known` ones: a similar code, or where they are listed."""
    if code in PROBLEMS:
        return say("it is a problem of the build, whose severity cannot be set")
    near = nearest_name(code, known)
    if near:
        return did_you_mean(code, near)
    return say("{page} lists the rules", page=page_named("checks.md"))


def _unknown(code: str, file: str) -> Problem:
    message = say('allforces.checks: there is no rule "{code}"', code=code)
    return error("unknown-rule", message, file, hint=unknown_hint(code))
