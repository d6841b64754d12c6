"""What a build looked at, made and left, on disk: so that the next one sees at once how little is to do.

A record belongs to one source, one output folder, one set of options and one version of the code. It only
saves work: one that is lost, cut short or of another build means a build of the usual kind.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

import msgspec

from allforces_site.build.incremental.output_state import OutputState
from allforces_site.build.report import ReportedPage, SiteCounts
from allforces_site.cache.file_stats import FileState
from allforces_site.cache.kept_values import read_value, unpacked
from allforces_site.cache.output_files import output_file, write_output_value
from allforces_site.config.model import Config
from allforces_site.errors import Problem
from allforces_site.loaders.source_record import PostRecord
from allforces_site.model import Skipped, TermLink
from allforces_site.search.catalogue import Catalogue


class Inputs(msgspec.Struct, frozen=True, array_like=True):
    """What was read. `names` stand for the names of all files of the source (see `loaders.seen`);
    `others` are states by path of all files that are no posts; `theme` and `context` are the digests of the
    theme and of what reading posts depends on.
    """

    names: bytes
    others: dict[str, FileState]
    theme: bytes
    context: bytes
    post_records: tuple[PostRecord, ...]


class Shape(msgspec.Struct, frozen=True, array_like=True):
    """How the posts stand to each other. Posts are indexes into `Inputs.post_records`.

    `order`: posts with a page, oldest first. `moved`: URL and path of those that gave way, by post.
    `related`: for each of `order` its related posts. `terms`: the links of each kind of term. `bodies`: the
    posts whose bodies an output shows, by path, but for the pages of posts.
    """

    order: tuple[int, ...]
    moved: dict[int, tuple[str, str]]
    related: tuple[tuple[int, ...], ...]
    terms: tuple[tuple[TermLink, ...], ...]
    navigation: tuple[TermLink, ...]
    bodies: dict[str, tuple[int, ...]]

    def outputs_of(self, changed: Collection[int]) -> set[str]:
        """The paths in `bodies` of the outputs that show a body of these posts."""
        numbers = set(changed)
        return {path for path, shown in self.bodies.items() if not numbers.isdisjoint(shown)}


class LastBuild(msgspec.Struct, frozen=True, array_like=True):
    """A build without errors. Times are POSIX seconds; at `due` the next waiting post appears, or
    a `last_modified_at` comes true.

    `data` is `site.data`; `pages` is the packed list of the report's pages, unpacked for those who ask.
    """

    identity: bytes
    built_at: float
    due: float | None
    config: Config
    data: dict[str, Any]
    inputs: Inputs
    shape: Shape
    state: OutputState
    site_counts: SiteCounts
    search: Catalogue | None
    skipped: tuple[Skipped, ...]
    problems: tuple[Problem, ...]
    pages: bytes

    def reported_pages(self) -> list[ReportedPage]:
        """The pages of the build's report."""
        return _PAGES.decode(self.pages)

    def post_records_of(self, context: bytes) -> dict[str, PostRecord]:
        """The records of the posts by source, where they were read with this context."""
        if self.inputs.context != context:
            return {}
        return {post_record.source: post_record for post_record in self.inputs.post_records}


_DECODER = msgspec.msgpack.Decoder(LastBuild)
_PAGES = msgspec.msgpack.Decoder(list[ReportedPage])


def record_file(cache: Path, output: Path) -> Path:
    """Where the record of the builds into `output` lies."""
    return output_file(cache, "last", output)


def load_last_build(file: Path, identity: bytes | None) -> LastBuild | None:
    """The record, where there is one of this identity; of any, where it is None."""
    last = unpacked(read_value(file), _DECODER)
    return last if last is not None and identity in (None, last.identity) else None


def save_last_build(file: Path, last: LastBuild) -> None:
    """Writes the record whole or not at all; without it the next build is one of the usual kind."""
    write_output_value(file, msgspec.msgpack.encode(last, enc_hook=str))
