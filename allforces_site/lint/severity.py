"""The severity of a rule's findings in a file: the rule's own, or that of the configuration."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from fnmatch import fnmatchcase

from msgspec.structs import replace

from allforces_site.config.file_patterns import FilePatterns
from allforces_site.config.model import CONFIG_FILE, CheckSettings
from allforces_site.errors import Problem, Severity, error
from allforces_site.files.documentation import page_named
from allforces_site.lint.problem_codes import PROBLEMS
from allforces_site.lint.registry import FAMILIES, FAMILY_OF, RULE_OF, RULES
from allforces_site.lint.rule import Rule
from allforces_site.messages.message import Message, say
from allforces_site.text.nearest_names import did_you_mean, nearest_name

_OFF = "off"

# What may be named where rules are chosen.
KNOWN_NAMES = (*RULE_OF, *FAMILIES)


def severity_of(code: str, source: str, settings: CheckSettings) -> Severity | None:
    """The severity of a rule's findings in a file; None if the rule is off there, or ignored."""
    return None if ignoring_patterns(code, source, settings) else configured_severity(code, source, settings)


def ignoring_patterns(code: str, source: str, settings: CheckSettings) -> list[str]:
    """The patterns of files that silence a rule's findings in a file."""
    return [
        pattern
        for pattern, codes in settings.per_file_ignores.items()
        if (code in codes or FAMILY_OF[code] in codes)
        and FilePatterns.of((pattern,)).match(source, is_folder=False)
    ]


def configured_severity(code: str, source: str, settings: CheckSettings) -> Severity | None:
    """The severity of a rule's findings in a file, silenced or not; None if the rule is off there."""
    severity = _usual_severity(code, settings)
    for pattern, rules in settings.paths.items():
        given = _given(code, rules)
        if given is not None and fnmatchcase(source, pattern):
            severity = given
    return None if severity == _OFF else Severity(severity)


def running_rules(settings: CheckSettings, codes: Collection[str] | None = None) -> list[Rule]:
    """The rules that a check runs, of those with the `codes`: an optional rule only where it is on."""
    return [
        rule
        for rule in RULES
        if (codes is None or rule.code in codes) and (not rule.is_optional or _is_on(rule.code, settings))
    ]


def with_chosen(settings: CheckSettings, codes: Iterable[str]) -> CheckSettings:
    """The settings with the optional rules among `codes` switched on, unless they speak of these rules."""
    chosen = [code for code in codes if RULE_OF[code].is_optional and _given(code, settings.rules) is None]
    severities = {code: RULE_OF[code].severity.value for code in sorted(chosen)}
    return replace(settings, rules={**settings.rules, **severities}) if chosen else settings


def codes_named(name: str) -> Collection[str]:
    """The codes of the rules that a `name` chooses: that of a rule, or of a family."""
    return [rule.code for rule in FAMILIES[name]] if name in FAMILIES else [name]


def _usual_severity(code: str, settings: CheckSettings) -> str:
    given = _given(code, settings.rules)
    if given is not None:
        return given
    return _OFF if RULE_OF[code].is_optional else RULE_OF[code].severity.value


def _given(code: str, rules: Mapping[str, str]) -> str | None:
    """What `rules` say of a rule, or else of its family."""
    return rules.get(code, rules.get(FAMILY_OF[code]))


def _is_on(code: str, settings: CheckSettings) -> bool:
    return _severities(code, settings) != {_OFF}


def error_codes(settings: CheckSettings) -> frozenset[str]:
    """The codes of rules whose findings are errors in some file."""
    return frozenset(code for code in RULE_OF if Severity.ERROR in _severities(code, settings))


def _severities(code: str, settings: CheckSettings) -> set[str]:
    by_path = (_given(code, rules) for rules in settings.paths.values())
    return {_usual_severity(code, settings), *(severity for severity in by_path if severity is not None)}


def unknown_rules(settings: CheckSettings) -> list[Problem]:
    """A problem for each rule that the configuration names and that does not exist."""
    lists = (settings.rules, *settings.paths.values(), *settings.per_file_ignores.values())
    named = [code for rules in lists for code in rules]
    return [_unknown(code, CONFIG_FILE) for code in dict.fromkeys(named) if code not in KNOWN_NAMES]


def unknown_hint(code: str, known: Iterable[str] = KNOWN_NAMES) -> Message:
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
