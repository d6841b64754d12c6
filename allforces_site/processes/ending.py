"""Ends the program at a signal: at once, in order, without a traceback.

Python's own way, an exception wherever the program happens to be, fails at some moments: in a finalizer, in a
hook of `fork` and in a callback from C it is printed and ignored; in an import it leaves half a module. So
nothing is raised here. The handler runs the actions of `before_end` and ends the process; files are whole at
any moment, because new ones are written beside their place and then moved there.

Signals belong to the process, so their state is kept in one module-level object.
"""

from __future__ import annotations

import atexit
import os
import select
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import NoReturn

Action = Callable[[], object]

# Sent by Ctrl-C; by `kill`, systemd and containers; by a terminal that is closed (not on Windows).
INTERRUPT, TERMINATE, HANG_UP = signal.SIGINT, signal.SIGTERM, getattr(signal, "SIGHUP", None)
# Ends another process at once; on Windows the signal of `kill` does.
KILL = getattr(signal, "SIGKILL", TERMINATE)
ENDING_SIGNALS = tuple(number for number in (INTERRUPT, TERMINATE, HANG_UP) if number is not None)

# POSIX shells add the signal's number to this for the exit code of a program that a signal ended.
_SIGNALLED = 128

_STDERR = 2


class _Ending:
    """What to do at a signal. `pid` is the process it is for, because a fork copies this object."""

    def __init__(self) -> None:
        self.pid = 0
        self.farewell = b""
        self.actions: list[Action] = []
        self.holds = 0
        self.delayed: int | None = None


_ending = _Ending()


def end_at_signals(*, farewell: str = "") -> None:
    """Makes ending signals end this process from now on, with `farewell` on the standard error.

    A SIGHUP that is ignored stays ignored: that is how `nohup` works.
    """
    _ending.pid = os.getpid()
    _ending.farewell = farewell.encode()
    for number in ENDING_SIGNALS:
        if number != HANG_UP or signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, _on_signal)


def say_at_the_end(farewell: str) -> None:
    """Changes the farewell, to the language of whoever reads it; nothing if there is none."""
    if _ending.farewell:
        _ending.farewell = farewell.encode()


def end_silently() -> None:
    """Turns the farewell off, for a command that is meant to end by a signal."""
    _ending.farewell = b""


@contextmanager
def before_end(action: Action) -> Iterator[None]:
    """Runs `action` before the process ends if a signal arrives during the block.

    The action can run at any point of the program: it must not wait for a lock that the main thread may hold.
    """
    _ending.actions.append(action)
    try:
        yield
    finally:
        _ending.actions.remove(action)


@contextmanager
def held() -> Iterator[None]:
    """Delays signals that arrive during the block until its end, for a few steps that belong together.

    For the main thread only, where Python handles signals.
    """
    _ending.holds += 1
    try:
        yield
    finally:
        _ending.holds -= 1
        if _ending.delayed is not None and not _ending.holds:
            _end(_ending.delayed)


def leave(code: int) -> NoReturn:
    """Ends the process now, after flushing its output.

    Python's own exit removes the signal handlers and then cleans up for some time; a signal that arrived then
    would end the process with another code.
    """
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (AttributeError, ValueError):  # There is no such stream, or it is closed.
            continue
        except OSError:  # The reader is gone, or the disk is full: the output is lost.
            code = code or 1
    os._exit(code)


def _on_signal(number: int, _frame: object) -> None:
    if os.getpid() != _ending.pid:  # A child just after a fork: the actions are those of its parent.
        os._exit(_SIGNALLED + number)
    if _ending.holds:
        _ending.delayed = number
    else:
        _end(number)


def _end(number: int) -> NoReturn:
    for ending_signal in ENDING_SIGNALS:
        signal.signal(ending_signal, signal.SIG_IGN)
    for action in reversed(_ending.actions):
        with suppress(Exception):  # Whatever fails, the other actions run and the process ends.
            action()
    with suppress(OSError, ValueError):
        # A full pipe must not keep the process from ending.
        if select.select([], [_STDERR], [], 0)[1]:
            os.write(_STDERR, _ending.farewell)
    os._exit(_SIGNALLED + number)
