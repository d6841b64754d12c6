"""The chain from a source folder to a finished site, readable as prose."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from allforces_site.build.incremental.edit_search import ShardFiles, Shards, current_shards
from allforces_site.build.incremental.last_build import LastBuild
from allforces_site.build.incremental.remember import Built, remember, states_beside
from allforces_site.build.options import BuildOptions, Clock
from allforces_site.build.pipeline import plan_site, read_site
from allforces_site.build.report import Report, reported_pages, site_counts_of, without_repeats
from allforces_site.cache.output_stamps import stamps_file
from allforces_site.cache.parse_cache import ParseCache
from allforces_site.config.file_filter import FileFilter
from allforces_site.errors import Problem, Severity, SiteError, note
from allforces_site.loaders.context import ReadContext
from allforces_site.loaders.load import load_sources
from allforces_site.loaders.source_record import SourceRecord
from allforces_site.loaders.static import published_static
from allforces_site.model import Claim, Output, Site, Skipped, Sources
from allforces_site.outputs import Planned, plan
from allforces_site.outputs import search as search_files
from allforces_site.outputs.assets import own_static
from allforces_site.renderer.theme import Theme, ThemeFolders
from allforces_site.search.catalogue import Catalogue
from allforces_site.search.documents import numbered
from allforces_site.search.grams import shard_count
from allforces_site.workers import Progress
from allforces_site.write.write_site import Written, write_site


def full_build(
    options: BuildOptions,
    folders: ThemeFolders,
    now: datetime,
    progress: Progress,
    parse_cache: ParseCache,
    last: LastBuild | None = None,
) -> Report:
    """Builds the site and says what was done. What a broken source leaves undone never harms the rest.

    Files that `last`, a build of the same site, has read are not read again. Raises `SiteError` when
    nothing can be built: a bad configuration, a bad output folder.
    """
    clock = Clock()
    states = states_beside(options, folders)

    def load(context: ReadContext) -> tuple[Sources, SourceRecord]:
        known = last.post_records_of(context.digest) if last else {}
        loaded = load_sources(options.source, context, options.jobs, progress, parse_cache, known)
        clock.lap("read")
        return loaded

    read = read_site(options, folders, now, parse_cache, load)
    config, theme, seen = read.config, read.theme, read.seen
    has_search = config.allforces.search
    shards, unsearched = _shards(read.site, seen, parse_cache, options, last) if has_search else (None, ())
    site, planned = plan_site(read, parse_cache, lambda site: _planned(site, theme, shards, options.jobs))
    outputs = planned.outputs
    clock.lap("plan")
    problems = (*read.problems, *site.problems, *unsearched, *planned.problems)
    written = write_site(
        outputs,
        options.output,
        options.jobs,
        keep_stale=_has_errors(problems),
        max_lost=1.0 if options.allow_loss else config.allforces.max_lost_pages / 100,
        stamps_at=stamps_file(options.cache, options.output) if options.cache else None,
        on_done=lambda done: progress("write", done, len(outputs)),
    )
    clock.lap("write")
    static = published_static(folders.static[:-1], FileFilter(config.excluded, config.include))
    lasting = (*problems, *own_static(folders.static, static))
    skipped = [*read.sources.skipped, *static.skipped, *_left_out(site, outputs, written)]
    skipped.sort(key=lambda item: item.source)
    pages = reported_pages(site, outputs, written.failed, config)
    if options.cache is not None and not parse_cache.trouble:
        built = Built(
            states,
            theme,
            read.context,
            site,
            outputs,
            written,
            seen,
            _catalogue(site, shards),
            tuple(skipped),
            lasting,
            pages,
        )
        remember(options, built)
    reported = without_repeats((*lasting, *_no_cache(parse_cache), *written.problems))
    site_counts = site_counts_of(pages, outputs)
    return Report(
        site_counts, lambda: pages, skipped, reported, written, clock.seconds(), options.strict, config
    )


def _shards(
    site: Site, seen: SourceRecord, parse_cache: ParseCache, options: BuildOptions, last: LastBuild | None
) -> tuple[Shards | None, tuple[Problem, ...]]:
    """The shards of the search, None where they stay as they are, and why."""
    posts = [seen.contributions[post.source] for post in numbered(site.posts)]
    count = shard_count(sum(post.source.measured_minutes for post in site.posts))
    files = ShardFiles(posts, options.output, count)
    try:
        return current_shards(files, last, parse_cache, options.jobs), ()
    except SiteError as exc:  # Of a post that went meanwhile. The rest is built.
        return None, exc.problems


def _planned(site: Site, theme: Theme, shards: Shards | None, jobs: int) -> Planned:
    catalogue = _catalogue(site, shards)
    if catalogue is None or shards is None:
        return plan(site, theme, jobs=jobs)
    return plan(site, theme, search_files.plan(site, theme, catalogue, shards), jobs)


def _catalogue(site: Site, shards: Shards | None) -> Catalogue | None:
    return search_files.catalogue_of(numbered(site.posts), shards.keys) if shards is not None else None


def _no_cache(parse_cache: ParseCache) -> list[Problem]:
    return [note("cache", parse_cache.trouble)] if parse_cache.trouble else []


def _left_out(site: Site, outputs: Iterable[Output], written: Written) -> list[Skipped]:
    """The sources that were read well and are on no page all the same."""
    sources = [post.source.source for post in site.posts]
    sources += [page.source for page in site.pages] + [asset.source for asset in site.assets]
    own = [output for output in outputs if output.claim is not Claim.REDIRECT]
    on_page = {output.source for output in own if output.path not in written.failed}
    failed = {output.source for output in own if output.path in written.failed}
    return [
        Skipped(
            source,
            "its page could not be made: see the error"
            if source in failed
            else "its place is taken: see the message",
        )
        for source in sources
        if source not in on_page
    ]


def _has_errors(problems: Iterable[Problem]) -> bool:
    return any(problem.severity is Severity.ERROR for problem in problems)
