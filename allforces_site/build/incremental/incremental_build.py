"""A build that begins where the last one ended: it makes only the pages of posts whose body changed.

Most builds follow an edit to one body, or none. Such a build needs no more than what the last one left: how
the files looked, how the posts stand to each other, what lies in the output folder. Anything else that
changed (a title, a template, a name, a file that somebody put into the output folder) is a full build's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

import msgspec
from msgspec.structs import replace

from allforces_site.build.incremental.last_build import (
    LastBuild,
    load_last_build,
    record_file,
    save_last_build,
)
from allforces_site.build.incremental.output_state import is_as_left, state_after
from allforces_site.build.incremental.remember import identity_of, paths_beside
from allforces_site.build.options import BuildOptions, Clock
from allforces_site.build.report import Report, told_once
from allforces_site.cache.file_stats import has_state
from allforces_site.cache.kept_values import remove_value
from allforces_site.cache.output_stamps import load_stamps, stamps_file
from allforces_site.cache.parse_cache import Memo
from allforces_site.config.file_filter import FileFilter
from allforces_site.loaders.context import ReadContext
from allforces_site.loaders.post_keys import look_at
from allforces_site.loaders.source_record import Trace, names_of
from allforces_site.loaders.walk import Entry, Kind, walk
from allforces_site.renderer.theme import ThemeFolders, make_theme
from allforces_site.search.catalogue import Catalogue
from allforces_site.workers import Progress
from allforces_site.write.foreign_files import foreign_notes
from allforces_site.write.write_site import Written


def last_build_of(options: BuildOptions) -> LastBuild | None:
    """The record that the last build of the same site with the same options left."""
    if options.cache is None:
        return None
    return load_last_build(record_file(options.cache, options.output), identity_of(options))


def touch_up(
    options: BuildOptions,
    folders: ThemeFolders,
    last: LastBuild,
    now: datetime,
    progress: Progress,
    memo: Memo,
) -> Report | None:
    """Builds what changed since `last`; None, and nothing was written, where that takes a full build."""
    assert options.cache is not None
    clock = Clock()
    if not last.built_at <= now.timestamp() < (last.due or float("inf")):
        return None
    entries = _entries(options, folders, last)
    if entries is None:
        return None
    context = ReadContext(last.config, now, folders.layouts)
    looked = _look(last.inputs.traces, entries, context.digest)
    if looked is None:
        return None
    traces, changed = looked
    progress("read", len(traces), len(traces))
    clock.lap("read")
    theme = make_theme(last.config, folders, last.shape.navigation, last.data)
    stamps_at = stamps_file(options.cache, options.output)
    stamps = load_stamps(stamps_at)
    if theme.digest != last.inputs.theme or not is_as_left(last.state, options.output, stamps_at, stamps):
        return None
    clock.lap("plan")
    written = Written(
        unchanged=last.standing.files,
        problems=tuple(foreign_notes(options.output, last.state.survey.foreign)),
        survey=last.state.survey,
    )
    search = last.search
    if changed:
        from allforces_site.build.incremental.bodies import Bodies, rewrite_bodies

        bodies = Bodies(last, traces, changed, entries, stamps)
        done = rewrite_bodies(options, bodies, theme, context, written, memo)
        if done is None:
            return None
        traces, search, written = done.traces, done.search, done.written
    progress("write", last.standing.files, last.standing.files)
    clock.lap("write")
    _remember(options, last, now, traces, search, written)
    told = told_once((*last.problems, *written.problems))
    return Report(
        last.standing,
        last.reported_pages,
        list(last.skipped),
        told,
        written,
        clock.seconds(),
        options.strict,
    )


def _entries(options: BuildOptions, folders: ThemeFolders, last: LastBuild) -> dict[str, Entry] | None:
    """The posts by source, if all names and all files that are no posts are as they were."""
    found = walk(options.source, FileFilter(last.config.excluded, last.config.include))
    states = last.inputs.others
    others = [entry.path for entry in found.entries if entry.kind is Kind.OTHER]
    if (
        names_of(found) != last.inputs.names
        or {*paths_beside(options, folders), *others} != states.keys()
        or not all(has_state(path, state) for path, state in states.items())
    ):
        return None
    return {entry.source: entry for entry in found.entries if entry.kind is not Kind.OTHER}


def _look(
    traces: Sequence[Trace], entries: Mapping[str, Entry], digest: bytes
) -> tuple[list[Trace], list[int]] | None:
    """The traces with the present stats, and which files hold other bytes; None where one is unreadable."""
    looked, changed = [], []
    for number, trace in enumerate(traces):
        entry = entries[trace.source]
        if trace.stat is None or not has_state(entry.path, (trace.stat, b"")):
            stat, key = look_at(entry, digest)
            if key is None:
                return None
            if key == trace.key:
                trace = replace(trace, stat=stat)
            else:
                changed.append(number)
        looked.append(trace)
    return looked, changed


def _remember(
    options: BuildOptions,
    last: LastBuild,
    now: datetime,
    traces: Sequence[Trace],
    search: Catalogue | None,
    written: Written,
) -> None:
    assert options.cache is not None
    file = record_file(options.cache, options.output)
    if written.failed:
        remove_value(file)
    elif list(last.inputs.traces) != traces:
        stamps_at = stamps_file(options.cache, options.output)
        inputs = msgspec.structs.replace(last.inputs, traces=tuple(traces))
        try:
            state = state_after(last.state, options.output, stamps_at, written.survey)
        except OSError:
            remove_value(file)
            return
        changes = {"built_at": now.timestamp(), "inputs": inputs, "state": state, "search": search}
        save_last_build(file, msgspec.structs.replace(last, **changes))
