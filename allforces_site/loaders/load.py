"""Reads a whole source folder, on several cores if that is faster."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from datetime import datetime
from pathlib import Path

from allforces_site.cache.file_stats import FileState, file_state
from allforces_site.cache.parse_cache import ParseCache
from allforces_site.config.collections import collection_at
from allforces_site.config.file_filter import FileFilter
from allforces_site.config.model import Config
from allforces_site.errors import unreadable, warning
from allforces_site.files.regular_files import read_head, read_regular
from allforces_site.front_matter.fences import HEAD_BYTES, has_front_matter
from allforces_site.loaders.context import ReadContext
from allforces_site.loaders.last_changes import with_last_changes
from allforces_site.loaders.last_modified import changes_later, without_future_change
from allforces_site.loaders.optional_front_matter import OptionalFrontMatter
from allforces_site.loaders.pages import PageReading, read_page
from allforces_site.loaders.post_names import has_post_extension, is_named_as_post
from allforces_site.loaders.posts import PostReading, reading_at
from allforces_site.loaders.project_files import ProjectFiles
from allforces_site.loaders.read_posts import RecordedReading, read_posts
from allforces_site.loaders.readme_index import ReadmeIndex
from allforces_site.loaders.source_record import KnownSources, SourceRecord, names_digest_of
from allforces_site.loaders.walk import SourceEntry, SourceKind, Walk, walk
from allforces_site.messages.message import say
from allforces_site.model import Asset, Skipped, SourcePage, SourcePost, Sources
from allforces_site.workers import Progress

_NOTHING = KnownSources()


def load_sources(
    root: Path,
    context: ReadContext,
    jobs: int,
    progress: Progress,
    parse_cache: ParseCache | None = None,
    known: KnownSources = _NOTHING,
) -> tuple[Sources, SourceRecord]:
    """Everything below `root` (posts oldest first, pages and assets by path), and the record of it.

    Posts that `parse_cache` holds are not parsed again; others are added to it.
    """
    config = context.config
    files = FileFilter.of(config)
    found = known.found if known.found is not None and known.files == files else walk(root, files)
    named = [entry for entry in found.entries if is_named_as_post(entry)]
    badly_named = list(_badly_named(found.entries))
    others = [entry for entry in found.entries if entry.kind is SourceKind.OTHER]
    parse_cache = parse_cache or ParseCache(None)
    records = known.post_records if known.context == context.digest else {}
    recorded = read_posts(named, context, jobs, parse_cache, progress, records)
    parse_cache.drop_unused_at_exit({key for reading in recorded for key in reading.keys})
    states = {path: known.others.get(path) or file_state(path) for path in found.other_paths}
    bare = {entry.path for entry in others if entry.path in known.bare or is_bare(entry.path)}
    pages, assets = _read_others(others, bare, context, ProjectFiles.of(found, files))
    readings = [reading_at(reading.reading, context.now) for reading in recorded]
    due = due_of((reading.reading for reading in recorded), pages, context.now)
    record = _record(found, states, recorded, readings, due, bare)
    posts = [*badly_named, *readings]
    pages = [_page_reading_at(reading, context.now) for reading in pages]
    sources = _sources(found, posts, pages, assets, config.limit_posts)
    paths = {entry.source: entry.path for entry in found.entries}
    return with_last_changes(sources, root, paths, context), record


def _sources(
    found: Walk,
    post_readings: Sequence[PostReading],
    page_readings: Sequence[PageReading],
    assets: Sequence[Asset],
    limit: int,
) -> Sources:
    """All that was read, in order; of the posts only the newest `limit`, or all if it is 0."""
    posts = [reading.post for reading in post_readings if reading.post is not None]
    posts.sort(key=lambda post: (post.date, post.source))
    posts, beyond_limit = _limited(posts, limit)
    readings: list[PostReading | PageReading] = [*post_readings, *page_readings]
    skipped = [reading.skipped for reading in readings if reading.skipped is not None]
    problems = [problem for reading in readings for problem in reading.problems]
    return Sources(
        tuple(posts),
        tuple(reading.page for reading in page_readings if reading.page is not None),
        tuple(assets),
        tuple(sorted([*found.skipped, *skipped, *beyond_limit], key=lambda item: item.source)),
        (*found.problems, *problems),
        tuple(entry.path for entry in found.partials),
    )


def _record(
    found: Walk,
    others: dict[str, FileState],
    recorded: Sequence[RecordedReading],
    readings: Sequence[PostReading],
    due: datetime | None,
    bare: Iterable[str],
) -> SourceRecord:
    post_records = tuple(item.post_record for item in recorded if item.post_record is not None)
    problems = {
        item.post_record.source: reading.problems
        for item, reading in zip(recorded, readings, strict=True)
        if item.post_record is not None and reading.problems
    }
    contributions = {
        item.reading.post.source: item.contribution
        for item in recorded
        if item.reading.post and item.contribution
    }
    return SourceRecord(
        names_digest_of(found),
        others,
        post_records if len(post_records) == len(recorded) else None,
        problems,
        due,
        contributions,
        tuple(sorted(bare)),
    )


def due_of(readings: Iterable[PostReading], pages: Iterable[PageReading], now: datetime) -> datetime | None:
    """The first time after `now` at which a waiting post appears or a `last_modified_at` is reached.

    The readings do not depend on the time yet (`reading_at`).
    """
    posts = [(reading.post, reading.waits) for reading in readings if reading.post is not None]
    waiting = [post.date for post, waits in posts if waits and post.date > now]
    sources: list[SourcePost | SourcePage] = [post for post, _ in posts]
    sources += [reading.page for reading in pages if reading.page is not None]
    changing = [source.updated for source in sources if source.updated and changes_later(source, now)]
    return min([*waiting, *changing], default=None)


def _page_reading_at(reading: PageReading, now: datetime) -> PageReading:
    if reading.page is None:
        return reading
    page, problems = without_future_change(reading.page, now)
    return PageReading(page, reading.skipped, (*reading.problems, *problems))


def _badly_named(entries: Iterable[SourceEntry]) -> Iterator[PostReading]:
    """A reading for each file among the posts whose name lacks a date or a known extension."""
    for entry in entries:
        if entry.kind is SourceKind.OTHER or is_named_as_post(entry):
            continue
        name = entry.source.rpartition("/")[2]
        if not has_post_extension(name):
            message = say("this file makes no page: a post's name ends in .md, .markdown or .html")
            hint = say("move other files out of the posts' folder")
            why = say("a post's name ends in .md, .markdown or .html; this one's does not")
        else:
            message = say("this file makes no page: a post's name begins with its date")
            hint = say("rename it to {name}", name=_dated(name))
            why = say("a post's name begins with its date; this one's does not")
        problem = warning("post-name", message, entry.source, hint=hint)
        yield PostReading(None, Skipped(entry.source, why), (problem,))


def _dated(name: str) -> str:
    """A name with a date for an undated file, without the part of a date that its name has."""
    rest = re.sub(r"^[\d_.-]+(?=[^\d_.-])", "", name)
    return f"YYYY-MM-DD-{rest if '.' in rest else f'name.{rest}'}"


def _limited(posts: list[SourcePost], limit: int) -> tuple[list[SourcePost], list[Skipped]]:
    if not limit or len(posts) <= limit:
        return posts, []
    return posts[-limit:], [
        Skipped(post.source, say("limit_posts: only the newest {limit} are built", limit=limit))
        for post in posts[:-limit]
    ]


def _asset_path(source: str, config: Config) -> str | None:
    """The output path of a file to copy; None for one of a collection that makes no pages."""
    collection = collection_at(source, config.collections)
    if collection is None:
        return source
    return f"{collection.name}{source.removeprefix(collection.folder)}" if collection.output else None


def is_bare(path: str) -> bool:
    """Whether a file can be read and has no front matter."""
    try:
        return not has_front_matter(read_head(path, HEAD_BYTES))
    except OSError:  # Reported when the file is read.
        return False


def _read_others(
    entries: Sequence[SourceEntry], bare: Set[str], context: ReadContext, project: ProjectFiles
) -> tuple[list[PageReading], list[Asset]]:
    """Reads files with front matter as pages; those at the paths `bare` are assets to copy, or belong to the
    project.
    """
    readings: list[PageReading] = []
    assets: list[Asset] = []
    optional = OptionalFrontMatter.of(context.config, project.files)
    readmes = ReadmeIndex.of(context.config, (entry.source for entry in entries))
    for entry in entries:
        try:
            is_page = entry.path not in bare
            permalink = None if is_page else readmes.permalink(entry.source)
            is_bare_page = not is_page and optional.makes_page(entry.source)
            content = read_regular(entry.path) if is_page or is_bare_page or permalink else None
        except OSError as exc:
            skipped = Skipped(entry.source, say("unreadable: see the error"))
            readings.append(PageReading(None, skipped, (unreadable(entry.source, exc),)))
            continue
        if content is None:
            left_out = project.left_out(entry.source)
            path = _asset_path(entry.source, context.config)
            if left_out is not None:
                readings.append(PageReading(None, left_out))
            elif path is not None:
                assets.append(Asset(entry.source, entry.path, path))
        else:
            readings.append(read_page(entry, content, context, permalink))
            if is_bare_page and optional.keeps_originals:
                assets.append(Asset(entry.source, entry.path, entry.source))
    return readings, assets
