"""Keeps the facts of picture files with their file stats, so that unchanged files need not be read again."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec
from msgspec.structs import replace

from allforces_site.cache.file_stats import FileStat, reliable_file_stat, stat_in
from allforces_site.cache.fingerprint import fingerprint_of
from allforces_site.cache.kept_values import unpacked
from allforces_site.cache.keys import key_of
from allforces_site.files.regular_files import read_regular
from allforces_site.images.copies import COST, offered_widths, stored_copy
from allforces_site.images.facts import PictureFacts, read_facts
from allforces_site.images.published import NOTHING_READ, ReadFiles
from allforces_site.images.scaling import copy_widths
from allforces_site.images.store import Store
from allforces_site.workers import spread

FACTS = "facts"
"""The name under which they are kept."""

# The copies of most pictures with more bytes need not be made to know that they are smaller.
_SMALL_BYTES = 250_000

_Read = tuple[FileStat | None, PictureFacts]
_DECODER = msgspec.msgpack.Decoder(dict[str, tuple[FileStat, PictureFacts]])


class FactIndex:
    """The facts of files, read once per build; those of unchanged files come from the last build.

    Which copies to offer is decided only `with_copies`. What the loaders know of `files` is not
    looked up again.
    """

    def __init__(self, store: Store, *, with_copies: bool, files: ReadFiles = NOTHING_READ) -> None:
        self._store = store
        self._states = files.states
        self._with_copies = with_copies
        self._before: dict[str, tuple[FileStat, PictureFacts]] | None = None
        self._now: dict[str, _Read] = {}

    def facts(self, file: str) -> PictureFacts:
        """Returns the facts of a file. Raises OSError if it cannot be read."""
        if file not in self._now:
            self._now[file] = self._recall(file) or self._read(file)
        return self._now[file][1]

    def read_ahead(self, files: Iterable[str], jobs: int) -> None:
        """Reads files, new ones with up to `jobs` processes; those that cannot be read are left out."""
        new = []
        for file in files:
            recalled = self._recall(file)
            if recalled is not None:
                self._now[file] = recalled
            else:
                new.append(file)
        results: list[_Read | None] = spread(self._read_if_there, new, jobs, cost=self._cost)
        self._now |= {file: read for file, read in zip(new, results, strict=True) if read is not None}

    def _recall(self, file: str) -> tuple[FileStat, PictureFacts] | None:
        """Returns what the last build knew of a file, if the file is unchanged."""
        known = self._last_build().get(file)
        return known if known is not None and known[0] == stat_in(self._states, file) else None

    def _cost(self, file: str) -> int:
        """How long it takes to read a new file, compared with a post."""
        try:
            may_need_copies = self._with_copies and Path(file).stat().st_size < _SMALL_BYTES
        except OSError:
            return 1
        return COST if may_need_copies else 1

    def _read_if_there(self, file: str) -> _Read | None:
        try:
            return self._read(file)
        except OSError:
            return None

    def _read(self, file: str) -> _Read:
        stat = reliable_file_stat(file)
        content = read_regular(file)
        facts = read_facts(content, file)
        return stat, replace(facts, copies=self._copies(content, facts))

    def _copies(self, content: bytes, facts: PictureFacts) -> tuple[int, ...]:
        if not (self._with_copies and facts.is_scalable):
            return ()
        widths = copy_widths(facts.width)
        return offered_widths(
            widths,
            (facts.width, facts.height),
            len(content),
            lambda width: stored_copy(self._store, content, facts.digest, width, widths),
        )

    def _code(self) -> bytes:
        return key_of(fingerprint_of("images", "pillow"), self._with_copies)

    def keep(self) -> bool:
        """Stores the facts for the next build; returns whether they have changed."""
        reliable = {file: (stat, facts) for file, (stat, facts) in self._now.items() if stat is not None}
        if reliable == self._last_build():
            return False
        self._store.write(FACTS, msgspec.msgpack.encode(reliable), self._code())
        return True

    def _last_build(self) -> dict[str, tuple[FileStat, PictureFacts]]:
        if self._before is None:
            self._before = unpacked(self._store.read(FACTS, self._code()), _DECODER) or {}
        return self._before
