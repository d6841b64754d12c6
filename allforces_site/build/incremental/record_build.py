"""Writes the record of a finished build, with which the next one begins (see `last_build`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import takewhile

import msgspec

from allforces_site.build.incremental.build_inputs import identity_of
from allforces_site.build.incremental.last_build import (
    Inputs,
    LastBuild,
    RecordedProblems,
    RecordedSearch,
    Shape,
    packed_outlines,
    record_file,
    save_last_build,
)
from allforces_site.build.incremental.output_state import state_of_output
from allforces_site.build.incremental.recorded_outputs import (
    OutputLists,
    outputs_file,
    save_outputs,
)
from allforces_site.build.options import BuildOptions
from allforces_site.build.report import ReportedPage, site_counts_of
from allforces_site.cache.file_stats import FileState
from allforces_site.cache.kept_values import remove_value
from allforces_site.cache.output_stamps import stamps_file
from allforces_site.errors import Problem, Severity
from allforces_site.loaders.context import ReadContext
from allforces_site.loaders.source_record import PostRecord, SourceRecord
from allforces_site.loaders.stored_contributions import PageContribution
from allforces_site.model import Output, Post, Site, Skipped, SourcePage, SourcePost
from allforces_site.outputs import Planned, depends_on_all_paths
from allforces_site.outputs.picture_uses import named_by_file
from allforces_site.renderer.theme import Theme
from allforces_site.search.catalogue import Catalogue
from allforces_site.search.documents import numbered
from allforces_site.site import relative_links
from allforces_site.site.twins import may_have_twins
from allforces_site.text.plain_values import is_plain
from allforces_site.urls.permalinks import alternate_urls, output_path
from allforces_site.write.foreign_files import foreign_notes
from allforces_site.write.write_site import Written


class FinishedBuild(msgspec.Struct, frozen=True):
    """A finished build. `states` are those of `extra_inputs`, taken before these files were read.

    `problems` are all that the next build has, too, if nothing changes.
    """

    states: dict[str, FileState]
    theme: Theme
    context: ReadContext
    site: Site
    planned: Planned
    outputs: Sequence[Output]
    written: Written
    source_record: SourceRecord
    search: Catalogue | None
    skipped: tuple[Skipped, ...]
    problems: tuple[Problem, ...]
    pages: Sequence[ReportedPage]


def record_build(options: BuildOptions, built: FinishedBuild) -> None:
    """Writes the record of a build; removes it if the next build could not rely on it."""
    assert options.cache is not None
    file = record_file(options.cache, options.output)
    try:
        last = _record(options, built)
    except OSError:  # A file of the output folder or of the cache was removed meanwhile.
        last = None
    if last is None:
        remove_value(file)
    else:
        save_last_build(file, last)


def _record(options: BuildOptions, built: FinishedBuild) -> LastBuild | None:
    assert options.cache is not None
    config, post_records, written = built.theme.config, built.source_record.post_records, built.written
    failed = [problem for problem in built.problems if problem.severity is Severity.ERROR]
    has_write_problems = [*written.problems] != foreign_notes(options.output, written.listing.foreign)
    if (
        failed
        or has_write_problems
        or post_records is None
        or not is_plain([*config.free_values, built.theme.site.data])
    ):
        return None
    stamps_at = stamps_file(options.cache, options.output)
    paths = [output.path for output in built.outputs]
    due = min(filter(None, (built.source_record.due, built.planned.due)), default=None)
    return LastBuild(
        identity_of(options),
        built.context.now.timestamp(),
        due.timestamp() if due else None,
        config,
        built.theme.site.data,
        dict(built.theme.versions.by_path),
        Inputs(
            built.source_record.names_digest,
            {**built.states, **built.source_record.others},
            built.theme.digest,
            built.context.digest,
            post_records,
            built.source_record.bare,
        ),
        _shape(built, post_records),
        state_of_output(options.output, stamps_at, paths, written.stamps, written.listing),
        site_counts_of(built.pages, built.outputs),
        _search(built),
        built.skipped,
        _problems(built),
        save_outputs(outputs_file(options.cache, options.output), _output_lists(built)),
        built.planned.times,
    )


def _shape(built: FinishedBuild, post_records: Sequence[PostRecord]) -> Shape:
    site = built.site
    numbers = {post_record.source: number for number, post_record in enumerate(post_records)}
    oldest_first = site.posts[::-1]
    bodies = {source for output in built.outputs for source in output.bodies}
    summaries = {source for output in built.outputs for source in output.summaries}
    return Shape(
        tuple(numbers[post.source.source] for post in oldest_first),
        packed_outlines(site.outlines),
        built.planned.summary_keys,
        {
            post.source.source: (post.url, post.path)
            for post in oldest_first
            if (post.url, post.path) != (post.source.url, post.source.path)
        },
        tuple({*built.planned.lost, *(path for post in oldest_first for path in _lost_paths(post))}),
        site.connections,
        tuple(built.theme.site.categories),
        frozenset(bodies),
        frozenset(summaries),
        {url: list(twins) for url, twins in site.twins.items()},
        not (bodies or summaries or _needs_all_posts(built)),
    )


def _lost_paths(post: Post) -> Iterator[str]:
    """The paths that a post would rather have than its own."""
    if post.path != post.source.path:
        yield post.source.path
        others = alternate_urls(post.source.url, post.source.source, "post")
        for url in takewhile(lambda url: url != post.url, others):
            with suppress(ValueError):  # The name is so long that nothing can be added to it.
                yield output_path(url)


def _needs_all_posts(built: FinishedBuild) -> bool:
    """Whether anything is made of all posts that `outputs.plan_changed` does not plan."""
    config, site = built.theme.config, built.site
    sources: list[SourcePost | SourcePage] = [*(post.source for post in site.posts), *site.pages]
    return (
        config.limit_posts > 0
        # The note counts the posts whose address depends on the time zone.
        or any(problem.code == "no-timezone" for problem in built.problems)
        or config.uses(relative_links.PLUGIN)
        or depends_on_all_paths(built.theme)
        or any(may_have_twins(source, config) for source in sources)
    )


def _problems(built: FinishedBuild) -> RecordedProblems:
    of_posts, of_terms = built.source_record.problems, built.site.term_problems
    of_pictures, of_fonts = tuple(built.planned.picture_problems), tuple(built.planned.font_problems)
    apart = {id(problem) for problems in of_posts.values() for problem in problems}
    apart |= {id(problem) for problem in (*of_terms, *of_pictures, *of_fonts)}
    others = tuple(problem for problem in built.problems if id(problem) not in apart)
    return RecordedProblems(of_posts, of_terms, of_pictures, of_fonts, others)


def _output_lists(built: FinishedBuild) -> OutputLists:
    return OutputLists(
        {page.output: page for page in built.pages},
        built.planned.entries,
        dict(named_by_file(built.planned.uses)),
    )


def _search(built: FinishedBuild) -> RecordedSearch | None:
    if built.search is None:
        return None
    minutes = sum(post.source.measured_minutes for post in built.site.findable)
    from allforces_site.search.near_terms import words_of  # Only full builds with a search need it.

    words = msgspec.msgpack.encode(words_of(numbered(built.site)))
    documents = [PageContribution(page).key for page in built.site.searched]
    return RecordedSearch(built.search, minutes, words, documents)
