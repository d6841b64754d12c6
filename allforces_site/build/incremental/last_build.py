"""The record of the last build, on disk: what it read, made and left, for the next build to compare with.

A record belongs to one source folder, one output folder, one set of options and one version of the code. It
only saves work: without it, or with a damaged one or that of another build, the next build is a full one.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from allforces_site.build.incremental.output_state import OutputState
from allforces_site.build.incremental.recorded_outputs import RecordedOutputs, outputs_file
from allforces_site.build.report import SiteCounts
from allforces_site.cache.file_stats import FileState
from allforces_site.cache.kept_values import read_value, unpacked
from allforces_site.cache.output_files import output_file, write_output_value
from allforces_site.config.model import Config
from allforces_site.errors import Problem
from allforces_site.loaders.source_record import PostRecord
from allforces_site.model import Connections, Outline, Skipped, TermLink
from allforces_site.search.catalogue import Catalogue
from allforces_site.site.connections import RELATING
from allforces_site.site.related import Related


class Inputs(msgspec.Struct, frozen=True, array_like=True):
    """What was read. `names_digest` is that of `loaders.source_record.SourceRecord`.

    `others` are the states of all files that are not posts, by path; `theme` and `context` are the digests of
    the theme and of `loaders.context.ReadContext`. `bare` are the paths of files without front matter.
    """

    names_digest: bytes
    others: dict[str, FileState]
    theme: bytes
    context: bytes
    post_records: tuple[PostRecord, ...]
    bare: tuple[str, ...]


class Shape(msgspec.Struct, frozen=True, array_like=True):
    """How the posts are connected.

    `order`: posts with a page, as indexes into `Inputs.post_records`, oldest first; `connections`,
    `packed_outlines` (a list) and `summary_keys`, of their summaries with pictures, are theirs. `moved`: URL
    and path of posts that were moved by a conflict, by source. `contested`: paths that a post or another
    output has lost to another one. `bodies` and `summaries`: the sources of posts whose body or summary is
    shown by an output that only a full build plans. `twins` are those of the site. `can_change`: no output
    that only a full build plans depends on which posts there are, or on how they are connected.
    """

    order: tuple[int, ...]
    packed_outlines: msgspec.Raw
    summary_keys: list[bytes]
    moved: dict[str, tuple[str, str]]
    contested: tuple[str, ...]
    connections: Connections
    navigation: tuple[TermLink, ...]
    bodies: frozenset[str]
    summaries: frozenset[str]
    twins: dict[str, list[tuple[str, str]]]
    can_change: bool

    def outlines(self) -> list[Outline]:
        """The outlines of the posts, oldest first."""
        return _OUTLINES.decode(self.packed_outlines)

    def found_related(self) -> Related:
        """The related posts as `site.related.related` found them."""
        terms: list[set[str]] = [set() for _ in self.order]
        for taxonomy in self.connections.taxonomies:
            for term in taxonomy.terms if taxonomy.kind in RELATING else ():
                for place in term.posts:
                    terms[place].add(term.url)
        hidden = frozenset(self.connections.hidden)
        return Related([frozenset(own) for own in terms], self.connections.related, hidden)


class RecordedSearch(msgspec.Struct, frozen=True, array_like=True):
    """The search: its catalogue, the minutes that all its posts take, and their packed words (`words_of`).

    `documents` are the keys of what pages before the posts contribute.
    """

    catalogue: Catalogue
    minutes: int
    words: bytes
    documents: list[bytes] = []


class RecordedProblems(msgspec.Struct, frozen=True, array_like=True):
    """The problems of a build, by what an edit of a post may change: those that its reading gave, by source,
    those of terms, of pictures and of fonts. No edit that the record allows changes `others`.
    """

    of_posts: dict[str, tuple[Problem, ...]]
    of_terms: tuple[Problem, ...]
    of_pictures: tuple[Problem, ...]
    of_fonts: tuple[Problem, ...]
    others: tuple[Problem, ...]

    @property
    def all(self) -> list[Problem]:
        """All of them."""
        of_posts = [problem for problems in self.of_posts.values() for problem in problems]
        return [*of_posts, *self.of_terms, *self.of_pictures, *self.of_fonts, *self.others]


class LastBuild(msgspec.Struct, frozen=True, array_like=True):
    """A build without errors. Times are POSIX seconds; `due` is that of `loaders.source_record.SourceRecord`.

    `identity` is from `identity_of`. `data` is `site.data`; `versions` are those of style sheets and scripts
    by output path. `times` are those of `outputs.Planned`.
    """

    identity: bytes
    built_at: float
    due: float | None
    config: Config
    data: dict[str, Any]
    versions: dict[str, str]
    inputs: Inputs
    shape: Shape
    state: OutputState
    site_counts: SiteCounts
    search: RecordedSearch | None
    skipped: tuple[Skipped, ...]
    problems: RecordedProblems
    outputs: RecordedOutputs
    times: dict[str, str] | None


_DECODER = msgspec.msgpack.Decoder(LastBuild)
_OUTLINES = msgspec.msgpack.Decoder(list[Outline])


def packed_outlines(outlines: Sequence[Outline]) -> msgspec.Raw:
    """Outlines as the record of a build holds them."""
    return msgspec.Raw(msgspec.msgpack.encode(outlines))


def record_file(cache: Path, output: Path) -> Path:
    """The file of the cache that holds the record of the last build into `output`."""
    return output_file(cache, "last", output)


def load_last_build(cache: Path, output: Path, identity: bytes | None) -> LastBuild | None:
    """The record of the last build into `output`, if it has this identity, or any if `identity` is None.

    None without it, and if the lists of its outputs are lost.
    """
    last = unpacked(read_value(record_file(cache, output)), _DECODER)
    if last is None or identity not in (None, last.identity):
        return None
    return last if last.outputs.are_in(outputs_file(cache, output)) else None


def save_last_build(file: Path, last: LastBuild) -> None:
    """Writes the record whole or not at all; without it the next build is a full one."""
    write_output_value(file, msgspec.msgpack.encode(last, enc_hook=str))
