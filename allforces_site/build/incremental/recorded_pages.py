"""The pages of the last build's report, in a file of their own, as few builds need to know them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from allforces_site.build.report import ReportedPage
from allforces_site.cache.file_stats import FileStat, file_stat_of, is_untouched
from allforces_site.cache.kept_values import read_value, unpacked
from allforces_site.cache.output_files import output_file, write_output_value

_DECODER = msgspec.msgpack.Decoder(list[ReportedPage])


class RecordedPages(msgspec.Struct, frozen=True, array_like=True):
    """The pages in the file with this `stat`; `changed` are those that edits changed since, by path."""

    stat: FileStat
    changed: dict[str, ReportedPage] = {}

    def are_in(self, file: Path) -> bool:
        """Whether the file still is the one that the record was written with."""
        try:
            return is_untouched(self.stat, file.stat())
        except OSError:
            return False

    def read(self, file: Path) -> list[ReportedPage] | None:
        """All pages; None if another build has replaced the file."""
        pages = unpacked(read_value(file), _DECODER) if self.are_in(file) else None
        return [self.changed.get(page.output, page) for page in pages] if pages is not None else None


def pages_file(cache: Path, output: Path) -> Path:
    """The file of the cache that holds the pages of the last build into `output`."""
    return output_file(cache, "pages", output)


def save_pages(file: Path, pages: Sequence[ReportedPage]) -> RecordedPages:
    """Writes the pages. Raises OSError."""
    if not write_output_value(file, msgspec.msgpack.encode(pages)):
        raise OSError(f"{file} cannot be written")
    return RecordedPages(file_stat_of(file.stat()))
