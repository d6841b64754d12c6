"""The sudden end of a process at work on files: not at a time, but at a change that a test chooses."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Any

# Of Python's table of audit events, those that are raised just before a file or folder changes.
_CHANGES = frozenset({"os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.symlink", "os.utime"})
_TO_WRITE = os.O_WRONLY | os.O_RDWR


def before_change(number: int, act: Callable[[], object]) -> None:
    """Calls `act` when this process, or one that it forks, is about to make its change of this number from
    now on, counted from 0. What SQLite does is not counted. It cannot be taken back.
    """
    left = number

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal left
        if event in _CHANGES or (
            event == "open" and isinstance(arguments[2], int) and arguments[2] & _TO_WRITE
        ):
            left -= 1
            if left == -1:
                act()

    sys.addaudithook(hook)


def _writes(flags: object) -> bool:
    return isinstance(flags, int) and bool(flags & _TO_WRITE)
