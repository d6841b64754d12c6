"""Writes the record of a finished build, with which the next one begins (see `last_build`)."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import datetime

import msgspec

from allforces_site.build.incremental.last_build import (
    Inputs,
    LastBuild,
    RecordedSearch,
    Shape,
    record_file,
    save_last_build,
)
from allforces_site.build.incremental.output_state import state_of_output
from allforces_site.build.incremental.recorded_pages import pages_file, save_pages
from allforces_site.build.options import BuildOptions
from allforces_site.build.report import ReportedPage, site_counts_of
from allforces_site.cache.file_stats import FileState, file_state
from allforces_site.cache.fingerprint import fingerprint
from allforces_site.cache.kept_values import remove_value
from allforces_site.cache.keys import key_of
from allforces_site.cache.output_stamps import stamps_file
from allforces_site.config.model import Config
from allforces_site.config.plugins import GEMFILE
from allforces_site.errors import Problem, Severity
from allforces_site.files.static_folders import static_files, unfollowed
from allforces_site.loaders.context import ReadContext
from allforces_site.loaders.data import data_files, unfollowed_data
from allforces_site.loaders.source_record import PostRecord, SourceRecord
from allforces_site.loaders.stored_contributions import PageContribution
from allforces_site.model import Output, Site, Skipped
from allforces_site.renderer.theme import Theme, ThemeFolders
from allforces_site.sass.sources import imported_files
from allforces_site.search.catalogue import Catalogue
from allforces_site.search.documents import numbered
from allforces_site.text.plain_values import is_plain
from allforces_site.write.foreign_files import foreign_notes
from allforces_site.write.write_site import Written


class FinishedBuild(msgspec.Struct, frozen=True):
    """A finished build. `states` are those of `extra_inputs`, taken before these files were read.

    `problems` are those that the next build has, too, if nothing changes.
    """

    states: dict[str, FileState]
    theme: Theme
    context: ReadContext
    site: Site
    outputs: Sequence[Output]
    written: Written
    source_record: SourceRecord
    search: Catalogue | None
    skipped: tuple[Skipped, ...]
    problems: tuple[Problem, ...]
    pages: Sequence[ReportedPage]
    times: dict[str, str] | None
    due: datetime | None


def identity_of(options: BuildOptions) -> bytes:
    """A digest of what a record and a build must have in common for the build to use the record."""
    return key_of(
        fingerprint(),
        os.fspath(options.source.absolute()),
        os.path.realpath(options.output),
        options.drafts,
        options.future,
        options.unpublished,
        options.base_url,
        options.asset_versions,
        [os.fspath(file.absolute()) for file in options.config_files],
        options.environment,
        options.is_private,
    )


def extra_inputs(options: BuildOptions, folders: ThemeFolders, config: Config) -> list[str]:
    """The paths that a build reads besides posts, pages and templates: settings, data, static files, filters
    in Python, and what style sheets in Sass import.
    """
    source, data_dir = options.source, config.data_dir
    data = (source / file for file in (*data_files(source, data_dir), *unfollowed_data(source, data_dir)))
    static = (*static_files(folders.static).values(), *unfollowed(folders.static))
    filters = {source / place.partition(":")[0] for place in config.allforces.filters.values()}
    gemfile = source / GEMFILE  # It names plugins.
    icon = config.allforces.icon
    icons = [source / icon.path] if icon is not None else []
    paths = (
        *options.config_files,
        *icons,
        gemfile,
        *data,
        *static,
        *imported_files(source, config.sass),
        *filters,
    )
    return [os.fspath(path) for path in paths]


def config_states(options: BuildOptions) -> dict[str, FileState]:
    """The states of the files of settings, by path."""
    return {path: file_state(path) for path in map(os.fspath, options.config_files)}


def extra_input_states(
    options: BuildOptions, folders: ThemeFolders, config: Config, known: Mapping[str, FileState]
) -> dict[str, FileState]:
    """The states of `extra_inputs`, by path, of which some are `known`. To be taken before they are read."""
    return {path: known.get(path) or file_state(path) for path in extra_inputs(options, folders, config)}


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
    due = min(filter(None, (built.source_record.due, built.due)), default=None)
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
        built.problems,
        save_pages(pages_file(options.cache, options.output), built.pages),
        built.times,
    )


def _shape(built: FinishedBuild, post_records: Sequence[PostRecord]) -> Shape:
    site = built.site
    numbers = {post_record.source: number for number, post_record in enumerate(post_records)}
    oldest_first = site.posts[::-1]
    order = tuple(numbers[post.source.source] for post in oldest_first)
    places = {post.source.source: place for place, post in enumerate(oldest_first)}
    bodies = {source for output in built.outputs for source in output.bodies}
    summaries = {source for output in built.outputs for source in output.summaries}
    return Shape(
        order,
        {
            number: (post.url, post.path)
            for number, post in zip(order, oldest_first, strict=True)
            if (post.url, post.path) != (post.source.url, post.source.path)
        },
        site.connections,
        tuple(built.theme.site.categories),
        tuple(sorted(places[source] for source in bodies & places.keys())),
        tuple(sorted(places[source] for source in summaries & places.keys())),
        {url: list(twins) for url, twins in site.twins.items()},
    )


def _search(built: FinishedBuild) -> RecordedSearch | None:
    if built.search is None:
        return None
    minutes = sum(post.source.measured_minutes for post in built.site.findable)
    from allforces_site.search.near_terms import words_of  # Only full builds with a search need it.

    words = msgspec.msgpack.encode(words_of(numbered(built.site)))
    documents = [PageContribution(page).key for page in built.site.searched]
    return RecordedSearch(built.search, minutes, words, documents)
