"""The sources of the last build: which file each page was made from, and what has changed since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from allforces_site.build.incremental.build_inputs import extra_inputs
from allforces_site.build.incremental.last_build import LastBuild
from allforces_site.build.options import BuildOptions
from allforces_site.build.report import ReportedPage
from allforces_site.cache.file_stats import FileState, has_state
from allforces_site.config.file_filter import FileFilter
from allforces_site.loaders.post_keys import stat_and_key
from allforces_site.loaders.post_names import is_named_as_post
from allforces_site.loaders.source_record import PostRecord
from allforces_site.loaders.walk import SourceEntry, walk
from allforces_site.renderer.theme import ThemeFolders, make_theme


def source_by_output(pages: Iterable[ReportedPage]) -> dict[str, str]:
    """The source of each page that has one, by output path."""
    return {page.output: page.source for page in pages if page.source is not None}


def changed_sources(
    options: BuildOptions, folders: ThemeFolders, last: LastBuild, now: datetime
) -> list[str]:
    """The sources that changed, appeared or disappeared since `last`, sorted.

    Posts are compared by content; other files count as changed if their size or time differs. Also names
    "templates", and "a post whose date has come" if one waited for its date.
    """
    found = walk(options.source, FileFilter.of(last.config))
    changed = set(_posts([*filter(is_named_as_post, found.entries)], last))
    changed |= set(
        _others(
            {*extra_inputs(options, folders, last.config), *found.other_paths},
            last.inputs.others,
            options.source,
        )
    )
    theme = make_theme(last.config, folders.of(last.config), last.shape.navigation, last.data)
    if theme.digest != last.inputs.theme:
        changed.add("templates")
    if last.due is not None and last.due <= now.timestamp():
        changed.add("a post whose date has come")
    return sorted(changed)


def _posts(entries: list[SourceEntry], last: LastBuild) -> Iterator[str]:
    post_records = {post_record.source: post_record for post_record in last.inputs.post_records}
    yield from post_records.keys() - {entry.source for entry in entries}
    for entry in entries:
        post_record = post_records.get(entry.source)
        if post_record is None or not _holds(entry, post_record, last.inputs.context):
            yield entry.source


def _holds(entry: SourceEntry, post_record: PostRecord, context: bytes) -> bool:
    """Whether a post's file has the content of the record."""
    if post_record.stat is not None and has_state(entry.path, (post_record.stat, b"")):
        return True
    return stat_and_key(entry, context)[1] == post_record.key


def _others(paths: set[str], states: dict[str, FileState], source: Path) -> Iterator[str]:
    for path in paths | states.keys():
        if path not in states or not _may_be_unchanged(path, states[path]):
            file = Path(path)
            yield file.relative_to(source).as_posix() if file.is_relative_to(source) else path


def _may_be_unchanged(path: str, state: FileState) -> bool:
    """Whether a file has its state, or its size and time: unpacked from an archive it has another inode."""
    if has_state(path, state):
        return True
    if state is None or state[0] is None:
        return False
    try:
        status = Path(path).stat()
    except OSError:
        return False
    return (status.st_size, status.st_mtime_ns) == state[0][:2]
