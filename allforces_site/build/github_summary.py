"""The report of a build as Markdown for the page of a CI job (GitHub's step summary)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from allforces_site.build.report import Report
from allforces_site.errors import Severity
from allforces_site.messages.message import ENGLISH, in_language
from allforces_site.text.counted import counted

# The most lines shown of each list; GitHub shows at most 1 MiB of a step's summary.
_SHOWN = 50

_ESCAPED = str.maketrans({char: f"\\{char}" for char in "\\`*_[]<>|#~"})


def to_markdown(report: Report, lang: str = ENGLISH) -> str:
    """The report in short: counts, pages that were added, changed and removed, problems by severity."""
    if report.site_counts is None:
        head = "Nothing was built."
    else:
        result = "Built with problems" if report.failed else "Built"
        posts = f"{counted(report.site_counts.posts, 'of them a post', 'of them posts')}"
        head = f"{result}: {counted(report.site_counts.pages, 'page')}, {posts}."
    titles = {page.output: page.title for page in report.list_pages()}
    added = set(report.written.added)
    changed = [path for path in report.written.changed if path not in added]
    parts = [
        "## Site",
        head,
        *_pages("added", report.written.added, titles),
        *_pages("changed", changed, titles),
        *_pages("removed", report.written.removed, titles),
        *_problems(report, lang),
        *_skipped(report),
    ]
    return "\n\n".join(parts) + "\n"


def _pages(what: str, paths: Iterable[str], titles: Mapping[str, str]) -> list[str]:
    """The pages among `paths`, and the number of other files."""
    paths = list(paths)
    pages = [path for path in paths if path.endswith(".html")]
    if not paths:
        return []
    left = len(paths) - len(pages)
    others = f", and {counted(left, 'other file')}" if left else ""
    lines = [f"`{path}` {_escaped(titles.get(path, ''))}".rstrip() for path in pages]
    return _list(f"{counted(len(pages), 'page')} {what}{others}", lines)


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
            parts += _list(counted(len(found), severity.value), lines)
    return parts


def _skipped(report: Report) -> list[str]:
    lines = [f"`{skipped.source}` {_escaped(skipped.reason)}" for skipped in report.skipped]
    return _list(f"{counted(len(lines), 'source')} on no page", lines) if lines else []


def _list(title: str, lines: Sequence[str]) -> list[str]:
    if not lines:
        return [f"### {title}"]
    more = [f"… and {len(lines) - _SHOWN} more"] if len(lines) > _SHOWN else []
    return [f"### {title}", "\n".join(f"- {line}" for line in [*lines[:_SHOWN], *more])]


def _escaped(text: str) -> str:
    """Text that Markdown shows as it is, on one line."""
    return " ".join(text.split()).translate(_ESCAPED)
