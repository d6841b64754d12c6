"""The incremental build: it makes only outputs that show posts whose body changed since the last build.

Most builds follow an edit of one body, or of none. Such a build needs only the record of the last one: the
file stats, how the posts are connected, and the state of the output folder. If anything else changed (a
title, a template, a name, a file in the output folder), a full build is needed.
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
from allforces_site.build.incremental.output_state import output_is_unchanged, state_after_rewrite
from allforces_site.build.incremental.record_build import extra_inputs, identity_of
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
    """The record that the last build of the same site with the same options left; None without one."""
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
    """Builds what changed since `last`; None if that takes a full build: then nothing is written."""
    assert options.cache is not None
    clock = Clock()
    if not last.built_at <= now.timestamp() < (last.due or float("inf")):
        return None
    context = ReadContext(last.config, now, folders.layouts)
    sources = _check_sources(options, folders, last, context)
    if sources is None:
        return None
    entries, post_records, changed = sources
    progress("read", len(post_records), len(post_records))
    clock.lap("read")
    theme = make_theme(last.config, folders, last.shape.navigation, last.data)
    stamps_at = stamps_file(options.cache, options.output)
    stamps = load_stamps(stamps_at)
    is_same_theme = theme.digest == last.inputs.theme
    if not (is_same_theme and output_is_unchanged(last.state, options.output, stamps_at, stamps)):
        return None
    clock.lap("plan")
    search, written = last.search, _nothing_written(options, last)
    if changed:
        from allforces_site.build.incremental.rewrite_bodies import BodyEdit, rewrite_bodies

        edit = BodyEdit(last, post_records, changed, entries, stamps)
        result = rewrite_bodies(options, edit, theme, context, written, parse_cache)
        if result is None:
            return None
        post_records, search, written = result.post_records, result.search, result.written
    progress("write", last.site_counts.files, last.site_counts.files)
    clock.lap("write")
    _record(options, last, now, post_records, search, written)
    return _report(options, last, written, clock)


def _nothing_written(options: BuildOptions, last: LastBuild) -> Written:
    """What a build did that wrote nothing, as nothing changed."""
    return Written(
        unchanged=last.site_counts.files,
        problems=tuple(foreign_notes(options.output, last.state.listing.foreign)),
        listing=last.state.listing,
    )


def _report(options: BuildOptions, last: LastBuild, written: Written, clock: Clock) -> Report:
    return Report(
        last.site_counts,
        last.reported_pages,
        list(last.skipped),
        without_repeats((*last.problems, *written.problems)),
        written,
        clock.seconds(),
        options.strict,
        last.config,
    )


def _check_sources(
    options: BuildOptions, folders: ThemeFolders, last: LastBuild, context: ReadContext
) -> tuple[dict[str, SourceEntry], list[PostRecord], list[int]] | None:
    """The posts by source, their records with present stats, and the indexes of those with other bytes.

    None if anything but the content of posts changed, or a post cannot be read.
    """
    entries = _entries(options, folders, last)
    posts = _check_posts(last.inputs.post_records, entries, context.digest) if entries is not None else None
    return (entries, *posts) if entries is not None and posts is not None else None


def _entries(options: BuildOptions, folders: ThemeFolders, last: LastBuild) -> dict[str, SourceEntry] | None:
    """The posts by source; None if any name, or any file that is not a post, changed."""
    found = walk(options.source, FileFilter(last.config.excluded, last.config.include))
    states = last.inputs.others
    others = [entry.path for entry in found.entries if entry.kind is SourceKind.OTHER]
    if (
        names_digest_of(found) != last.inputs.names_digest
        or {*extra_inputs(options, folders), *others} != states.keys()
        or not all(has_state(path, state) for path, state in states.items())
    ):
        return None
    return {entry.source: entry for entry in found.entries if entry.kind is not SourceKind.OTHER}


def _check_posts(
    post_records: Sequence[PostRecord], entries: Mapping[str, SourceEntry], digest: bytes
) -> tuple[list[PostRecord], list[int]] | None:
    """The records with present stats, and the indexes of changed files; None if one is unreadable."""
    present_records, changed = [], []
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
        present_records.append(post_record)
    return present_records, changed


def _record(
    options: BuildOptions,
    last: LastBuild,
    now: datetime,
    post_records: Sequence[PostRecord],
    search: Catalogue | None,
    written: Written,
) -> None:
    """Updates the record of the last build; removes it if the next build could not rely on it."""
    assert options.cache is not None
    file = record_file(options.cache, options.output)
    if written.failed:
        remove_value(file)
    elif list(last.inputs.post_records) != post_records:
        stamps_at = stamps_file(options.cache, options.output)
        inputs = msgspec.structs.replace(last.inputs, post_records=tuple(post_records))
        try:
            state = state_after_rewrite(last.state, options.output, stamps_at, written.listing)
        except OSError:
            remove_value(file)
            return
        changes = {"built_at": now.timestamp(), "inputs": inputs, "state": state, "search": search}
        save_last_build(file, msgspec.structs.replace(last, **changes))
