"""Starts child processes that never outlive this one, however it ends."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, suppress
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from allforces_site.processes.ending import KILL, before_end, held

if TYPE_CHECKING:
    import subprocess

# prctl(2): a signal for this process when the thread that started it ends. Kept over exec, not over fork.
_PR_SET_PDEATHSIG = 1

# mallopt(3). Large blocks come from the heap, and the heap never shrinks.
_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD, _NEVER = -1, -3, 1 << 30

# git and rsync remove their locks and end their own children within this time after SIGTERM.
_GRACE_SECONDS = 2.0

_IS_LINUX = sys.platform.startswith("linux")


def end_with_parent(parent: int, number: int = KILL) -> None:
    """Makes the system end this process by the signal `number` when its parent `parent` ends or has ended.

    Only Linux supports that; elsewhere nothing happens. Call `prepare` in the parent, before the fork.
    """
    library = prepare()
    if library is not None:
        library.prctl(_PR_SET_PDEATHSIG, number, 0, 0, 0)
    if os.getppid() != parent:  # The parent ended before the call.
        os._exit(1)


def keep_freed_memory() -> None:
    """Lets this process use the memory that it frees again, instead of giving it back to the system.

    Each picture needs some ten megabytes, which the system otherwise takes and clears anew: 2,000 page faults
    and 5 ms of its time for each. Only glibc supports that; elsewhere nothing happens.
    """
    mallopt = getattr(prepare(), "mallopt", None)
    if mallopt is not None:
        mallopt(_M_MMAP_THRESHOLD, _NEVER)
        mallopt(_M_TRIM_THRESHOLD, _NEVER)


@cache
def prepare() -> Any:
    """The C library, which `end_with_parent` calls, or None; loaded once in the parent, not in each child."""
    if not _IS_LINUX:
        return None
    try:
        from ctypes import CDLL

        library = CDLL(None)
        library.prctl  # noqa: B018 (looked up here, so that no child has to)
    except (ImportError, OSError, AttributeError):  # A Python or a libc without it.
        return None
    return library


def run_program(
    command: Sequence[str],
    *,
    stdin: bytes = b"",
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[bytes]:
    """Runs a program in `folder`, with `stdin` as its standard input, until it ends.

    It stays in the terminal's foreground, so that ssh can ask for a passphrase. Raises OSError if it cannot
    be started.
    """
    import subprocess  # Most builds run no program.

    prepare()
    with ExitStack() as stack:
        with held():
            process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                cwd=folder,
                env=environment,
                # SIGTERM, so that it ends its own children. This process has no other threads.
                preexec_fn=partial(end_with_parent, os.getpid(), signal.SIGTERM) if _IS_LINUX else None,
            )
            stack.enter_context(before_end(partial(end_process, process.pid)))
        stack.callback(process.kill)  # If an exception ends the wait.
        out, err = process.communicate(stdin)
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)


def end_process(pid: int, number: int = signal.SIGTERM) -> None:
    """Ends a child by the signal `number`, or by SIGKILL if it does not end, and waits until it is gone."""
    with suppress(ProcessLookupError, ChildProcessError):
        os.kill(pid, number)
        end = time.monotonic() + _GRACE_SECONDS
        while os.waitpid(pid, os.WNOHANG)[0] == 0:
            if time.monotonic() > end:
                os.kill(pid, KILL)
                os.waitpid(pid, 0)
                return
            time.sleep(0.005)
