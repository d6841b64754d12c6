"""What was made of pictures, in a folder, by what it was made of; kept to a size."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path

from allforces_site.cache.kept_values import prune_to_size, read_value, write_value

# Room for the copies of some 5,000 pictures.
MAX_BYTES = 512 * 1024 * 1024


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

    def read(self, name: str, made_by: bytes = b"") -> bytes | None:
        """What is kept under `name`, if it is whole and `made_by` the same."""
        return read_value(self._folder / name, made_by) if self._folder is not None else None

    def write(self, name: str, value: bytes, made_by: bytes = b"") -> None:
        """Keeps `value` under `name`, whole or not at all."""
        if self._folder is not None:
            write_value(self._folder / name, value, made_by)

    def prune(self, wanted: Collection[str], max_bytes: int = MAX_BYTES) -> None:
        """Removes the oldest values while all together are larger than `max_bytes`; `wanted` names stay."""
        if self._folder is not None:
            prune_to_size(self._folder, wanted, max_bytes)
