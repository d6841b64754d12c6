"""The process in which builds run, so that no build ever makes a reader wait.

It has no thread of its own, so that a build may fork to use all cores; it is started, not forked,
so that it does not matter which threads the server has.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import signal
import threading
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path

from allforces_site.build import BuildOptions
from allforces_site.errors import error
from allforces_site.serve.building import Building
from allforces_site.serve.outcome import Outcome
from allforces_site.serve.source_lines import shown_problem

# A builder that has nothing to do ends at once when it is let go.
_END_SECONDS = 0.5


class Builder:
    """Builds in a process of its own, one build at a time; one that was killed is replaced by the next."""

    def __init__(self, options: BuildOptions, served: Path) -> None:
        self._options = options
        self._served = served
        self._process: SpawnProcess | None = None
        self._connection: Connection | None = None
        # Starting and stopping come from two threads.
        self._lock = threading.Lock()
        self._is_busy = False
        self._is_over = False

    @property
    def pid(self) -> int | None:
        """The process's id while there is one."""
        return self._process.pid if self._process is not None else None

    async def build(self) -> Outcome:
        """One build; it must have ended before the next is asked for."""
        try:
            return await asyncio.to_thread(self._ask)
        except (EOFError, OSError):
            self._end_process()
            return Outcome(errors=(shown_problem(_ENDED, self._options.source, ()),))

    def stop(self) -> None:
        """Ends the process, at once even if it is in the middle of a build, and starts no other."""
        self._is_over = True
        self._end_process()

    def _ask(self) -> Outcome:
        try:
            connection = self._asked()
        except OSError:  # It was killed while it had nothing to do.
            self._end_process()
            connection = self._asked()
        outcome = connection.recv()
        assert isinstance(outcome, Outcome)
        self._is_busy = False
        return outcome

    def _asked(self) -> Connection:
        with self._lock:
            if self._is_over:
                raise EOFError
            connection = self._connection or self._start()
            self._is_busy = True
            connection.send(None)
            return connection

    def _end_process(self) -> None:
        with self._lock:
            process, connection, is_busy = self._process, self._connection, self._is_busy
            self._process = self._connection = None
            self._is_busy = False
        if connection is not None and not is_busy:
            connection.close()  # Which ends a process that waits for its next build.
        if process is not None:
            process.join(0 if is_busy else _END_SECONDS)
            process.terminate()
            process.join()
            process.close()

    def _start(self) -> Connection:
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        # No daemon: those may not have processes of their own, and a build has.
        self._process = context.Process(target=_run, args=(theirs, self._options, self._served))
        self._process.start()
        theirs.close()  # So that the end of the process is the end of what can be read.
        return self._connection


def _run(connection: Connection, options: BuildOptions, served: Path) -> None:
    """Builds whenever it is asked to, until nobody can ask any more."""
    # Ctrl+C reaches every process of the terminal; the server ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    building = Building(options, served)
    with suppress(EOFError, OSError):
        while True:
            connection.recv()
            connection.send(building.build())


_ENDED = error(
    "builder-ended",
    "the process that builds was ended from outside",
    hint="if memory ran out, close something; the next save starts it again",
)
