"""Asks for the statuses of thousands of files below one folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path


@contextmanager
def statuses_below(root: Path) -> Iterator[Callable[[str], os.stat_result]]:
    """Yields a function: the status of the file or folder at a path relative to `root`, which is "." itself.

    Of a link, it is that of the link itself. Raises OSError; so does the function.
    """
    if os.stat not in os.supports_dir_fd:
        yield lambda path: os.lstat(f"{root}/{path}")
        return
    # The system then looks up the folders above the root once, and not for each file.
    folder = os.open(root, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield partial(os.stat, dir_fd=folder, follow_symlinks=False)
    finally:
        os.close(folder)
