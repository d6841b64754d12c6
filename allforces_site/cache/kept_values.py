"""Values that later builds read back from disk: each has a checksum and is written whole or not at all.

A kept value only saves work. A value that is lost, cut short, altered or another file's is read as None and
made again. If the disk cannot be written, nothing is kept.
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

# A temporary file older than this is abandoned: no program takes so long to move it into place.
_ABANDONED_SECONDS = 3600

Value = TypeVar("Value")


def read_value(file: Path, made_by: bytes = b"") -> bytes | None:
    """The value that `write_value` wrote to `file` with the same `made_by`; None for anything else.

    `made_by` identifies the code or the options that made the value.
    """
    try:
        return checked(_name(file, made_by), read_regular(file))
    except OSError:
        return None


def write_value(file: Path, value: bytes, made_by: bytes = b"") -> bool:
    """Writes a value to `file`, and creates the folder for it.

    Returns whether that worked; if not, the file is as before.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        replace_beside(file, with_checksum(_name(file, made_by), value))
    except OSError:
        return False
    return True


def remove_value(file: Path) -> None:
    """Removes a value that is no longer valid, if the disk allows it."""
    with suppress(OSError):
        file.unlink(missing_ok=True)


def unpacked(packed: bytes | None, decoder: msgspec.msgpack.Decoder[Value]) -> Value | None:
    """The MessagePack value in `packed`; None if `packed` is None or its value has another shape."""
    try:
        return decoder.decode(packed) if packed is not None else None
    except (msgspec.DecodeError, ValueError):
        return None


def prune_to_size(folder: Path, wanted: Collection[str], max_bytes: int) -> None:
    """Removes the oldest values of a folder until all together are no larger than `max_bytes`.

    Values named in `wanted` are never removed.
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
    """The names and statuses of the files in a folder, the oldest first. Raises OSError.

    Temporary files are left out; those that killed programs abandoned are removed.
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
    """The value after a checksum of its name and bytes, so that it is not taken for another name's value."""
    return _checksum(name, value) + value


def checked(name: bytes, content: object) -> bytes | None:
    """The value in `content`, if `with_checksum` made it for this name; else None."""
    if not isinstance(content, bytes):
        return None
    value = content[CHECK_BYTES:]
    return value if content[:CHECK_BYTES] == _checksum(name, value) else None


def _checksum(name: bytes, value: bytes) -> bytes:
    return zlib.crc32(value, zlib.crc32(name)).to_bytes(CHECK_BYTES)


def _name(file: Path, made_by: bytes) -> bytes:
    return made_by + os.fsencode(file.name)
