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
from allforces_site.build.report import Report, without_repeats
from allforces_site.cache.file_stats import has_state
from allforces_site.cache.kept_values import remove_value
from allforces_site.cache.output_stamps import load_stamps, stamps_file
from allforces_site.cache.parse_cache import ParseCache
from allforces_site.config.file_filter import FileFilter
from allforces_site.loaders.context import ReadContext
from allforces_site.loaders.post_keys import stat_and_key
from allforces_site.loaders.source_record import PostRecord, names_digest_of
from allforces_site.loaders.walk import SourceEntry, SourceKind, walk
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


def incremental_build(
    options: BuildOptions,
    folders: ThemeFolders,
    last: LastBuild,
    now: datetime,
    progress: Progress,
    parse_cache: ParseCache,
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
    looked = _look(last.inputs.post_records, entries, context.digest)
    if looked is None:
        return None
    post_records, changed = looked
    progress("read", len(post_records), len(post_records))
    clock.lap("read")
    theme = make_theme(last.config, folders, last.shape.navigation, last.data)
    stamps_at = stamps_file(options.cache, options.output)
    stamps = load_stamps(stamps_at)
    if theme.digest != last.inputs.theme or not is_as_left(last.state, options.output, stamps_at, stamps):
        return None
    clock.lap("plan")
    written = Written(
        unchanged=last.site_counts.files,
        problems=tuple(foreign_notes(options.output, last.state.listing.foreign)),
        listing=last.state.listing,
    )
    search = last.search
    if changed:
        from allforces_site.build.incremental.bodies import Bodies, rewrite_bodies

        bodies = Bodies(last, post_records, changed, entries, stamps)
        done = rewrite_bodies(options, bodies, theme, context, written, parse_cache)
        if done is None:
            return None
        post_records, search, written = done.post_records, done.search, done.written
    progress("write", last.site_counts.files, last.site_counts.files)
    clock.lap("write")
    _remember(options, last, now, post_records, search, written)
    reported = without_repeats((*last.problems, *written.problems))
    return Report(
        last.site_counts,
        last.reported_pages,
        list(last.skipped),
        reported,
        written,
        clock.seconds(),
        options.strict,
        last.config,
    )


def _entries(options: BuildOptions, folders: ThemeFolders, last: LastBuild) -> dict[str, SourceEntry] | None:
    """The posts by source, if all names and all files that are no posts are as they were."""
    found = walk(options.source, FileFilter(last.config.excluded, last.config.include))
    states = last.inputs.others
    others = [entry.path for entry in found.entries if entry.kind is SourceKind.OTHER]
    if (
        names_digest_of(found) != last.inputs.names
        or {*paths_beside(options, folders), *others} != states.keys()
        or not all(has_state(path, state) for path, state in states.items())
    ):
        return None
    return {entry.source: entry for entry in found.entries if entry.kind is not SourceKind.OTHER}


def _look(
    post_records: Sequence[PostRecord], entries: Mapping[str, SourceEntry], digest: bytes
) -> tuple[list[PostRecord], list[int]] | None:
    """The records with the present stats, and which files hold other bytes; None where one is unreadable."""
    looked, changed = [], []
    for number, post_record in enumerate(post_records):
        entry = entries[post_record.source]
        if post_record.stat is None or not has_state(entry.path, (post_record.stat, b"")):
            stat, key = stat_and_key(entry, digest)
            if key is None:
                return None
            if key == post_record.key:
                post_record = replace(post_record, stat=stat)
            else:
                changed.append(number)
        looked.append(post_record)
    return looked, changed


def _remember(
    options: BuildOptions,
    last: LastBuild,
    now: datetime,
    post_records: Sequence[PostRecord],
    search: Catalogue | None,
    written: Written,
) -> None:
    assert options.cache is not None
    file = record_file(options.cache, options.output)
    if written.failed:
        remove_value(file)
    elif list(last.inputs.post_records) != post_records:
        stamps_at = stamps_file(options.cache, options.output)
        inputs = msgspec.structs.replace(last.inputs, post_records=tuple(post_records))
        try:
            state = state_after(last.state, options.output, stamps_at, written.listing)
        except OSError:
            remove_value(file)
            return
        changes = {"built_at": now.timestamp(), "inputs": inputs, "state": state, "search": search}
        save_last_build(file, msgspec.structs.replace(last, **changes))
