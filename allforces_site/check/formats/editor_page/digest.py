"""The findings of a check post by post and rule by rule, by what weighs most: what to mend first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cached_property

import msgspec

from allforces_site.check.run.outcome import CheckReport
from allforces_site.errors import Problem, Severity
from allforces_site.model import Post

# An error is what no reader may ever see, a warning what an editor should look at: three warnings weigh about
# as much as an error, so that a post full of them comes before one with a single slip.
WEIGHTS = {Severity.ERROR: 10, Severity.WARNING: 3, Severity.NOTE: 1}


class Tally(msgspec.Struct, frozen=True):
    """How many problems of each severity."""

    errors: int
    warnings: int
    notes: int

    @property
    def count(self) -> int:
        return self.errors + self.warnings + self.notes

    @property
    def weight(self) -> int:
        """What they come to."""
        return (
            WEIGHTS[Severity.ERROR] * self.errors
            + WEIGHTS[Severity.WARNING] * self.warnings
            + WEIGHTS[Severity.NOTE] * self.notes
        )


class FileDigest(msgspec.Struct, frozen=True, dict=True):
    """A file of the site, with what was found in it in the order of lines.

    `anchor` is its place on the page, None where nothing was found. `month` is "2026-11", None for what has
    no date; `characters`, `minutes` and `repeated` (a share, 0 to 1) are None where they were not measured.
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
        """The problems by code, the one that weighs most first."""
        return _by_weight(self.problems)


class SiteDigest(msgspec.Struct, frozen=True, dict=True):
    """All files: those with findings by weight, then the others by name. `beside` concerns none of them."""

    files: Sequence[FileDigest]
    beside: Sequence[Problem]

    @cached_property
    def found(self) -> Sequence[FileDigest]:
        """The files in which something was found."""
        return [file for file in self.files if file.problems]

    @cached_property
    def by_code(self) -> Mapping[str, Sequence[Problem]]:
        """All problems by code, the one that weighs most first."""
        return _by_weight([problem for file in self.files for problem in file.problems])


def tally(problems: Iterable[Problem]) -> Tally:
    """How many of the problems there are of each severity."""
    counts = Counter(problem.severity for problem in problems)
    return Tally(counts[Severity.ERROR], counts[Severity.WARNING], counts[Severity.NOTE])


def digest(report: CheckReport) -> SiteDigest:
    """The findings of a report, file by file."""
    found: dict[str, list[Problem]] = defaultdict(list)
    for problem in report.problems:
        if problem.file is not None:
            found[problem.file].append(problem)
    posts = {post.source.source: post for post in report.posts}
    facts = {fact.source: fact for fact in report.facts}
    sources = sorted({*found, *facts, *posts})
    ranked = sorted(sources, key=lambda source: -tally(found.get(source, ())).weight)
    files = []
    for number, source in enumerate(ranked, 1):
        post, fact, problems = posts.get(source), facts.get(source), found.get(source, ())
        files.append(
            FileDigest(
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
    return SiteDigest(files, [problem for problem in report.problems if problem.file is None])


def _address(post: Post | None, report: CheckReport) -> str | None:
    config = report.config
    return f"{config.url}{config.baseurl}{post.url}" if post is not None and config.url else None


def _by_weight(problems: Iterable[Problem]) -> Mapping[str, Sequence[Problem]]:
    groups: dict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        groups[problem.code].append(problem)
    return dict(sorted(groups.items(), key=lambda group: (-tally(group[1]).weight, group[0])))
