"""Checks a site: what the rules find in its posts, pages and files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

import msgspec
from msgspec.structs import replace

from allforces_site.build.options import BuildOptions, Clock
from allforces_site.build.report import without_repeats
from allforces_site.check.run.file_results import FileResult
from allforces_site.check.run.fixes import problems_of_site
from allforces_site.check.run.site_results import read_site_results
from allforces_site.config.model import Config
from allforces_site.errors import Problem, Severity
from allforces_site.lint.facts import FileFacts
from allforces_site.lint.registry import RULES
from allforces_site.lint.rule import Rule
from allforces_site.lint.severity import severity_of
from allforces_site.lint.site_view import SiteView
from allforces_site.model import Site
from allforces_site.workers import Progress


class Checked(msgspec.Struct, frozen=True):
    """The outcome of a check.

    `problems` are in the order of files and lines, those of reading the site among them; `facts` are those of
    each file, and `site` what a build would publish. `seconds` are by phase.
    """

    problems: Sequence[Problem]
    site: Site
    config: Config
    facts: Sequence[FileFacts]
    seconds: dict[str, float]

    def count(self, severity: Severity) -> int:
        """Number of problems of a severity."""
        return sum(problem.severity is severity for problem in self.problems)


def check_site(
    options: BuildOptions,
    now: datetime,
    progress: Progress = lambda *_: None,
    codes: frozenset[str] | None = None,
    configured: Config | None = None,
) -> Checked:
    """Checks the site at `options.source`; with `codes`, by these rules only.

    `configured` is the configuration, where the command has read it already.

    Nothing is written but the cache. Raises `SiteError` for a bad configuration or source folder.
    """
    clock = Clock()
    site_results = read_site_results(options, now, progress, clock, configured)
    rules = [rule for rule in RULES if codes is None or rule.code in codes]
    found = [*_of_files(site_results.results, rules), *_of_site(site_results.view, rules)]
    clock.lap("check")
    view = site_results.view
    reported = without_repeats((*site_results.problems, *_weighed(found, view.config)))
    return Checked(reported, view.site, view.config, list(view.facts.values()), clock.seconds())


def _of_files(results: Iterable[FileResult], rules: Iterable[Rule]) -> Iterator[Problem]:
    codes = {rule.code for rule in rules}
    for result in results:
        yield from (problem for problem in result.problems if problem.code in codes)


def _of_site(view: SiteView, rules: Iterable[Rule]) -> Iterator[Problem]:
    for rule in rules:
        if rule.find_in_site is not None:
            yield from problems_of_site(rule, view)


def _weighed(problems: Iterable[Problem], config: Config) -> Iterator[Problem]:
    """The problems with the severities that the configuration gives them, without those it turns off."""
    for problem in problems:
        severity = severity_of(problem.code, problem.file or "", config.allforces.checks)
        if severity is not None:
            yield problem if severity is problem.severity else replace(problem, severity=severity)
