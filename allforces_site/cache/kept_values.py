"""Values that later builds read back from disk: each has a checksum, and is written whole or not at all.

A kept value only saves work. One that is lost, cut short, altered or another file's is read as nothing, and
is made again. A disk that takes nothing keeps nothing.
"""

from __future__ import annotations

import os
import time
import zlib
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import msgspec

from allforces_site.files.atomic_files import is_temporary, replace_beside
from allforces_site.files.regular_files import read_regular

CHECK_BYTES = 4
"""The length of the checksum before a value."""

# No program takes so long from preparing a file to moving it into place.
_ABANDONED_SECONDS = 3600

Value = TypeVar("Value")


def read_value(file: Path, made_by: bytes = b"") -> bytes | None:
    """The value that was written to `file`; None for anything else that may be there.

    `made_by` is what was given when it was written: a value of other code or other options is None, too.
    """
    try:
        return checked(_name(file, made_by), read_regular(file))
    except OSError:
        return None


def write_value(file: Path, value: bytes, made_by: bytes = b"") -> bool:
    """Keeps a value in `file` and makes the folder it lies in.

    Returns whether that worked; where it did not, the file is as before.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        replace_beside(file, with_checksum(_name(file, made_by), value))
    except OSError:
        return False
    return True


def remove_value(file: Path) -> None:
    """Removes a value that is no longer true, where the disk lets us."""
    with suppress(OSError):
        file.unlink(missing_ok=True)


def unpacked(packed: bytes | None, decoder: msgspec.msgpack.Decoder[Value]) -> Value | None:
    """The MessagePack value in `packed`; None where there is none, or one of another shape."""
    try:
        return decoder.decode(packed) if packed is not None else None
    except (msgspec.DecodeError, ValueError):
        return None


def prune_to_size(folder: Path, wanted: Collection[str], max_bytes: int) -> None:
    """Removes the oldest values of a folder while all together are larger than `max_bytes`.

    Those with the names `wanted` stay.
    """
    try:
        found = values_in(folder)
        size = sum(status.st_size for _, status in found)
        for name, status in found:
            if size <= max_bytes:
                return
            if name not in wanted:
                (folder / name).unlink(missing_ok=True)
                size -= status.st_size
    except OSError:
        return


def values_in(folder: Path) -> list[tuple[str, os.stat_result]]:
    """The files of a folder by name, the oldest first. Raises OSError.

    What killed programs left half-written is removed; what running ones are writing is left out.
    """
    with os.scandir(folder) as entries:
        files = [(entry.name, entry.stat()) for entry in entries if entry.is_file(follow_symlinks=False)]
    abandoned = time.time() - _ABANDONED_SECONDS
    for name, status in files:
        if is_temporary(name) and status.st_mtime < abandoned:
            (folder / name).unlink(missing_ok=True)
    whole = [(name, status) for name, status in files if not is_temporary(name)]
    return sorted(whole, key=lambda item: item[1].st_mtime_ns)


def with_checksum(name: bytes, value: bytes) -> bytes:
    """The value, with a checksum before it: of its name too, so that it is not taken for another name's."""
    return _checksum(name, value) + value


def checked(name: bytes, content: object) -> bytes | None:
    """The value in what `with_checksum` made for this name; None for anything else."""
    if not isinstance(content, bytes):
        return None
    value = content[CHECK_BYTES:]
    return value if content[:CHECK_BYTES] == _checksum(name, value) else None


def _checksum(name: bytes, value: bytes) -> bytes:
    return zlib.crc32(value, zlib.crc32(name)).to_bytes(CHECK_BYTES)


def _name(file: Path, made_by: bytes) -> bytes:
    return made_by + os.fsencode(file.name)
