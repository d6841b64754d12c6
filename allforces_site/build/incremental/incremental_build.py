"""The incremental build: it makes only outputs that show posts that were edited since the last build.

Most builds follow an edit of one post, a new one, or nothing at all. Such a build needs only the
record of the last one: the file stats, how the posts are connected, and the state of the output folder. If
anything else changed (a template, another file, a file of the output), a full build is needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from msgspec.structs import replace

from allforces_site.build.incremental.build_inputs import identity_of
from allforces_site.build.incremental.comparison import Comparison
from allforces_site.build.incremental.last_build import (
    LastBuild,
    load_last_build,
    record_file,
    save_last_build,
)
from allforces_site.build.incremental.output_state import state_after_rewrite
from allforces_site.build.incremental.recorded_outputs import OutputLists, outputs_file, save_outputs
from allforces_site.build.options import BuildOptions, Clock
from allforces_site.build.report import Report, ReportedPage, without_repeats
from allforces_site.cache.kept_values import remove_value
from allforces_site.cache.output_stamps import stamps_file
from allforces_site.cache.parse_cache import ParseCache
from allforces_site.config.authors import author_names
from allforces_site.config.model import Config
from allforces_site.config.plugins import LAST_MODIFIED
from allforces_site.errors import Problem, SiteError, error
from allforces_site.loaders.context import ReadContext
from allforces_site.messages.message import say
from allforces_site.renderer.theme import ThemeFolders, make_theme
from allforces_site.site.relative_links import links_of_documents
from allforces_site.workers import Progress
from allforces_site.write.foreign_files import foreign_notes
from allforces_site.write.write_site import KnownOutput, Written


def last_build_of(options: BuildOptions) -> LastBuild | None:
    """The record that the last build of the same site with the same options left; None without one."""
    if options.cache is None:
        return None
    return load_last_build(options.cache, options.output, identity_of(options))


def _posts_stand_alone(config: Config) -> bool:
    """Whether what is shown of a post depends on nothing but its file: no address of others, no commit."""
    return not links_of_documents(config) and not config.uses(LAST_MODIFIED)


def _liquid_allows(last: LastBuild, before: Comparison, now: datetime) -> bool:
    """Whether no page in Liquid can show anything else than before: a body, or the time of the build."""
    if last.times is None:
        return True
    from allforces_site.liquid.filters.strftime import shown_time  # Most sites have no Liquid.

    local = now.astimezone(last.config.zone)
    return not before.have_posts_changed and all(
        shown_time(local, time) == shown for time, shown in last.times.items()
    )


def incremental_build(
    options: BuildOptions,
    folders: ThemeFolders,
    before: Comparison,
    now: datetime,
    progress: Progress,
    parse_cache: ParseCache,
) -> Report | None:
    """Builds what changed since `before.last`; None if that takes a full build: then nothing is written."""
    clock, last = Clock(), before.last
    folders = folders.of(last.config)
    names = author_names(last.config.extra, last.data)
    context = ReadContext(
        last.config, now, folders.layouts, True, folders.own_layouts, folders.includes, names
    )
    if (
        not last.built_at <= now.timestamp() < (last.due or float("inf"))
        or not before.only_posts_may_differ
        or (before.new_files and not before.have_posts_changed)
        or before.output is None
        or context.digest != last.inputs.context
        or not _liquid_allows(last, before, now)
        or not _posts_stand_alone(last.config)
    ):
        return None
    progress("read", len(before.post_records), len(before.post_records))
    clock.lap("read")
    phrases: dict[str, tuple[str, ...]] = {}
    theme = make_theme(last.config, folders, last.shape.navigation, last.data, phrases, parse_cache, now)
    if theme.digest != last.inputs.theme:
        return None
    theme = replace(theme, twins=last.shape.twins)
    clock.lap("plan")
    written = _nothing_written(options, before.output)
    now_built = replace(last, inputs=replace(last.inputs, post_records=tuple(before.post_records)))
    lists, notes = None, list[Problem]()
    if before.have_posts_changed:
        from allforces_site.build.incremental.rewrite_edited import rewrite_edited

        result = rewrite_edited(options, before, before.output, theme, phrases, context, parse_cache)
        if result is None:
            return None
        now_built, written, lists, notes = result.recorded, result.written, result.lists, result.notes
    files = now_built.site_counts.files
    progress("write", files, files)
    clock.lap("write")
    recorded = _record(options, last, replace(now_built, built_at=now.timestamp()), lists, written)
    return _report(options, recorded, replace(written, unchanged=files - written.written), notes, clock)


def _nothing_written(options: BuildOptions, known: KnownOutput) -> Written:
    """What a build did that wrote nothing, as nothing changed."""
    problems = tuple(foreign_notes(options.output, known.listing.foreign))
    return Written(problems=problems, listing=known.listing, stamps=known.stamps)


def _report(
    options: BuildOptions, last: LastBuild, written: Written, notes: Sequence[Problem], clock: Clock
) -> Report:
    return Report(
        last.site_counts,
        partial(_pages, options, last, written),
        list(last.skipped),
        without_repeats((*last.problems.all, *written.problems, *notes)),
        written,
        clock.seconds(),
        options.strict,
        last.config,
    )


def _pages(options: BuildOptions, last: LastBuild, written: Written) -> list[ReportedPage]:
    """The pages of the report. Raises `SiteError` if another build has replaced them since."""
    assert options.cache is not None
    lists = last.outputs.read(outputs_file(options.cache, options.output))
    if lists is None:
        message = say("another build into the same folder has just replaced the list of pages")
        raise SiteError([error("unreadable", message, hint=say("run one build at a time"))])
    return [page for page in lists.pages_in_order if page.output not in written.failed]


def _record(
    options: BuildOptions, last: LastBuild, built: LastBuild, lists: OutputLists | None, written: Written
) -> LastBuild:
    """Writes the record of this build over that of the last; removes it if the next could not rely on it.

    `lists` are written beside it, if they have changed. Returns the record.
    """
    assert options.cache is not None
    file = record_file(options.cache, options.output)
    try:
        if lists is not None:
            saved = save_outputs(outputs_file(options.cache, options.output), lists)
            built = replace(built, outputs=saved)
        if written.failed:
            remove_value(file)
        elif last.inputs.post_records != built.inputs.post_records:
            stamps_at = stamps_file(options.cache, options.output)
            state = state_after_rewrite(last.state, options.output, stamps_at, written)
            save_last_build(file, replace(built, state=state))
    except OSError:
        remove_value(file)
    return built
