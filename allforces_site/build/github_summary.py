"""The report of a build as Markdown for the page of a CI job (GitHub's step summary)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from allforces_site.build.report import Report
from allforces_site.errors import Severity, counted_problems
from allforces_site.messages.counts import pages_number
from allforces_site.messages.message import (
    ENGLISH,
    Message,
    N_plural,
    in_language,
    say,
    say_plural,
)

# The most lines shown of each list; GitHub shows at most 1 MiB of a step's summary.
_SHOWN = 50

_ADDED = N_plural("{number} page added", "{number} pages added")
_CHANGED = N_plural("{number} page changed", "{number} pages changed")
_REMOVED = N_plural("{number} page removed", "{number} pages removed")

_ESCAPED = str.maketrans({char: f"\\{char}" for char in "\\`*_[]<>|#~"})


def to_markdown(report: Report, lang: str = ENGLISH) -> str:
    """The report in short: counts, pages that were added, changed and removed, problems by severity."""
    titles = {page.output: page.title for page in report.list_pages()}
    added = set(report.written.added)
    changed = [path for path in report.written.changed if path not in added]
    parts = [
        f"## {in_language(say('Site'), lang)}",
        in_language(_head(report), lang),
        *_pages(_ADDED, report.written.added, titles, lang),
        *_pages(_CHANGED, changed, titles, lang),
        *_pages(_REMOVED, report.written.removed, titles, lang),
        *_problems(report, lang),
        *_skipped(report, lang),
    ]
    return "\n\n".join(parts) + "\n"


def _head(report: Report) -> Message:
    if report.site_counts is None:
        return say("Nothing was built.")
    pages = pages_number(report.site_counts.pages)
    posts = say_plural("{number} of them a post", "{number} of them posts", number=report.site_counts.posts)
    if report.failed:
        return say("Built with problems: {pages}, {posts}.", pages=pages, posts=posts)
    return say("Built: {pages}, {posts}.", pages=pages, posts=posts)


def _pages(what: tuple[str, str], paths: Iterable[str], titles: Mapping[str, str], lang: str) -> list[str]:
    """The pages among `paths`, and the number of other files."""
    paths = list(paths)
    pages = [path for path in paths if path.endswith(".html")]
    if not paths:
        return []
    title = say_plural(*what, number=len(pages))
    if left := len(paths) - len(pages):
        others = say_plural("{number} other file", "{number} other files", number=left)
        title = say("{pages}, and {others}", pages=title, others=others)
    lines = [f"`{path}` {_escaped(titles.get(path, ''))}".rstrip() for path in pages]
    return _list(title, lines, lang)


def _problems(report: Report, lang: str) -> list[str]:
    parts = []
    for severity in Severity:
        found = [problem for problem in report.problems if problem.severity is severity]
        lines = []
        for problem in found:
            place = ":".join(str(part) for part in (problem.file, problem.line) if part is not None)
            message = _escaped(in_language(problem.message, lang))
            lines.append(f"{f'`{place}` ' if place else ''}{message} ({problem.code})")
        if found:
            parts += _list(counted_problems(len(found), severity), lines, lang)
    return parts


def _skipped(report: Report, lang: str) -> list[str]:
    lines = [
        f"`{skipped.source}` {_escaped(in_language(skipped.reason, lang))}" for skipped in report.skipped
    ]
    title = say_plural("{number} source on no page", "{number} sources on no page", number=len(lines))
    return _list(title, lines, lang) if lines else []


def _list(title: Message, lines: Sequence[str], lang: str) -> list[str]:
    heading = f"### {in_language(title, lang)}"
    if not lines:
        return [heading]
    left = len(lines) - _SHOWN
    more = [in_language(say("… and {more} more", more=left), lang)] if left > 0 else []
    return [heading, "\n".join(f"- {line}" for line in [*lines[:_SHOWN], *more])]


def _escaped(text: str) -> str:
    """Text that Markdown shows as it is, on one line."""
    return " ".join(text.split()).translate(_ESCAPED)
