"""Reads regular files, and never a named pipe or a device in their place, which may have no end."""

from __future__ import annotations

import errno
import os
import stat

# Opening a named pipe does not wait for its other end.
_FLAGS = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NONBLOCK", "O_NOCTTY", "O_BINARY"))

# One call reads at most 2 GiB.
_MOST_AT_ONCE = 1 << 30


def read_regular(path: str | os.PathLike[str]) -> bytes:
    """The bytes of a regular file. Raises OSError, also if it is not a regular file."""
    descriptor, size = _opened(path)
    try:
        # Asked for one byte more than there are, the system says by a short answer that these are all.
        wanted = min(size + 1, _MOST_AT_ONCE)
        content = os.read(descriptor, wanted)
        if size and len(content) < wanted:
            return content
        parts = [content]
        while parts[-1]:
            parts.append(os.read(descriptor, _MOST_AT_ONCE if size else 1 << 16))
        return b"".join(parts)
    finally:
        os.close(descriptor)


def read_head(path: str | os.PathLike[str], size: int) -> bytes:
    """The first `size` bytes of a regular file. Raises OSError, also if it is not a regular file."""
    descriptor, _ = _opened(path)
    try:
        return os.read(descriptor, size)
    finally:
        os.close(descriptor)


def _opened(path: str | os.PathLike[str]) -> tuple[int, int]:
    """A descriptor and the size of a regular file. Raises OSError."""
    descriptor = os.open(path, _FLAGS)
    status = os.fstat(descriptor)
    mode = status.st_mode
    if stat.S_ISREG(mode):
        return descriptor, status.st_size
    os.close(descriptor)
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), path)
    kind = "named pipe" if stat.S_ISFIFO(mode) else "device"
    raise OSError(errno.EINVAL, f"it is a {kind}, which has no end", path)
