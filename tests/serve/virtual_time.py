"""An event loop whose clock moves only when everybody waits: an hour of sleep takes no time.

What it runs must be alone in its thread: the clock does not wait for others.
"""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any, TypeVar

Result = TypeVar("Result")


def run(work: Coroutine[Any, Any, Result]) -> Result:
    """Runs `work` as `asyncio.run` does, in a time that begins at 0."""
    with asyncio.Runner(loop_factory=_Loop) as runner:
        return runner.run(work)


def now() -> float:
    """The seconds that have passed in that time."""
    return asyncio.get_running_loop().time()


class _Selector(selectors.DefaultSelector):
    """Passes the time instead of waiting."""

    seconds = 0.0

    def select(self, timeout: float | None = None) -> list[Any]:
        assert timeout is not None, "everybody waits for something that nobody does"
        events = super().select(0)
        if not events:
            self.seconds += max(timeout, 0)
        return events


class _Loop(asyncio.SelectorEventLoop):
    """Takes the time from its selector."""

    def __init__(self) -> None:
        self._clock = _Selector()
        super().__init__(self._clock)

    def time(self) -> float:
        return self._clock.seconds
