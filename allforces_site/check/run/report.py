"""The report of a check: its findings, limited to those that were asked for and that no baseline lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

import msgspec
from msgspec.structs import replace

from allforces_site.build.report import without_repeats
from allforces_site.check.run.baseline import BaselineComparison, BaselineEntry, compare, entries_of
from allforces_site.check.run.check import CheckedSite
from allforces_site.check.run.selection import Selection
from allforces_site.config.model import Config
from allforces_site.errors import Problem, Severity, SiteError
from allforces_site.lint.facts import FileFacts
from allforces_site.model import Post
from allforces_site.workers import Progress


class CheckReport(msgspec.Struct, frozen=True):
    """What a check reports, for all formats.

    `source` is the folder as the user wrote it, `root` the top of its repository or the working directory.
    `problems` are in the order of files and lines. `known` counts those that a baseline hides, `fixed` the
    findings of the baseline that no longer occur. `facts` are those of all checked files, `posts` those that
    a build would publish; both are empty if nothing could be read. `seconds` are by phase.
    """

    source: Path
    root: Path
    problems: Sequence[Problem]
    now: datetime
    seconds: Mapping[str, float]
    config: Config = Config()
    facts: Sequence[FileFacts] = ()
    posts: Sequence[Post] = ()
    known: int = 0
    fixed: int = 0
    strict: bool = False

    def count(self, severity: Severity) -> int:
        """Number of problems of a severity."""
        return sum(problem.severity is severity for problem in self.problems)

    @property
    def by_code(self) -> list[tuple[str, int]]:
        """How often each code is among the problems, the most frequent first."""
        counts = Counter(problem.code for problem in self.problems)
        return sorted(counts.items(), key=lambda item: (-item[1], item[0]))

    @property
    def failed(self) -> bool:
        """Whether the check counts as failed."""
        return bool(self.count(Severity.ERROR) or (self.strict and self.count(Severity.WARNING)))


class CheckRequest(msgspec.Struct, frozen=True):
    """What to check and report.

    `known` are the entries of a baseline, None without one. `source`, `root`, `now` and `strict` are those of
    `CheckReport`.
    """

    source: Path
    root: Path
    now: datetime
    selection: Selection = Selection()
    known: Sequence[BaselineEntry] | None = None
    strict: bool = False


def make_report(checked: CheckedSite, request: CheckRequest) -> CheckReport:
    """The report on a checked site."""
    compared = _compared(checked, request)
    selection = request.selection
    return CheckReport(
        request.source,
        request.root,
        [problem for problem in compared.new if selection.includes(problem)],
        request.now,
        checked.seconds,
        checked.config,
        checked.facts,
        checked.site.posts,
        sum(selection.includes(problem) for problem in compared.known),
        sum(entry.count for entry in compared.fixed),
        request.strict,
    )


def report_unreadable_site(exc: SiteError, request: CheckRequest) -> CheckReport:
    """The report on a site that could not be read."""
    return CheckReport(
        request.source, request.root, exc.problems, request.now, {"total": 0.0}, strict=request.strict
    )


def with_external_links(
    checked: CheckedSite, request: CheckRequest, cache: Path, progress: Progress
) -> CheckedSite:
    """`checked` with the problems of links to other sites, for the files that the selection includes."""
    from allforces_site.check.run.external import external_problems  # The network is seldom needed.

    facts = [file_facts for file_facts in checked.facts if request.selection.includes_file(file_facts.source)]
    problems = external_problems(
        facts, checked.config, cache, request.now, lambda done, total: progress("ask", done, total)
    )
    return replace(checked, problems=without_repeats((*checked.problems, *problems)))


def new_baseline(checked: CheckedSite, request: CheckRequest) -> list[BaselineEntry]:
    """The entries of a baseline that lists all findings.

    If the request has an older baseline, only findings that it lists too: so a baseline gets shorter and
    never longer.
    """
    if request.known is None:
        return entries_of(checked.problems)
    return entries_of(_compared(checked, request).known)


def _compared(checked: CheckedSite, request: CheckRequest) -> BaselineComparison:
    # All findings count, reported or not: an entry for a file outside the selection is not fixed. Rules that
    # did not run found nothing, which fixes nothing either.
    covers = request.selection.covers
    return compare(checked.problems, [entry for entry in request.known or () if covers(entry.code)])
