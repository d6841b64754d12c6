"""Compares the source folder and the output folder with the record of the last build.

Each file is looked at once. What is as the record says is not looked at again by the build that follows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import msgspec
from msgspec.structs import replace

from allforces_site.build.incremental.build_inputs import extra_inputs
from allforces_site.build.incremental.last_build import LastBuild
from allforces_site.build.incremental.output_state import output_is_unchanged
from allforces_site.build.options import BuildOptions
from allforces_site.cache.file_stats import FileState, file_state, has_state
from allforces_site.cache.output_stamps import load_stamps, stamps_file
from allforces_site.config.file_filter import FileFilter
from allforces_site.loaders.post_keys import stat_and_key
from allforces_site.loaders.post_names import is_named_as_post
from allforces_site.loaders.source_record import KnownSources, PostRecord, names_digest_of
from allforces_site.loaders.walk import SourceEntry, SourceKind, Walk, walk
from allforces_site.renderer.theme import ThemeFolders
from allforces_site.write.write_site import KnownOutput


class Comparison(msgspec.Struct, frozen=True):
    """What is still as the build `last` found and left it.

    `entries` are the posts by source, and `post_records` those of `last` with present stats; `changed` are
    the indexes of those whose files are gone or hold other bytes now, `added` the sources of posts without a
    record. `new_files` are other files of the source folder that appeared, and `new_states` their states, by
    path. `only_posts_may_differ`: no other file changed or went. `output` is None if any file of the output
    folder did.
    """

    last: LastBuild
    entries: dict[str, SourceEntry]
    post_records: list[PostRecord]
    changed: list[int]
    added: list[str]
    new_files: list[SourceEntry]
    new_states: dict[str, FileState]
    sources: KnownSources
    only_posts_may_differ: bool
    output: KnownOutput | None

    @property
    def have_posts_changed(self) -> bool:
        """Whether any post changed, appeared or went."""
        return bool(self.changed or self.added)


def compare_with(last: LastBuild, options: BuildOptions, folders: ThemeFolders) -> Comparison:
    """Compares the folders of `options`, in which `last` was built, with its record."""
    files = FileFilter.of(last.config)
    found = walk(options.source, files)
    entries = {entry.source: entry for entry in found.entries if is_named_as_post(entry)}
    extra = extra_inputs(options, folders, last.config)
    new_files = _new_files(found, {*extra, *last.inputs.others})
    new_states = {entry.path: file_state(entry.path) for entry in new_files}
    paths = {*extra, *found.other_paths} - new_states.keys()
    states = _unchanged(paths, last.inputs.others)
    post_records, changed = _posts(last, entries)
    gone = set(changed)
    known = {record.source: record for number, record in enumerate(post_records) if number not in gone}
    recorded = {record.source for record in post_records}
    return Comparison(
        last,
        entries,
        post_records,
        changed,
        [source for source in entries if source not in recorded],
        new_files,
        new_states,
        KnownSources(found, files, last.inputs.context, known, states, states.keys() & last.inputs.bare),
        paths == states.keys() == last.inputs.others.keys()
        and names_digest_of(found, without=new_files) == last.inputs.names_digest,
        _known_output(last, options),
    )


def _new_files(found: Walk, known: Collection[str]) -> list[SourceEntry]:
    """The files of the source folder, but no posts, that are not at `known` paths."""
    others = (entry for entry in found.entries if entry.path not in known)
    return [entry for entry in others if entry.kind is SourceKind.OTHER]


def _unchanged(paths: Iterable[str], states: Mapping[str, FileState]) -> dict[str, FileState]:
    """The states of files that still have theirs."""
    return {path: states[path] for path in paths if path in states and has_state(path, states[path])}


def _posts(last: LastBuild, entries: Mapping[str, SourceEntry]) -> tuple[list[PostRecord], list[int]]:
    present_records, changed = [], []
    for number, post_record in enumerate(last.inputs.post_records):
        entry = entries.get(post_record.source)
        if entry is None:
            changed.append(number)
        elif post_record.stat is None or not has_state(entry.path, (post_record.stat, b"")):
            stat, key = stat_and_key(entry, last.inputs.context)
            if key == post_record.key:
                post_record = replace(post_record, stat=stat)
            else:
                changed.append(number)
        present_records.append(post_record)
    return present_records, changed


def _known_output(last: LastBuild, options: BuildOptions) -> KnownOutput | None:
    assert options.cache is not None
    stamps_at = stamps_file(options.cache, options.output)
    stamps = load_stamps(stamps_at)
    if not output_is_unchanged(last.state, options.output, stamps_at, stamps):
        return None
    return KnownOutput(stamps, last.state.listing)
