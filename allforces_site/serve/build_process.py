"""A separate process for builds, so that no build makes a reader wait.

It has only one thread, so that a build can fork to use all cores; it is spawned, not forked, so that the
threads of the server do not matter.
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
from allforces_site.messages.message import say
from allforces_site.processes.children import end_with_parent
from allforces_site.processes.collector import collect_new, collect_seldom
from allforces_site.processes.ending import ENDING_SIGNALS, HANG_UP, INTERRUPT, end_at_signals
from allforces_site.serve.build_loop import BuildLoop
from allforces_site.serve.build_outcome import BuildOutcome
from allforces_site.serve.source_lines import shown_problem
from allforces_site.terminal.language import spoken

# The process ends at once: when its pipe is closed if it is idle, and at SIGTERM if it builds.
_END_SECONDS = 0.5


class BuildProcess:
    """Builds in a separate process, one build at a time; a new process replaces one that was killed."""

    def __init__(self, options: BuildOptions, served: Path) -> None:
        self._options = options
        self._served = served
        self._process: SpawnProcess | None = None
        self._connection: Connection | None = None
        # Starting and stopping happen in two threads, and a signal can stop it again while it stops.
        self._lock = threading.RLock()
        self._is_busy = False
        self._is_over = False
        self._lang = spoken()

    @property
    def pid(self) -> int | None:
        """The id of the process, or None if there is none."""
        return self._process.pid if self._process is not None else None

    async def build(self) -> BuildOutcome:
        """Builds once; a build must end before the next is requested."""
        try:
            return await asyncio.to_thread(self._request_build)
        except (EOFError, OSError):
            self._end_process()
            problem = shown_problem(_BUILDER_ENDED, self._options.source, (), self._lang)
            return BuildOutcome(errors=(problem,), lang=self._lang)

    def stop(self) -> None:
        """Ends the process at once, even during a build; no other is started."""
        self._is_over = True
        self._end_process()

    def _request_build(self) -> BuildOutcome:
        try:
            connection = self._send_request()
        except OSError:  # It was killed while it was idle.
            self._end_process()
            connection = self._send_request()
        outcome = connection.recv()
        assert isinstance(outcome, BuildOutcome)
        self._is_busy = False
        self._lang = outcome.lang
        return outcome

    def _send_request(self) -> Connection:
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
            connection.close()  # This ends an idle process.
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
        # Not a daemon: a daemon may not start processes, and a build does.
        arguments = (theirs, self._options, self._served, os.getpid())
        self._process = context.Process(target=_run, args=arguments)
        with _signals_blocked():
            self._process.start()
        theirs.close()  # So that reading ends when the process ends.
        return self._connection


@contextmanager
def _signals_blocked() -> Iterator[None]:
    """Blocks signals for a process that is started here, until it has imported its signal handlers.

    The process inherits the signal mask of this thread. Windows has none.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # The first process would start it, which would lift the mask.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDING_SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _run(connection: Connection, options: BuildOptions, served: Path, server: int) -> None:
    """Builds on each request, until the pipe is closed."""
    _belong_to(server)
    collect_seldom()
    loop = BuildLoop(options, served)
    with suppress(EOFError, OSError):
        while True:
            connection.recv()
            connection.send(loop.build())
            collect_new()  # While nobody waits.


def _belong_to(server: int) -> None:
    """Makes this process end with the server, and only when the server ends it by SIGTERM.

    A terminal signals its whole process group, so the server gets these signals too.
    """
    end_at_signals()
    for number in filter(None, (INTERRUPT, HANG_UP)):
        signal.signal(number, signal.SIG_IGN)
    # The thread of the server that started this process lives as long as the server.
    end_with_parent(server)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING_SIGNALS)


_BUILDER_ENDED = error(
    "builder-ended",
    say("the process that builds was ended from outside"),
    hint=say("if memory ran out, close something; the next save starts it again"),
)
