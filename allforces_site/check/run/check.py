"""Checks the posts, pages and files of a site with all rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

import msgspec

from allforces_site.build.options import BuildOptions, Clock
from allforces_site.build.report import without_repeats
from allforces_site.check.run.file_results import FileResult
from allforces_site.check.run.silenced import Silencing
from allforces_site.check.run.site_problems import site_problems
from allforces_site.check.run.site_results import read_site_results
from allforces_site.config.model import Config
from allforces_site.errors import Problem, Severity
from allforces_site.lint.facts import FileFacts
from allforces_site.lint.rule import Rule
from allforces_site.lint.rules.tree.unused_ignore import RULE as UNUSED_IGNORE
from allforces_site.lint.severity import running_rules
from allforces_site.model import Site
from allforces_site.workers import Progress


class CheckedSite(msgspec.Struct, frozen=True):
    """A site with the problems that a check found.

    `problems` are in the order of files and lines and include those of reading the site. `facts` are those of
    each file, `site` is what a build would publish. `seconds` are by phase.
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
) -> CheckedSite:
    """Checks the site at `options.source`; with `codes`, with these rules only.

    `configured` is the configuration if the command has read it already. Writes nothing but the cache. Raises
    `SiteError` for a bad configuration or source folder.
    """
    clock = Clock()
    site_results = read_site_results(options, now, progress, clock, configured)
    view = site_results.view
    rules = running_rules(view.config.allforces.checks, codes)
    in_files = _file_problems(site_results.results, rules)
    findings = [*in_files, *site_problems(view, site_results.view_key, rules, options.cache)]
    clock.lap("check")
    silencing = Silencing(view.config.allforces.checks, view.facts)
    left = list(silencing.left(findings))
    unused = list(silencing.unused({rule.code for rule in rules})) if UNUSED_IGNORE in rules else []
    problems = without_repeats((*site_results.problems, *left, *unused))
    return CheckedSite(problems, view.site, view.config, list(view.facts.values()), clock.seconds())


def _file_problems(results: Iterable[FileResult], rules: Iterable[Rule]) -> Iterator[Problem]:
    codes = {rule.code for rule in rules}
    for result in results:
        yield from (problem for problem in result.problems if problem.code in codes)
