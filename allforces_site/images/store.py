"""Keeps scaled and drawn pictures in a folder of limited size, each under a key of its inputs."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path

from allforces_site.cache.kept_values import prune_to_size, read_value, write_value

# Room for the copies of some 5,000 pictures.
MAX_BYTES = 512 * 1024 * 1024


class Store:
    """Bytes by key in the folder `folder`; without a folder nothing is kept."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    @property
    def keeps(self) -> bool:
        """Whether there is a folder to keep values in."""
        return self._folder is not None

    def get_or_make(self, key: bytes, make: Callable[[], bytes]) -> bytes:
        """Returns the value kept under `key`; if there is none, makes it with `make` and keeps it."""
        value = self.read(key.hex())
        if value is None:
            value = make()
            self.write(key.hex(), value)
        return value

    def read(self, name: str, made_by: bytes = b"") -> bytes | None:
        """Returns the value kept under `name` if it is whole and has the same `made_by`, or None."""
        return read_value(self._folder / name, made_by) if self._folder is not None else None

    def write(self, name: str, value: bytes, made_by: bytes = b"") -> None:
        """Keeps `value` under `name`, whole or not at all."""
        if self._folder is not None:
            write_value(self._folder / name, value, made_by)

    def prune(self, wanted: Collection[str], max_bytes: int = MAX_BYTES) -> None:
        """Removes the oldest values until all take at most `max_bytes`; the names `wanted` are kept."""
        if self._folder is not None:
            prune_to_size(self._folder, wanted, max_bytes)
