"""What a build did, as values and as the JSON of `--report`, whose keys stay (docs/report.md)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

import msgspec
from msgspec.structs import replace

from allforces_site.config.model import Config
from allforces_site.errors import Fix, Problem, Severity, advice, in_order
from allforces_site.files.utf8_text import json_report
from allforces_site.messages.message import ENGLISH, in_language, say_plural, values_of
from allforces_site.model import Output, Post, Site, Skipped
from allforces_site.renderer.theme import relative_url
from allforces_site.text.dates import date_iso
from allforces_site.write.write_site import Written


class ReportedPage(msgspec.Struct, frozen=True, array_like=True):
    """A page of the output folder: an entry of the report's `pages`; the fields are its keys.

    `url` holds the baseurl; `date` is ISO 8601. What only posts have is None or empty on other pages.
    """

    source: str | None
    url: str
    output: str
    title: str
    date: str | None = None
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    excerpt: str | None = None
    reading_minutes: int | None = None
    declared_minutes: int | None = None
    measured_minutes: int | None = None


class SiteCounts(msgspec.Struct, frozen=True):
    """The numbers of pages, of pages of posts, and of all files of a site."""

    pages: int
    posts: int
    files: int


class Report(msgspec.Struct, frozen=True):
    """The outcome of a build. `site_counts` is None if nothing could be built; `list_pages` gives its pages.

    `config` is the site's configuration, None if it is wrong. `seconds` are by phase; `strict` makes warnings
    fail. `rule_errors` is the number of errors that the rules of a strict build found; they keep nothing from
    being written.
    """

    site_counts: SiteCounts | None
    list_pages: Callable[[], Sequence[ReportedPage]]
    skipped: Sequence[Skipped]
    problems: Sequence[Problem]
    written: Written
    seconds: Mapping[str, float]
    strict: bool
    config: Config | None
    rule_errors: int = 0

    def count(self, severity: Severity) -> int:
        """Number of problems of a severity."""
        return sum(problem.severity is severity for problem in self.problems)

    @property
    def failed(self) -> bool:
        """Whether the build counts as failed."""
        return bool(self.count(Severity.ERROR) or (self.strict and self.count(Severity.WARNING)))


def reported_pages(
    site: Site, outputs: Iterable[Output], failed: Collection[str], config: Config
) -> list[ReportedPage]:
    """The written outputs that readers visit, sorted by path; `failed` are paths that were not written."""
    posts = {post.path: post for post in site.posts}
    return [
        reported_page(output, output.url, posts.get(output.path), config)
        for output in sorted(outputs, key=lambda output: output.path)
        if output.url is not None and output.path not in failed
    ]


def site_counts_of(pages: Sequence[ReportedPage], outputs: Sequence[Output]) -> SiteCounts:
    """The counts of a site with these pages and outputs. Posts are the pages with a date."""
    return SiteCounts(len(pages), sum(page.date is not None for page in pages), len(outputs))


def reported_page(output: Output, url: str, post: Post | None, config: Config) -> ReportedPage:
    """The page at a site-relative URL, which is that of `post` if it is given."""
    url = relative_url(config, url)
    if post is None:
        return ReportedPage(output.source, url, output.path, output.title)
    source, summary = post.source, post.summary
    return ReportedPage(
        output.source,
        url,
        output.path,
        output.title,
        date=date_iso(summary.date),
        categories=source.categories,
        tags=source.tags,
        excerpt=summary.excerpt,
        reading_minutes=summary.reading_minutes,
        declared_minutes=source.declared_minutes,
        measured_minutes=source.measured_minutes,
    )


def to_json(report: Report, lang: str = ENGLISH) -> str:
    """The report as JSON text, with its messages in a language."""
    content = {
        "counts": _counts(report),
        "seconds": {phase: round(seconds, 4) for phase, seconds in report.seconds.items()},
        "pages": [msgspec.structs.asdict(page) for page in report.list_pages()],
        "skipped": [_skipped_entry(skipped, lang) for skipped in report.skipped],
        "changes": _changes(report.written),
        "problems": [problem_entry(problem, lang) for problem in report.problems],
    }
    return json_report(content)


def _skipped_entry(skipped: Skipped, lang: str) -> dict[str, str]:
    return {"source": skipped.source, "reason": in_language(skipped.reason, lang)}


def _counts(report: Report) -> dict[str, int]:
    site_counts = report.site_counts or SiteCounts(0, 0, 0)
    return {
        "pages": site_counts.pages,
        "posts": site_counts.posts,
        "files": site_counts.files,
        "written": report.written.written,
        "unchanged": report.written.unchanged,
        "removed": len(report.written.removed),
        "skipped": len(report.skipped),
        "errors": report.count(Severity.ERROR),
        "warnings": report.count(Severity.WARNING),
        "notes": report.count(Severity.NOTE),
    }


def _changes(written: Written) -> dict[str, list[str]]:
    added = set(written.added)
    changed = [path for path in written.changed if path not in added]
    return {"added": list(written.added), "changed": changed, "removed": list(written.removed)}


def problem_entry(problem: Problem, lang: str) -> dict[str, Any]:
    """A problem as an entry of a report's `problems`, with its messages in a language."""
    hint = advice(problem)
    return {
        "file": problem.file,
        "line": problem.line,
        "column": problem.column,
        "code": problem.code,
        "severity": problem.severity.value,
        "message": in_language(problem.message, lang),
        "values": values_of(problem.message, lang),
        "hint": in_language(hint, lang) if hint is not None else None,
        "excerpt": problem.excerpt,
        "fix": _fix_entry(problem.fix, lang) if problem.fix is not None else None,
    }


def _fix_entry(fix: Fix, lang: str) -> dict[str, Any]:
    return {
        "message": in_language(fix.message, lang),
        "partial": fix.is_partial,
        "replacements": [msgspec.structs.asdict(replacement) for replacement in fix.replacements],
    }


# ---- problems in the order to report -----------------------------------------------------------


def without_repeats(problems: Iterable[Problem]) -> list[Problem]:
    """Problems sorted by file and line; a mistake in a template that many pages meet is reported once."""
    alike: dict[tuple[object, ...], list[Problem]] = {}
    for problem in problems:
        # A template's message holds its problem, and the page that was rendered.
        what = dict(problem.message.values).get("problem") if problem.code == "template" else problem.message
        alike.setdefault((problem.code, problem.file, problem.line, what), []).append(problem)
    return in_order(map(_with_count, alike.values()))


def _with_count(same: list[Problem]) -> Problem:
    first, others = same[0], len(same) - 1
    if first.code != "template" or not others:
        return first
    message = say_plural(
        "{problem} and {number} more page",
        "{problem} and {number} more pages",
        number=others,
        problem=first.message,
    )
    return replace(first, message=message)
