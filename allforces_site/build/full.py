"""The full build: from a source folder to a finished site."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from allforces_site.build.gone_pages import gone_page_notes
from allforces_site.build.incremental.build_inputs import config_states, extra_input_states
from allforces_site.build.incremental.comparison import Comparison
from allforces_site.build.incremental.last_build import LastBuild
from allforces_site.build.incremental.new_versions import new_addresses, with_new_addresses
from allforces_site.build.incremental.record_build import FinishedBuild, record_build
from allforces_site.build.incremental.recorded_outputs import outputs_file
from allforces_site.build.options import BuildOptions, Clock
from allforces_site.build.pipeline import ReadSite, configure, plan_site, read_site
from allforces_site.build.report import Report, ReportedPage, reported_pages, site_counts_of, without_repeats
from allforces_site.cache.output_stamps import stamps_file
from allforces_site.cache.parse_cache import ParseCache
from allforces_site.config.file_filter import FileFilter
from allforces_site.config.model import Config
from allforces_site.errors import Problem, Severity, SiteError, note
from allforces_site.loaders.context import ReadContext
from allforces_site.loaders.load import load_sources
from allforces_site.loaders.overrides import static_apart
from allforces_site.loaders.source_record import KnownSources, SourceRecord
from allforces_site.loaders.static import published_static
from allforces_site.loaders.stored_contributions import PageContribution, StoredContribution
from allforces_site.messages.message import say
from allforces_site.model import Claim, Output, Site, Skipped, Sources
from allforces_site.outputs import Planned, plan
from allforces_site.outputs import search as search_files
from allforces_site.outputs.assets import own_static
from allforces_site.renderer.theme import Theme, ThemeFolders
from allforces_site.search.catalogue import Catalogue
from allforces_site.search.documents import numbered
from allforces_site.search.parts import parts_of
from allforces_site.site.related import related
from allforces_site.text.reading_time import reading_minutes
from allforces_site.workers import Progress
from allforces_site.write.write_site import KnownOutput, Written, write_site

if TYPE_CHECKING:
    from allforces_site.build.incremental.edit_search import Shards


def full_build(
    options: BuildOptions,
    folders: ThemeFolders,
    now: datetime,
    progress: Progress,
    parse_cache: ParseCache,
    before: Comparison | None = None,
) -> Report:
    """Builds the whole site and reports what was done. A broken source file does not affect the other pages.

    What `before` says of the folders is not looked up again. Raises `SiteError` when nothing can be built: a
    bad configuration, a bad output folder.
    """
    clock = Clock()
    sources = before.sources if before else KnownSources()
    # The state of the settings is taken before they are read, and they name what else is read.
    known_states = {**config_states(options), **sources.others}
    config, config_problems = configure(options, parse_cache)
    input_states = extra_input_states(options, folders, config, known_states)

    def load(context: ReadContext) -> tuple[Sources, SourceRecord]:
        loaded = load_sources(options.source, context, options.jobs, progress, parse_cache, sources)
        clock.lap("read")
        return loaded

    find_related = partial(related, before=before.last.shape.found_related()) if before else related
    read = read_site(options, folders, now, parse_cache, load, config, find_related)
    read = replace(read, problems=(*config_problems, *read.problems))
    planned = _plan(read, options, parse_cache, before)
    clock.lap("plan")
    written = _write(planned, read.config, options, progress, before.output if before else None)
    clock.lap("write")
    own_roots = static_apart(folders.static, options.source)
    static = published_static(own_roots, FileFilter.of(read.config))
    skipped = [*read.sources.skipped, *static.skipped, *_without_page(planned, written)]
    built = FinishedBuild(
        input_states,
        read.theme,
        read.context,
        planned.site,
        planned.planned,
        planned.outputs,
        written,
        read.source_record,
        planned.search,
        tuple(sorted(skipped, key=lambda item: item.source)),
        (*planned.problems, *own_static(own_roots, static)),
        reported_pages(planned.site, planned.outputs, written.failed, read.config),
    )
    notes = gone_page_notes(written, built.pages, _last_pages(options, before) if written.gone else None)
    if options.cache is not None and not parse_cache.trouble:
        record_build(options, built)
    return _report(built, parse_cache, clock, options, notes)


def _last_pages(options: BuildOptions, before: Comparison | None) -> list[ReportedPage] | None:
    """The pages of the report of the last build, if they are known."""
    if before is None or options.cache is None:
        return None
    lists = before.last.outputs.read(outputs_file(options.cache, options.output))
    return lists.pages_in_order if lists is not None else None


def _report(
    built: FinishedBuild, parse_cache: ParseCache, clock: Clock, options: BuildOptions, notes: list[Problem]
) -> Report:
    cache_problems = [note("cache", parse_cache.trouble)] if parse_cache.trouble else []
    return Report(
        site_counts_of(built.pages, built.outputs),
        lambda: built.pages,
        list(built.skipped),
        without_repeats((*built.problems, *cache_problems, *built.written.problems, *notes)),
        built.written,
        clock.seconds(),
        options.strict,
        built.context.config,
    )


# ---- planning ---------------------------------------------------------------------------------


class _PlannedSite(msgspec.Struct, frozen=True):
    """A site and its outputs, which are those of `planned` with new versions of style sheets and scripts.

    `search` is the catalogue of its search, `problems` are all of them so far.
    """

    site: Site
    planned: Planned
    outputs: Sequence[Output]
    search: Catalogue | None
    problems: tuple[Problem, ...]


def _plan(
    read: ReadSite, options: BuildOptions, parse_cache: ParseCache, before: Comparison | None
) -> _PlannedSite:
    shards, search_problems = _shards(read, parse_cache, options, before.last if before else None)
    site, planned = plan_site(read, lambda site: _plan_outputs(site, read.theme, shards, options.jobs))
    problems = (*read.problems, *site.problems, *search_problems, *planned.problems)
    outputs = planned.outputs
    if before and before.output:
        addresses = new_addresses(read.config, before.last.versions, read.theme.versions.by_path)
        outputs = with_new_addresses(outputs, before.output, options.output, addresses)
    return _PlannedSite(site, planned, outputs, _catalogue(site, shards), problems)


def _shards(
    read: ReadSite, parse_cache: ParseCache, options: BuildOptions, last: LastBuild | None
) -> tuple[Shards | None, tuple[Problem, ...]]:
    """The shards of the search; None if the site has no search, or with problems if they cannot be made."""
    if not read.config.allforces.search:
        return None, ()
    # Imported here, because a site without search does not need it.
    from allforces_site.build.incremental.edit_search import current_shards

    site, of_posts = read.site, read.source_record.contributions
    contributions: list[StoredContribution | PageContribution] = [*map(PageContribution, site.searched)]
    contributions += [of_posts[post.source.source] for post in site.findable]
    minutes = sum(post.source.measured_minutes for post in site.findable)
    minutes += sum(reading_minutes(page.document.text, read.context.speed) for page in site.searched)
    parts = parts_of(len(contributions), minutes)
    try:
        return current_shards(contributions, parts, last, parse_cache, options), ()
    except SiteError as exc:  # A post was removed or changed meanwhile. The rest is built.
        return None, exc.problems


def _plan_outputs(site: Site, theme: Theme, shards: Shards | None, jobs: int) -> Planned:
    catalogue = _catalogue(site, shards)
    if catalogue is None or shards is None:
        return plan(site, theme, jobs=jobs)
    return plan(site, theme, search_files.plan(site, theme, catalogue, shards), jobs)


def _catalogue(site: Site, shards: Shards | None) -> Catalogue | None:
    return search_files.catalogue_of(numbered(site), shards.keys) if shards is not None else None


# ---- writing ----------------------------------------------------------------------------------


def _write(
    planned: _PlannedSite,
    config: Config,
    options: BuildOptions,
    progress: Progress,
    known: KnownOutput | None,
) -> Written:
    has_errors = any(problem.severity is Severity.ERROR for problem in planned.problems)
    return write_site(
        planned.outputs,
        options.output,
        options.jobs,
        stale=() if has_errors else None,
        address=config.address,
        with_content=config.allforces.indexnow is not None,
        max_lost=options.max_lost(config),
        stamps_at=stamps_file(options.cache, options.output) if options.cache else None,
        known=known,
        is_private=options.is_private,
        on_done=lambda done: progress("write", done, len(planned.outputs)),
    )


def _without_page(planned: _PlannedSite, written: Written) -> list[Skipped]:
    """The sources that were read well but whose page was not written."""
    site = planned.site
    sources = [post.source.source for post in site.posts]
    sources += [page.source for page in site.pages] + [asset.source for asset in site.assets]
    own = [output for output in planned.outputs if output.claim is not Claim.REDIRECT]
    on_page = {output.source for output in own if output.path not in written.failed}
    failed = {output.source for output in own if output.path in written.failed}
    return [
        Skipped(
            source,
            say("its page could not be made: see the error")
            if source in failed
            else say("its place is taken: see the message"),
        )
        for source in sources
        if source not in on_page
    ]
