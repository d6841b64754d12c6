"""The process in which builds run, so that no build ever makes a reader wait.

It has no thread of its own, so that a build may fork to use all cores; it is started, not forked,
so that it does not matter which threads the server has.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path

from allforces_site.build.run import BuildOptions
from allforces_site.errors import error
from allforces_site.processes.children import end_with_parent
from allforces_site.processes.ending import ENDING_SIGNALS, HANG_UP, INTERRUPT, end_at_signals
from allforces_site.serve.build_loop import BuildLoop
from allforces_site.serve.build_outcome import BuildOutcome
from allforces_site.serve.source_lines import shown_problem

# A builder that has nothing to do ends at once when it is let go, one that builds at once at SIGTERM.
_END_SECONDS = 0.5


class BuildProcess:
    """Builds in a process of its own, one build at a time; one that was killed is replaced by the next."""

    def __init__(self, options: BuildOptions, served: Path) -> None:
        self._options = options
        self._served = served
        self._process: SpawnProcess | None = None
        self._connection: Connection | None = None
        # Starting and stopping come from two threads, and stopping, at a signal, also while it stops.
        self._lock = threading.RLock()
        self._is_busy = False
        self._is_over = False

    @property
    def pid(self) -> int | None:
        """The process's id while there is one."""
        return self._process.pid if self._process is not None else None

    async def build(self) -> BuildOutcome:
        """One build; it must have ended before the next is asked for."""
        try:
            return await asyncio.to_thread(self._ask)
        except (EOFError, OSError):
            self._end_process()
            return BuildOutcome(errors=(shown_problem(_ENDED, self._options.source, ()),))

    def stop(self) -> None:
        """Ends the process, at once even if it is in the middle of a build, and starts no other."""
        self._is_over = True
        self._end_process()

    def _ask(self) -> BuildOutcome:
        try:
            connection = self._asked()
        except OSError:  # It was killed while it had nothing to do.
            self._end_process()
            connection = self._asked()
        outcome = connection.recv()
        assert isinstance(outcome, BuildOutcome)
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
            process.join(_END_SECONDS)
            process.kill()
            process.join()
            process.close()

    def _start(self) -> Connection:
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        # No daemon: those may not have processes of their own, and a build has.
        order = (theirs, self._options, self._served, os.getpid())
        self._process = context.Process(target=_run, args=order)
        with _signals_for_later():
            self._process.start()
        theirs.close()  # So that the end of the process is the end of what can be read.
        return self._connection


@contextmanager
def _signals_for_later() -> Iterator[None]:
    """Until a process that is started in the block has imported what answers signals, it hears none.

    The mask is this thread's and what it starts inherits it. Windows has none.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # The first process brings it along, and that would lift the mask.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDING_SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _run(connection: Connection, options: BuildOptions, served: Path, server: int) -> None:
    """Builds whenever it is asked to, until nobody can ask any more."""
    _belong_to(server)
    building = BuildLoop(options, served)
    with suppress(EOFError, OSError):
        while True:
            connection.recv()
            connection.send(building.build())


def _belong_to(server: int) -> None:
    """A terminal signals its whole group: the server hears that, too, and ends this process by SIGTERM."""
    end_at_signals()
    for number in filter(None, (INTERRUPT, HANG_UP)):
        signal.signal(number, signal.SIG_IGN)
    # The thread of the server that made it lives as long as the server.
    end_with_parent(server)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING_SIGNALS)


_ENDED = error(
    "builder-ended",
    "the process that builds was ended from outside",
    hint="if memory ran out, close something; the next save starts it again",
)
