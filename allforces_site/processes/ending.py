"""Ends the program when a signal asks for it: at once, in order, without a traceback.

Python's own way, an exception wherever the program happens to be, fails at some moments: in a finalizer, in a
hook of `fork` and in a callback from C it is printed and forgotten; in an import it leaves half a module. So
nothing is raised here. The handler does what must be done before the end (`before_end`) and ends the process;
files are whole at any moment anyway, because new ones are written beside their place and moved there.

Signals belong to the process, so what is known of them is kept in one module-level object.
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

# Ctrl-C; what `kill`, systemd and containers send; what a terminal sends when it is closed (not on Windows).
INTERRUPT, TERMINATE, HANG_UP = signal.SIGINT, signal.SIGTERM, getattr(signal, "SIGHUP", None)
ENDING_SIGNALS = tuple(number for number in (INTERRUPT, TERMINATE, HANG_UP) if number is not None)

# The exit code of a program that a signal ended, as POSIX shells count it.
_SIGNALLED = 128

_STDERR = 2


class _Ending:
    """What is to be done when a signal comes. `pid` is the process it is for: a fork copies this object."""

    def __init__(self) -> None:
        self.pid = 0
        self.farewell = b""
        self.actions: list[Action] = []
        self.holds = 0
        self.noted: int | None = None


_ending = _Ending()


def end_at_signals(*, farewell: str = "") -> None:
    """From now on an ending signal ends this process, with `farewell` on the standard error.

    A SIGHUP that is ignored stays ignored: that is how `nohup` works.
    """
    _ending.pid = os.getpid()
    _ending.farewell = farewell.encode()
    for number in ENDING_SIGNALS:
        if number != HANG_UP or signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, _on_signal)


def end_silently() -> None:
    """A signal is the way in which this command is meant to end: no farewell."""
    _ending.farewell = b""


@contextmanager
def before_end(action: Action) -> Iterator[None]:
    """A signal that comes during the block has `action` done before the process ends.

    The action may meet the program at any moment: it must not wait for a lock that the main thread may hold.
    """
    _ending.actions.append(action)
    try:
        yield
    finally:
        _ending.actions.remove(action)


@contextmanager
def held() -> Iterator[None]:
    """A signal that comes during the block waits for its end: for a few steps that belong together.

    For the main thread only, where Python handles signals.
    """
    _ending.holds += 1
    try:
        yield
    finally:
        _ending.holds -= 1
        if _ending.noted is not None and not _ending.holds:
            _end(_ending.noted)


def leave(code: int) -> NoReturn:
    """Ends the process now, with what was printed.

    Python's own way out takes the handlers away and then clears up for some time; a signal that came then
    would end it with another code.
    """
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (AttributeError, ValueError):  # There is none, or it is closed.
            continue
        except OSError:  # Nobody reads any more, or the disk is full: what was printed is lost.
            code = code or 1
    os._exit(code)


def _on_signal(number: int, _frame: object) -> None:
    if os.getpid() != _ending.pid:  # A child of a fork of this moment: the parent's things are not its own.
        os._exit(_SIGNALLED + number)
    if _ending.holds:
        _ending.noted = number
    else:
        _end(number)


def _end(number: int) -> NoReturn:
    for each in ENDING_SIGNALS:
        signal.signal(each, signal.SIG_IGN)
    for action in reversed(_ending.actions):
        with suppress(Exception):  # Whatever fails, the rest is done and the process ends.
            action()
    with suppress(OSError, ValueError):
        # Whoever holds the other end of a full pipe does not keep the process from ending.
        if select.select([], [_STDERR], [], 0)[1]:
            os.write(_STDERR, _ending.farewell)
    os._exit(_SIGNALLED + number)
