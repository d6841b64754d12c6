"""Explains a rule, or a kind of problem, as Markdown, and lists all of them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

import msgspec

from allforces_site.errors import SEVERITY_NAMES
from allforces_site.files.documentation import page_address, page_in, page_text
from allforces_site.lint.problem_codes import GROUPS, PROBLEMS
from allforces_site.lint.problems_page import severity_text
from allforces_site.lint.registry import RULE_OF, RULES
from allforces_site.lint.rule import Rule
from allforces_site.messages.message import Message, in_language, say
from allforces_site.text.late_pattern import late_pattern

ENGLISH = "en"
CODES = (*RULE_OF, *PROBLEMS)

_LINK = late_pattern(r"\]\((?!https?:)([^)#\s]+\.md)(#[^)\s]*)?\)")


class ListedCode(msgspec.Struct, frozen=True):
    """A line of the list of codes; `is_repaired`: whether `repair` can fix it."""

    code: str
    severity: Message
    is_repaired: bool
    title: Message


def explanation(code: str, lang: str) -> str:
    """What is documented of a code in a language, as Markdown; links are addresses. Raises KeyError."""
    text = _of_rule(RULE_OF[code], lang) if code in RULE_OF else _of_problem(code, lang)
    folder = posixpath.dirname(page_in(f"checks/{code}.md", lang)) if code in RULE_OF else ""
    return _LINK.sub(lambda link: f"]({_address(link, folder)})", text)


def listed_codes() -> Iterator[tuple[Message, list[ListedCode]]]:
    """All codes, below the titles of their groups."""
    yield (
        say("Rules of `allforces check`"),
        [ListedCode(rule.code, SEVERITY_NAMES[rule.severity], rule.fixes, rule.title) for rule in RULES],
    )
    for group in GROUPS:
        kinds = group.kinds
        yield (
            group.title,
            [ListedCode(kind.code, SEVERITY_NAMES[kind.severities[0]], False, kind.title) for kind in kinds],
        )


def _of_rule(rule: Rule, lang: str) -> str:
    """The rule's page. Where it is not translated, title and advice are, above the English page."""
    severity = SEVERITY_NAMES[rule.severity]
    facts = in_language(_severity_and_repair(severity) if rule.fixes else _severity(severity), lang)
    page = f"checks/{rule.code}.md"
    heading, _, body = (page_text(page, lang) or "").partition("\n")
    if not heading or (lang != ENGLISH and page_in(page, lang) == page):
        heading = f"# `{rule.code}`: {in_language(rule.title, lang)}"
        body = f"\n{in_language(rule.advice, lang)}\n{body}"
    return f"{heading}\n\n{facts}\n{body}"


def _of_problem(code: str, lang: str) -> str:
    kind = PROBLEMS[code]
    values = {
        "code": code,
        "title": in_language(kind.title, lang),
        "severity": in_language(_severity(severity_text(kind)), lang),
        "meaning": in_language(kind.meaning, lang),
        "todo": in_language(say("What to do: {todo}", todo=kind.todo), lang),
    }
    return "# `{code}`: {title}\n\n{severity}\n\n{meaning}\n\n{todo}\n".format_map(values)


def _severity(severity: Message) -> Message:
    return say("Severity: {severity}.", severity=severity)


def _severity_and_repair(severity: Message) -> Message:
    return say(
        "Severity: {severity}. `allforces repair --write` fixes what it can fix safely.", severity=severity
    )


def _address(link: re.Match[str], folder: str) -> str:
    """The address of the page to which a page in a folder below `docs` links."""
    return page_address(posixpath.normpath(posixpath.join(folder, link[1]))) + (link[2] or "")
