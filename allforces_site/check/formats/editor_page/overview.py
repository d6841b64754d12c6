"""The findings of a check by file and by rule, heaviest first: what to fix first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cached_property

import msgspec

from allforces_site.check.run.report import CheckReport
from allforces_site.errors import Problem, Severity
from allforces_site.model import Post

# An error is what no reader may ever see, a warning what an editor should look at. Three warnings weigh about
# as much as an error, so that a post with many warnings comes before one with a single error.
WEIGHTS = {Severity.ERROR: 10, Severity.WARNING: 3, Severity.NOTE: 1}


class Tally(msgspec.Struct, frozen=True):
    """The number of problems of each severity."""

    errors: int
    warnings: int
    notes: int

    @property
    def count(self) -> int:
        return self.errors + self.warnings + self.notes

    @property
    def weight(self) -> int:
        """The sum of their weights."""
        return (
            WEIGHTS[Severity.ERROR] * self.errors
            + WEIGHTS[Severity.WARNING] * self.warnings
            + WEIGHTS[Severity.NOTE] * self.notes
        )


class FileOverview(msgspec.Struct, frozen=True, dict=True):
    """A file of the site with its problems in the order of lines.

    `anchor` is its anchor on the page, None without problems. `month` is like "2026-11", None without a date.
    `characters`, `minutes` and `repeated` (a share, 0 to 1) are None if they were not measured.
    """

    source: str
    title: str
    problems: Sequence[Problem]
    anchor: str | None = None
    date: datetime | None = None
    url: str | None = None
    characters: int | None = None
    minutes: int | None = None
    repeated: float | None = None

    @cached_property
    def tally(self) -> Tally:
        """The problems by severity."""
        return tally(self.problems)

    @property
    def month(self) -> str | None:
        """The month of its date."""
        return f"{self.date:%Y-%m}" if self.date is not None else None

    @cached_property
    def by_code(self) -> Mapping[str, Sequence[Problem]]:
        """The problems by code, heaviest first."""
        return _by_weight(self.problems)


class SiteOverview(msgspec.Struct, frozen=True, dict=True):
    """All files: those with findings by weight, then the others by name.

    `without_file` are the problems that concern no file.
    """

    files: Sequence[FileOverview]
    without_file: Sequence[Problem]

    @cached_property
    def files_with_findings(self) -> Sequence[FileOverview]:
        """The files with problems."""
        return [file for file in self.files if file.problems]

    @cached_property
    def by_code(self) -> Mapping[str, Sequence[Problem]]:
        """The problems of all files by code, heaviest first."""
        return _by_weight([problem for file in self.files for problem in file.problems])


def tally(problems: Iterable[Problem]) -> Tally:
    """Counts problems by severity."""
    counts = Counter(problem.severity for problem in problems)
    return Tally(counts[Severity.ERROR], counts[Severity.WARNING], counts[Severity.NOTE])


def site_overview(report: CheckReport) -> SiteOverview:
    """The findings of a report by file."""
    by_file: dict[str, list[Problem]] = defaultdict(list)
    for problem in report.problems:
        if problem.file is not None:
            by_file[problem.file].append(problem)
    posts = {post.source.source: post for post in report.posts}
    facts = {fact.source: fact for fact in report.facts}
    sources = sorted({*by_file, *facts, *posts})
    ranked = sorted(sources, key=lambda source: -tally(by_file.get(source, ())).weight)
    files = []
    for number, source in enumerate(ranked, 1):
        post, fact, problems = posts.get(source), facts.get(source), by_file.get(source, ())
        files.append(
            FileOverview(
                source,
                post.summary.title if post is not None else source,
                problems,
                f"p{number}" if problems else None,
                post.summary.date if post is not None else None,
                _address(post, report),
                fact.characters if fact is not None and fact.is_post else None,
                post.source.measured_minutes if post is not None else None,
                fact.repeated if fact is not None and fact.is_post else None,
            )
        )
    return SiteOverview(files, [problem for problem in report.problems if problem.file is None])


def _address(post: Post | None, report: CheckReport) -> str | None:
    config = report.config
    return f"{config.url}{config.baseurl}{post.url}" if post is not None and config.url else None


def _by_weight(problems: Iterable[Problem]) -> Mapping[str, Sequence[Problem]]:
    groups: dict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        groups[problem.code].append(problem)
    return dict(sorted(groups.items(), key=lambda group: (-tally(group[1]).weight, group[0])))
