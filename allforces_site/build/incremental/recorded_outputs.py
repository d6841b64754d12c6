"""What a build knows of its outputs as lists, in a file of their own, as few builds need them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from allforces_site.build.report import ReportedPage
from allforces_site.cache.file_stats import FileStat, file_stat_of, is_untouched
from allforces_site.cache.kept_values import read_value, unpacked
from allforces_site.cache.output_files import output_file, write_output_value
from allforces_site.model import NamedPicture, SitemapEntry


class OutputLists(msgspec.Struct, frozen=True, array_like=True):
    """The pages of the report and the entries of the sitemap, by output path, and the uses of pictures in
    posts, pages and settings, by file, each in the order of `picture_uses.in_order`.
    """

    pages: dict[str, ReportedPage]
    entries: dict[str, SitemapEntry]
    uses: dict[str, Sequence[NamedPicture]]

    @property
    def pages_in_order(self) -> list[ReportedPage]:
        """The pages, sorted by output path."""
        return [page for _, page in sorted(self.pages.items())]


_DECODER = msgspec.msgpack.Decoder(OutputLists)


class RecordedOutputs(msgspec.Struct, frozen=True, array_like=True):
    """The lists in the file with this `stat`; `pages` and `uses` are those that edits have changed since."""

    stat: FileStat
    pages: dict[str, ReportedPage] = {}
    uses: dict[str, Sequence[NamedPicture]] = {}

    def are_in(self, file: Path) -> bool:
        """Whether the file still is the one that the record was written with."""
        try:
            return is_untouched(self.stat, file.stat())
        except OSError:
            return False

    def read(self, file: Path) -> OutputLists | None:
        """The present lists; None if another build has replaced the file."""
        lists = unpacked(read_value(file), _DECODER) if self.are_in(file) else None
        if lists is None:
            return None
        return OutputLists(lists.pages | self.pages, lists.entries, lists.uses | self.uses)


def outputs_file(cache: Path, output: Path) -> Path:
    """The file of the cache that holds the lists of the last build into `output`."""
    return output_file(cache, "outputs", output)


def save_outputs(file: Path, lists: OutputLists) -> RecordedOutputs:
    """Writes the lists. Raises OSError."""
    if not write_output_value(file, msgspec.msgpack.encode(lists)):
        raise OSError(f"{file} cannot be written")
    return RecordedOutputs(file_stat_of(file.stat()))
