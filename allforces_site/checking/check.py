"""Checks a site: reads it as a build does, and judges every post, page and file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from allforces_site.build_options import BuildOptions, Clock, Progress
from allforces_site.checking import VERDICTS_FOLDER
from allforces_site.checking.verdicts import Paper, Verdict, judge_all
from allforces_site.checks.facts import PostFacts
from allforces_site.checks.finding import Finding
from allforces_site.checks.registry import RULES
from allforces_site.checks.rule import Rule
from allforces_site.checks.site_view import SiteView
from allforces_site.checks.weights import severity_of, unknown_rules
from allforces_site.config import Config
from allforces_site.errors import Problem, Severity
from allforces_site.loaders.context import ReadContext
from allforces_site.loaders.load import load_sources
from allforces_site.loaders.walk import FileFilter, Kind, walk
from allforces_site.memo import Memo
from allforces_site.model import Site
from allforces_site.outputs import plan
from allforces_site.recalled_related import recalled_related
from allforces_site.render import find_theme, make_theme
from allforces_site.report import told_once
from allforces_site.site import assemble
from allforces_site.site_data import read_data
from allforces_site.site_reading import configure, navigation


class Checked(msgspec.Struct, frozen=True):
    """The outcome of a check.

    `problems` are in the order of files and lines, those of reading the site among them; `facts` are those of
    each file, and `site` what a build would publish. `seconds` are by phase.
    """

    problems: Sequence[Problem]
    site: Site
    config: Config
    facts: Sequence[PostFacts]
    seconds: dict[str, float]

    def count(self, severity: Severity) -> int:
        """Number of problems of a severity."""
        return sum(problem.severity is severity for problem in self.problems)


def check_site(
    options: BuildOptions,
    now: datetime,
    progress: Progress = lambda *_: None,
    codes: frozenset[str] | None = None,
) -> Checked:
    """Checks the site at `options.source`; with `codes`, by these rules only.

    Nothing is written but the cache. Raises `SiteError` for a bad configuration or source folder.
    """
    clock = Clock()
    folders = find_theme(options.source)
    with Memo(options.cache) as memo:
        config, problems = configure(options, memo)
        data = read_data(options.source)
        sources, _ = load_sources(
            options.source, ReadContext(config, now, folders.layouts), options.jobs, progress, memo
        )
        site = assemble(config, sources, recalled_related(memo))
        theme = make_theme(config, folders, navigation(site, config), data.values)
        outputs, clashes = plan(site, theme)
    problems = (*problems, *unknown_rules(config.allforces.checks), *data.problems, *sources.problems)
    problems = (*problems, *site.problems, *clashes)
    clock.lap("read")
    papers = _papers(options.source, config, site)
    with Memo(options.cache / VERDICTS_FOLDER if options.cache is not None else None) as memo:
        verdicts = judge_all(
            papers, config, options.jobs, memo, lambda done: progress("check", done, len(papers))
        )
    facts = [verdict.facts for verdict in verdicts if verdict.facts is not None]
    view = SiteView(
        options.source.absolute(),
        config,
        site,
        {output.path: output for output in outputs},
        {one.source: one for one in facts},
        folders.templates,
    )
    rules = [rule for rule in RULES if codes is None or rule.code in codes]
    found = [*_of_files(verdicts, rules), *_of_site(view, rules)]
    clock.lap("check")
    told = told_once((*problems, *_weighed(found, config)))
    return Checked(told, site, config, facts, clock.seconds())


def _papers(source: Path, config: Config, site: Site) -> list[Paper]:
    """Every post and draft, published or not, and every page."""
    pages = {page.source for page in site.pages}
    entries = walk(source, FileFilter(config.excluded, config.include)).entries
    return [
        Paper(entry.source, entry.path, entry.kind is not Kind.OTHER)
        for entry in entries
        if entry.kind is not Kind.OTHER or entry.source in pages
    ]


def _of_files(verdicts: Iterable[Verdict], rules: Iterable[Rule]) -> Iterator[tuple[str, Finding]]:
    codes = {rule.code for rule in rules}
    for verdict in verdicts:
        yield from ((code, finding) for code, finding in verdict.findings if code in codes)


def _of_site(view: SiteView, rules: Iterable[Rule]) -> Iterator[tuple[str, Finding]]:
    for rule in rules:
        if rule.judge_site is not None:
            yield from ((rule.code, finding) for finding in rule.judge_site(view))


def _weighed(found: Iterable[tuple[str, Finding]], config: Config) -> Iterator[Problem]:
    for code, finding in found:
        severity = severity_of(code, finding.source, config.allforces.checks)
        if severity is not None:
            yield Problem(
                code,
                severity,
                finding.message,
                finding.source,
                finding.line,
                finding.hint,
                finding.excerpt,
                finding.column,
            )
