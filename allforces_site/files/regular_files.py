"""Reads regular files, and never a named pipe or a device in their place, which may have no end."""

from __future__ import annotations

import errno
import os
import stat

# Opening a named pipe does not wait for its other end.
_FLAGS = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)


def read_regular(path: str | os.PathLike[str]) -> bytes:
    """The bytes of a regular file. Raises OSError, also if it is not a regular file."""
    with open(path, "rb", buffering=0, opener=_opened) as file:
        return file.read()


def read_head(path: str | os.PathLike[str], size: int) -> bytes:
    """The first `size` bytes of a regular file. Raises OSError, also if it is not a regular file."""
    with open(path, "rb", buffering=0, opener=_opened) as file:
        return file.read(size)


def _opened(path: str, flags: int) -> int:
    descriptor = os.open(path, flags | _FLAGS)
    mode = os.fstat(descriptor).st_mode
    if stat.S_ISREG(mode):
        return descriptor
    os.close(descriptor)
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), path)
    kind = "named pipe" if stat.S_ISFIFO(mode) else "device"
    raise OSError(errno.EINVAL, f"it is a {kind}, which has no end", path)
