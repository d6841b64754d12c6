"""What a build did, as values and as the JSON of `--report`, whose keys stay (docs/report.md)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from allforces_site.config import Config
from allforces_site.errors import Problem, Severity
from allforces_site.model import Output, Post, Site, Skipped
from allforces_site.render import date_iso, relative_url
from allforces_site.write import Written


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of a build. `seconds` are by phase; `strict` lets warnings fail."""

    config: Config
    site: Site | None
    outputs: Sequence[Output]
    skipped: Sequence[Skipped]
    problems: Sequence[Problem]
    written: Written
    seconds: Mapping[str, float]
    strict: bool

    def count(self, severity: Severity) -> int:
        """Number of problems of a severity."""
        return sum(problem.severity is severity for problem in self.problems)

    @property
    def failed(self) -> bool:
        """Whether the build counts as failed."""
        return bool(self.count(Severity.ERROR) or (self.strict and self.count(Severity.WARNING)))

    @property
    def pages(self) -> list[Output]:
        """The outputs that readers visit and that are written."""
        failed = self.written.failed
        return [output for output in self.outputs if output.url is not None and output.path not in failed]

    @property
    def posts(self) -> int:
        """Number of posts that are on pages."""
        paths = {post.path for post in self.site.posts} if self.site else set()
        return sum(output.path in paths for output in self.pages)


def to_json(report: Report) -> str:
    """The report as JSON text."""
    posts = {post.path: post for post in report.site.posts} if report.site else {}
    content = {
        "counts": _counts(report),
        "seconds": {phase: round(seconds, 4) for phase, seconds in report.seconds.items()},
        "pages": [_page(output, posts.get(output.path), report.config) for output in report.pages],
        "skipped": [{"source": skipped.source, "reason": skipped.reason} for skipped in report.skipped],
        "problems": [_problem(problem) for problem in report.problems],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _counts(report: Report) -> dict[str, int]:
    return {
        "pages": len(report.pages),
        "posts": report.posts,
        "files": len(report.outputs),
        "written": report.written.written,
        "unchanged": report.written.unchanged,
        "removed": len(report.written.removed),
        "skipped": len(report.skipped),
        "errors": report.count(Severity.ERROR),
        "warnings": report.count(Severity.WARNING),
        "notes": report.count(Severity.NOTE),
    }


def _page(output: Output, post: Post | None, config: Config) -> dict[str, Any]:
    page: dict[str, Any] = {
        "source": output.source,
        "url": relative_url(config, output.url or "/"),
        "output": output.path,
        "date": None,
        "title": output.title,
        "categories": [],
        "tags": [],
        "excerpt": None,
        "reading_minutes": None,
        "declared_minutes": None,
        "measured_minutes": None,
    }
    if post is not None:
        source, summary = post.source, post.summary
        page |= {
            "date": date_iso(summary.date),
            "categories": list(source.categories),
            "tags": list(source.tags),
            "excerpt": summary.excerpt,
            "reading_minutes": summary.reading_minutes,
            "declared_minutes": source.declared_minutes,
            "measured_minutes": source.measured_minutes,
        }
    return page


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "file": problem.file,
        "line": problem.line,
        "code": problem.code,
        "severity": problem.severity.value,
        "message": problem.message,
        "hint": problem.hint,
    }
