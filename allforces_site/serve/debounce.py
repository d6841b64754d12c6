"""Waits until files have stopped changing, so that one save or one checkout of a branch is one build."""

from __future__ import annotations

import asyncio

# Editors write a file within a few milliseconds. A shorter time would build half-written files, a longer one
# is noticeable.
QUIET_SECONDS = 0.02

# More files than a save changes: a checkout or a copied folder, which may pause in between.
BURST_FILES = 4
BURST_QUIET_SECONDS = 0.15

# Files are built at the latest after this time, even if a program never stops writing.
LONGEST_WAIT_SECONDS = 2.0


class Debounce:
    """The paths that changed since the last build. Belongs to the event loop in which it is created."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._has_paths = asyncio.Event()
        self._paths: set[str] = set()
        self._first = self._last = 0.0

    def add(self, path: str) -> None:
        """Adds a changed path; may be called from any thread."""
        try:
            self._loop.call_soon_threadsafe(self._add, path)
        except RuntimeError:  # The loop is closed: there are no more builds.
            return

    async def resolved(self) -> frozenset[str]:
        """Waits for changes and then for quiet. Returns the changed paths and forgets them."""
        await self._has_paths.wait()
        while (wait := self._end_of_wait() - self._loop.time()) > 0:
            await asyncio.sleep(wait)
        paths = frozenset(self._paths)
        self._paths.clear()
        self._has_paths.clear()
        return paths

    def _add(self, path: str) -> None:
        self._last = self._loop.time()
        if not self._paths:
            self._first = self._last
        self._paths.add(path)
        self._has_paths.set()

    def _end_of_wait(self) -> float:
        quiet = QUIET_SECONDS if len(self._paths) <= BURST_FILES else BURST_QUIET_SECONDS
        return min(self._last + quiet, self._first + LONGEST_WAIT_SECONDS)
