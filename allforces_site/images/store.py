"""What was made of pictures, in a folder, by what it was made of; kept to a size.

As with the memo, a stored value only saves work: one that is lost or damaged is made again.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable, Collection
from contextlib import suppress
from pathlib import Path

from allforces_site.files.regular_files import read_regular

# Room for the copies of some 5,000 pictures.
MAX_BYTES = 512 * 1024 * 1024

_CHECK_BYTES = 4


class Store:
    """Bytes by key in the folder `folder`; without one nothing is kept."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def made(self, key: bytes, make: Callable[[], bytes]) -> bytes:
        """What is kept under `key`, else what `make` makes, which is kept then."""
        kept = self.read(key.hex())
        if kept is None:
            kept = make()
            self.write(key.hex(), kept)
        return kept

    def read(self, name: str) -> bytes | None:
        """What is kept under `name`, if it is whole."""
        if self._folder is None:
            return None
        try:
            content = read_regular(self._folder / name)
        except OSError:
            return None
        value = content[_CHECK_BYTES:]
        return value if content[:_CHECK_BYTES] == _checksum(value) else None

    def write(self, name: str, value: bytes) -> None:
        """Keeps `value`, whole or not at all; a disk that is full keeps nothing."""
        if self._folder is None:
            return
        file = self._folder / name
        temporary = file.with_name(f"{name}.{os.getpid()}")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            temporary.write_bytes(_checksum(value) + value)
            temporary.replace(file)
        except OSError:
            with suppress(OSError):
                temporary.unlink()

    def forget_oldest(self, wanted: Collection[str], max_bytes: int = MAX_BYTES) -> None:
        """Drops the oldest values while all together are larger than `max_bytes`; `wanted` names stay."""
        if self._folder is None:
            return
        try:
            with os.scandir(self._folder) as entries:
                found = [(entry.name, entry.stat()) for entry in entries]
            size = sum(status.st_size for _, status in found)
            for name, status in sorted(found, key=lambda item: item[1].st_mtime_ns):
                if size <= max_bytes:
                    return
                if name not in wanted:
                    (self._folder / name).unlink()
                    size -= status.st_size
        except OSError:
            return


def _checksum(value: bytes) -> bytes:
    return zlib.crc32(value).to_bytes(_CHECK_BYTES)
