"""The page: one HTML file that needs no script and loads nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import msgspec
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from allforces_site.check.formats.editor_page.charts import (
    charts,
    files_number,
    findings_number,
    posts_number,
)
from allforces_site.check.formats.editor_page.overview import (
    WEIGHTS,
    FileOverview,
    SiteOverview,
    Tally,
    site_overview,
    tally,
)
from allforces_site.check.formats.editor_page.problem_texts import problem_text
from allforces_site.check.run.report import CheckReport
from allforces_site.errors import SEVERITY_NAMES, Problem, Severity, advice
from allforces_site.messages.labels import date_in
from allforces_site.messages.message import Message, in_language, say, say_plural
from allforces_site.text.html_characters import allowed, with_code

_FOLDER = Path(__file__).parent


class Limits(msgspec.Struct, frozen=True):
    """How much of long lists the page shows; the rest is only counted.

    `ranked` posts and rules are named as those to begin with. `detailed` posts are shown with their findings,
    the others with one line each. Of a rule's findings in one post, the first `findings` are shown and the
    line numbers of `lines` more. A bar lists up to `entries` posts.
    """

    ranked: int = 20
    detailed: int = 300
    findings: int = 3
    lines: int = 12
    entries: int = 50


class Group(msgspec.Struct, frozen=True):
    """The findings of one rule in a post: the first ones and the lines of some more; `left` are not shown."""

    code: str
    title: Message
    advice: Message | None
    severity: Severity
    count: int
    shown: Sequence[Problem]
    lines: Sequence[int]
    left: int


class RankedRule(msgspec.Struct, frozen=True):
    """A rule with its findings in `files` files; `allforces repair` fixes `fixable` of them."""

    code: str
    title: Message
    advice: Message | None
    tally: Tally
    files: int
    fixable: int


def to_html(
    report: CheckReport,
    lang: str,
    limits: Limits = Limits(),  # noqa: B008 (a frozen value)
) -> str:
    """The page of a report in a language."""
    site = site_overview(report)
    return _template(lang).render(
        report=report,
        site=site,
        charts=charts(site, limits.entries, lang),
        limits=limits,
        rules=list(_rules(site).values()),
        groups_without_file=_groups(site.without_file, limits),
        groups_of=lambda file: _groups(file.problems, limits),
        names_of=lambda file: _names(file, lang),
        advice_on=advice,
        total=tally(report.problems),
        severities=SEVERITY_NAMES,
        weights=WEIGHTS,
        now=report.now.astimezone(report.config.zone),
    )


def _rules(site: SiteOverview) -> Mapping[str, RankedRule]:
    ranked = {}
    for code, problems in site.by_code.items():
        text = problem_text(code)
        files = len({problem.file for problem in problems})
        fixable = sum(problem.fix is not None for problem in problems)
        ranked[code] = RankedRule(code, text.title, text.advice, tally(problems), files, fixable)
    return ranked


def _groups(problems: Sequence[Problem], limits: Limits) -> list[Group]:
    by_code: dict[str, list[Problem]] = {}
    for problem in problems:
        by_code.setdefault(problem.code, []).append(problem)
    groups = [_group(code, of_code, limits) for code, of_code in by_code.items()]
    order = list(Severity)
    return sorted(groups, key=lambda group: (order.index(group.severity), -group.count, group.code))


def _group(code: str, problems: Sequence[Problem], limits: Limits) -> Group:
    text = problem_text(code)
    shown, others = problems[: limits.findings], problems[limits.findings :]
    lines = [problem.line for problem in others if problem.line is not None][: limits.lines]
    left = len(others) - len(lines)
    return Group(code, text.title, text.advice, problems[0].severity, len(problems), shown, lines, left)


def _names(file: FileOverview, lang: str) -> str:
    """The rules that found something in a file, in one line."""
    found = tuple(
        say("{rule}: {count}", rule=problem_text(code).title, count=findings_number(len(problems)))
        for code, problems in file.by_code.items()
    )
    return in_language(say("{rules}", rules=found), lang)


@cache
def _template(lang: str) -> Template:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_allowed,
    )
    environment.filters["number"] = lambda number: f"{number:,}"
    environment.filters["words"] = lambda message: in_language(message, lang)
    environment.filters["code"] = with_code
    environment.globals |= {
        "lang": lang,
        "say": lambda text, **values: in_language(say(text, **values), lang),
        "say_plural": lambda one, more, number: in_language(
            say_plural(one, more, number=number, count=f"{number:,}"), lang
        ),
        "files_number": lambda number: in_language(files_number(number), lang),
        "findings_number": lambda number: in_language(findings_number(number), lang),
        "posts_number": posts_number,
        "comma": lambda numbers: tuple(map(str, numbers)),
        "day_of": lambda time: date_in(time, lang),
        "time_of": lambda time: f"{date_in(time, lang)} {time:%H:%M}",
    }
    environment.globals["style"] = Markup((_FOLDER / "page.css").read_text(encoding="utf-8"))
    return environment.get_template("page.html")


def _allowed(value: object) -> object:
    """Text without the characters that HTML forbids, which lines of broken files can contain."""
    return allowed(value) if type(value) is str else value
