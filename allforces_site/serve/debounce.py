"""Waits until files have stopped changing, so that one save, or one checkout of a branch, is one build."""

from __future__ import annotations

import asyncio

# Editors write a file within a few milliseconds. Shorter would build halves, longer is felt.
QUIET_SECONDS = 0.02

# More files than a save touches: a checkout, a copied folder. It may pause in between.
BURST_FILES = 4
BURST_QUIET_SECONDS = 0.15

# A program that never stops writing does not keep the rest from being built.
LONGEST_WAIT_SECONDS = 2.0


class Debounce:
    """The paths that changed since the last build. Belongs to the event loop it is made in."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._some = asyncio.Event()
        self._paths: set[str] = set()
        self._first = self._last = 0.0

    def add(self, path: str) -> None:
        """Notes a change; from any thread."""
        try:
            self._loop.call_soon_threadsafe(self._add, path)
        except RuntimeError:  # The loop is closed: nobody builds any more.
            return

    async def resolved(self) -> frozenset[str]:
        """The paths that changed, once there are some and it is quiet; they are then forgotten."""
        await self._some.wait()
        while (wait := self._quiet_at() - self._loop.time()) > 0:
            await asyncio.sleep(wait)
        paths = frozenset(self._paths)
        self._paths.clear()
        self._some.clear()
        return paths

    def _add(self, path: str) -> None:
        self._last = self._loop.time()
        if not self._paths:
            self._first = self._last
        self._paths.add(path)
        self._some.set()

    def _quiet_at(self) -> float:
        quiet = QUIET_SECONDS if len(self._paths) <= BURST_FILES else BURST_QUIET_SECONDS
        return min(self._last + quiet, self._first + LONGEST_WAIT_SECONDS)
