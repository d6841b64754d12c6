"""Holds the mark `process` to what it says: a test without it that starts a program, or forks, fails."""

from __future__ import annotations

import sys
from collections.abc import Generator
from multiprocessing import util
from typing import Any

import pytest

# Names in Python's table of audit events.
_STARTS = frozenset(
    {"os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "os.system", "subprocess.Popen"}
)


class ProgramGuard:
    """A plugin of pytest. It hears of starts by an audit hook, which is there as long as Python runs."""

    def __init__(self) -> None:
        self._guarded: str | None = None
        sys.addaudithook(self._hear)
        # The one way to start a program that Python has no event for.
        spawn = util.spawnv_passfds  # type: ignore[attr-defined]

        def spawn_if_allowed(*arguments: Any) -> int:
            self._refuse_start()
            return int(spawn(*arguments))

        util.spawnv_passfds = spawn_if_allowed  # type: ignore[attr-defined]

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        """Guards the test, with the fixtures that are made for it."""
        is_marked = any(item.iter_markers("process")) or any(item.iter_markers("browser"))
        self._guarded = None if is_marked else item.nodeid
        try:
            return (yield)
        finally:
            self._guarded = None

    def _hear(self, event: str, _: tuple[Any, ...]) -> None:
        if event in _STARTS:
            self._refuse_start()

    def _refuse_start(self) -> None:
        if self._guarded is not None:
            pytest.fail(f"{self._guarded} starts a program and is not marked `process`")
