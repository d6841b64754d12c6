"""What is known of a site's picture files, by how the disk shows them: most need not be read again."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from msgspec.structs import replace

from allforces_site.cache.file_stats import FileStat, reliable_file_stat
from allforces_site.cache.fingerprint import fingerprint_of
from allforces_site.cache.kept_values import unpacked
from allforces_site.cache.keys import key_of
from allforces_site.files.regular_files import read_regular
from allforces_site.images.copies import made_copy, offered_widths
from allforces_site.images.facts import PictureFacts, read_facts
from allforces_site.images.scaling import copy_widths
from allforces_site.images.store import Store
from allforces_site.workers import spread

FACTS = "facts"
"""The name that they are kept under."""


_Looked = tuple[FileStat | None, PictureFacts]
_DECODER = msgspec.msgpack.Decoder(dict[str, tuple[FileStat, PictureFacts]])


class FactIndex:
    """The facts of files, read once a build, and from the last build's where the file is as it was then.

    Whether copies are offered is looked into only `with_copies`.
    """

    def __init__(self, store: Store, *, with_copies: bool) -> None:
        self._store = store
        self._with_copies = with_copies
        self._before: dict[str, tuple[FileStat, PictureFacts]] | None = None
        self._now: dict[str, _Looked] = {}

    def facts(self, file: str) -> PictureFacts:
        """The facts of a file. Raises OSError where it cannot be read."""
        if file not in self._now:
            self._now[file] = self._kept(file) or self._read(file)
        return self._now[file][1]

    def read_ahead(self, files: Iterable[str], jobs: int) -> None:
        """Reads files, those that are new by up to `jobs` processes; one that cannot be read is left out."""
        new = []
        for file in files:
            kept = self._kept(file)
            if kept is not None:
                self._now[file] = kept
            else:
                new.append(file)
        found: list[_Looked | None] = spread(self._read_if_there, new, jobs)
        self._now |= {file: looked for file, looked in zip(new, found, strict=True) if looked is not None}

    def _kept(self, file: str) -> tuple[FileStat, PictureFacts] | None:
        known = self._known().get(file)
        return known if known is not None and known[0] == reliable_file_stat(file) else None

    def _read_if_there(self, file: str) -> _Looked | None:
        try:
            return self._read(file)
        except OSError:
            return None

    def _read(self, file: str) -> _Looked:
        stat = reliable_file_stat(file)
        content = read_regular(file)
        facts = read_facts(content, file)
        return stat, replace(facts, copies=self._copies(content, facts))

    def _copies(self, content: bytes, facts: PictureFacts) -> tuple[int, ...]:
        if not (self._with_copies and facts.is_scalable):
            return ()
        return offered_widths(
            copy_widths(facts.width),
            (facts.width, facts.height),
            len(content),
            lambda width: made_copy(self._store, content, facts.digest, width),
        )

    def _code(self) -> bytes:
        return key_of(fingerprint_of("images", "pillow"), self._with_copies)

    def keep(self) -> bool:
        """Leaves what is known now for the next build; whether that is other than it was."""
        reliable = {file: (stat, facts) for file, (stat, facts) in self._now.items() if stat is not None}
        if reliable == self._known():
            return False
        self._store.write(FACTS, msgspec.msgpack.encode(reliable), self._code())
        return True

    def _known(self) -> dict[str, tuple[FileStat, PictureFacts]]:
        if self._before is None:
            self._before = unpacked(self._store.read(FACTS, self._code()), _DECODER) or {}
        return self._before
