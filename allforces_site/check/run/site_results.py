"""Reads a site as a build does, and checks each of its files, for the rules that look at the whole site."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import msgspec
from msgspec.structs import replace

from allforces_site.build.options import BuildOptions, Clock
from allforces_site.build.pipeline import ReadSite, plan_site, read_site
from allforces_site.cache.keys import key_of
from allforces_site.cache.parse_cache import ParseCache
from allforces_site.check.run import READINGS_FOLDER, RESULTS_FOLDER
from allforces_site.check.run.file_results import FileResult, FileToCheck, check_files
from allforces_site.config.file_filter import FileFilter
from allforces_site.config.model import Config
from allforces_site.errors import Problem
from allforces_site.files.static_folders import unfollowed
from allforces_site.lint.severity import unknown_rules
from allforces_site.lint.site_view import SiteView
from allforces_site.lint.source.source_file import HTML_FILES
from allforces_site.loaders.context import ReadContext
from allforces_site.loaders.load import load_sources
from allforces_site.loaders.overrides import static_apart
from allforces_site.loaders.source_record import SourceRecord
from allforces_site.loaders.walk import SourceKind, walk
from allforces_site.model import Output, Site, Sources
from allforces_site.outputs import Planned, plan, search
from allforces_site.renderer.theme import Theme, find_theme
from allforces_site.site.related import none_related
from allforces_site.workers import Progress


class SiteResults(msgspec.Struct, frozen=True):
    """A site as rules see it, the results on its files, and the problems of reading it.

    Equal `view_key`s have equal views; it is None if the bytes of a page are known to its file only.
    """

    view: SiteView
    view_key: bytes | None
    results: Sequence[FileResult]
    problems: Sequence[Problem]


def read_site_results(
    options: BuildOptions, now: datetime, progress: Progress, clock: Clock, configured: Config | None = None
) -> SiteResults:
    """Reads and checks the site at `options.source`.

    `configured` is the configuration if the command has read it already. Raises `SiteError` for a bad
    configuration or source folder.
    """
    folders = find_theme(options.source)
    with ParseCache(options.cache) as parse_cache:
        read = read_site(
            options,
            folders,
            now,
            parse_cache,
            lambda context: _sources(options, context, progress, parse_cache),
            configured,
            none_related,
        )
        config, theme = read.config, read.theme
        site, planned = plan_site(read, lambda site: plan(site, theme, _search_page(theme)))
    problems = (*read.problems, *unknown_rules(config.allforces.checks), *site.problems, *planned.problems)
    problems = (*problems, *unfollowed(static_apart(folders.static, options.source)).values())
    clock.lap("read")
    files = _files_to_check(options.source, config, site)
    with ParseCache(options.cache / RESULTS_FOLDER if options.cache is not None else None) as parse_cache:
        checked = check_files(
            files, config, options.jobs, parse_cache, lambda done: progress("check", done, len(files))
        )
    view = SiteView(
        options.source.absolute(),
        config,
        site,
        {output.path: output for output in planned.outputs},
        {result.facts.source: result.facts for result in checked.results if result.facts is not None},
        folders.templates,
    )
    # What a build repairs on its pages is reported by the rules themselves.
    others = [problem for problem in problems if problem.code != "repaired"]
    return SiteResults(view, _view_key(read, site, planned, checked.keys), checked.results, others)


def _sources(
    options: BuildOptions, context: ReadContext, progress: Progress, parse_cache: ParseCache
) -> tuple[Sources, SourceRecord]:
    """What a build would read, from the parse cache of builds if a build has filled it.

    Otherwise reads without what only the search index needs, which takes half of the reading time, and
    stores the result in a parse cache of its own, because a build could not use it.
    """
    if parse_cache.has_bodies():
        return load_sources(options.source, context, options.jobs, progress, parse_cache)
    context = replace(context, for_pages=False)
    with ParseCache(options.cache / READINGS_FOLDER if options.cache is not None else None) as own:
        return load_sources(options.source, context, options.jobs, progress, own)


def _view_key(
    read: ReadSite, site: Site, planned: Planned, file_keys: Sequence[bytes | None]
) -> bytes | None:
    outputs = planned.outputs
    if any(not output.key and output.source and output.path.endswith(HTML_FILES) for output in outputs):
        return None
    return key_of(
        read.theme.digest,
        read.context.digest,
        file_keys,
        [(post.source.source, post.url, post.path) for post in site.posts],
        [(asset.source, asset.path) for asset in site.assets],
        [(output.path, output.key, output.source, output.url, output.redirect) for output in outputs],
    )


def _search_page(theme: Theme) -> list[Output]:
    """The search page, to which posts may link; no rule checks the files of the search index."""
    return [search.search_page(theme)] if theme.config.allforces.search else []


def _files_to_check(source: Path, config: Config, site: Site) -> list[FileToCheck]:
    """Every post and draft, published or not, and every page."""
    pages = {page.source for page in site.pages}
    entries = walk(source, FileFilter.of(config)).entries
    return [
        FileToCheck(entry.source, entry.path, entry.kind is not SourceKind.OTHER)
        for entry in entries
        if entry.kind is not SourceKind.OTHER or entry.source in pages
    ]
