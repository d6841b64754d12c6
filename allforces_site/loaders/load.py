"""Reads a whole source folder, on several cores where that pays."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from allforces_site.cache.file_stats import FileState, file_state
from allforces_site.cache.parse_cache import ParseCache
from allforces_site.config.file_filter import FileFilter
from allforces_site.errors import Problem, unreadable, warning
from allforces_site.files.regular_files import read_head, read_regular
from allforces_site.front_matter.fences import HEAD_BYTES, has_front_matter
from allforces_site.loaders.context import ReadContext
from allforces_site.loaders.last_modified import changes_later, without_future_change
from allforces_site.loaders.pages import PageReading, read_page
from allforces_site.loaders.posts import POST_EXTENSIONS, at_its_time
from allforces_site.loaders.recall import Read, read_posts
from allforces_site.loaders.source_record import PostRecord, SourceRecord, names_of
from allforces_site.loaders.walk import Entry, Kind, Walk, walk
from allforces_site.model import Asset, Skipped, SourcePage, SourcePost, Sources
from allforces_site.text.dates import filename_date
from allforces_site.workers import Progress


def load_sources(
    root: Path,
    context: ReadContext,
    jobs: int,
    progress: Progress,
    parse_cache: ParseCache | None = None,
    known: Mapping[str, PostRecord] | None = None,
) -> tuple[Sources, SourceRecord]:
    """Everything below `root`: posts oldest first, pages and assets by path; and what was looked at.

    Posts that `parse_cache` knows are not read again; others are added to it. `known` are the records
    that an earlier build with the same context left, by source.
    """
    config = context.config
    found = walk(root, FileFilter(config.excluded, config.include))
    post_entries = [entry for entry in found.entries if entry.kind is not Kind.OTHER]
    named, skipped, problems = _well_named(post_entries)
    parse_cache = parse_cache or ParseCache(None)
    reads = read_posts(named, context, jobs, parse_cache, progress, known)
    parse_cache.drop_unused({key for read in reads for key in read.keys})
    readings = [at_its_time(read.reading, context.now) for read in reads]
    posts = [reading.post for reading in readings if reading.post is not None]
    posts.sort(key=lambda post: (post.date, post.source))
    posts, limited = _limited(posts, config.limit_posts)
    skipped += [reading.skipped for reading in readings if reading.skipped is not None] + limited
    problems += [problem for reading in readings for problem in reading.problems]
    others = [entry for entry in found.entries if entry.kind is Kind.OTHER]
    states = {entry.path: file_state(entry.path) for entry in others}
    page_readings, assets = _others(others, context)
    due = _due(reads, page_readings, context.now)
    page_readings = [_page_at_its_time(reading, context.now) for reading in page_readings]
    pages = [reading.page for reading in page_readings if reading.page is not None]
    skipped += [reading.skipped for reading in page_readings if reading.skipped is not None]
    problems += [problem for reading in page_readings for problem in reading.problems]
    sources = Sources(
        tuple(posts),
        tuple(pages),
        tuple(assets),
        tuple(sorted([*found.skipped, *skipped], key=lambda item: item.source)),
        (*found.problems, *problems),
    )
    return sources, _seen(found, states, reads, due)


def _seen(
    found: Walk, others: dict[str, FileState], reads: Sequence[Read], due: datetime | None
) -> SourceRecord:
    post_records = tuple(read.post_record for read in reads if read.post_record is not None)
    return SourceRecord(
        names_of(found),
        others,
        post_records if len(post_records) == len(reads) else None,
        due,
        {read.reading.post.source: read.searched for read in reads if read.reading.post and read.searched},
    )


def _due(reads: Sequence[Read], pages: Iterable[PageReading], now: datetime) -> datetime | None:
    """When, after `now`, the first post appears that waits for its date, or a last change is true."""
    posts = [(read.reading.post, read.reading.waits) for read in reads if read.reading.post is not None]
    waiting = [post.date for post, waits in posts if waits and post.date > now]
    sources: list[SourcePost | SourcePage] = [post for post, _ in posts]
    sources += [reading.page for reading in pages if reading.page is not None]
    later = [source.updated for source in sources if source.updated and changes_later(source, now)]
    return min([*waiting, *later], default=None)


def _page_at_its_time(reading: PageReading, now: datetime) -> PageReading:
    if reading.page is None:
        return reading
    page, problems = without_future_change(reading.page, now)
    return PageReading(page, reading.skipped, (*reading.problems, *problems))


def _well_named(entries: Iterable[Entry]) -> tuple[list[Entry], list[Skipped], list[Problem]]:
    """Posts need a name with a date and one of the known extensions; what has none is told, not lost."""
    named: list[Entry] = []
    skipped: list[Skipped] = []
    problems: list[Problem] = []
    for entry in entries:
        name = entry.source.rpartition("/")[2]
        if not name.lower().endswith(POST_EXTENSIONS):
            reason, hint = (
                "a post's name ends in .md, .markdown or .html",
                "move other files out of the posts' folder",
            )
        elif entry.kind is Kind.POST and filename_date(entry.source) is None:
            reason, hint = "a post's name begins with its date", f"rename it to {_dated(name)}"
        else:
            named.append(entry)
            continue
        skipped.append(Skipped(entry.source, f"{reason}; this one's does not"))
        problems.append(warning("post-name", f"this file makes no page: {reason}", entry.source, hint=hint))
    return named, skipped, problems


def _dated(name: str) -> str:
    """What an undated file might be called: without the half of a date that its name has."""
    rest = re.sub(r"^[\d_.-]+(?=[^\d_.-])", "", name)
    return f"YYYY-MM-DD-{rest if '.' in rest else f'name.{rest}'}"


def _limited(posts: list[SourcePost], limit: int) -> tuple[list[SourcePost], list[Skipped]]:
    if not limit or len(posts) <= limit:
        return posts, []
    return posts[-limit:], [
        Skipped(post.source, f"limit_posts: only the newest {limit} are built") for post in posts[:-limit]
    ]


def _others(entries: Iterable[Entry], context: ReadContext) -> tuple[list[PageReading], list[Asset]]:
    """Pages are the files with front matter; all other files are copied."""
    readings: list[PageReading] = []
    assets: list[Asset] = []
    for entry in entries:
        try:
            has_own = has_front_matter(read_head(entry.path, HEAD_BYTES))
            content = read_regular(entry.path) if has_own else None
        except OSError as exc:
            readings.append(
                PageReading(
                    None, Skipped(entry.source, "unreadable: see the error"), (unreadable(entry.source, exc),)
                )
            )
            continue
        if content is None:
            assets.append(Asset(entry.source, entry.path, entry.source))
        else:
            readings.append(read_page(entry, content, context))
    return readings, assets
