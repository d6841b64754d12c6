"""Processes that tests start, with all that those start: counted, and stopped where a test wants them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

COMMAND = (sys.executable, "-m", "allforces_site")

# Only a guard against hanging: no test is meant to wait for as long.
PATIENCE_SECONDS = 60.0

_MARK = "ALLFORCES_TEST_MARK"


def eventually(condition: Callable[[], Any], seconds: float = PATIENCE_SECONDS) -> Any:
    """What `condition` gives once it is true; fails when it stays false."""
    end = time.monotonic() + seconds
    while not (value := condition()):
        assert time.monotonic() < end, f"still not so after {seconds} s"
        time.sleep(0.01)
    return value


def is_alive(pid: int) -> bool:
    """Whether there is a process, which has not ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def is_idle(pid: int) -> bool:
    """Whether a process has done all it can for now: none of its threads runs, or ran between two looks."""
    try:
        looks = [_threads_of(pid), _threads_of(pid)]
    except OSError:  # One that was listed has ended.
        return False
    return looks[0] == looks[1] and all("State:\tS" in status for status in looks[0].values())


def _threads_of(pid: int) -> dict[str, str]:
    """What Linux says of each thread, how often it was run among it: proc(5)."""
    return {task.name: (task / "status").read_text() for task in Path(f"/proc/{pid}/task").iterdir()}


class Marked:
    """Programs with a mark in their environment, by which they and their descendants are found."""

    def __init__(self) -> None:
        self.mark = f"{_MARK}={uuid4().hex}"

    def start(self, arguments: Any, cwd: Path, **options: Any) -> subprocess.Popen[str]:
        """Starts a program, leader of a group of its own; its standard error is read as text."""
        environment = {**os.environ, **options.pop("env", {})}
        name, _, value = self.mark.partition("=")
        let_programs_hear_signals()
        return subprocess.Popen(
            [str(argument) for argument in arguments],
            cwd=cwd,
            env={**environment, name: value},
            **{
                "start_new_session": True,
                "stdin": subprocess.DEVNULL,
                "stdout": subprocess.DEVNULL,
                "stderr": subprocess.PIPE,
                "encoding": "utf-8",
                **options,
            },
        )

    def run(self, arguments: Any, cwd: Path, **options: Any) -> tuple[int, str]:
        """The exit code of a program and what it said on the standard error."""
        process = self.start(arguments, cwd, **options)
        said = process.communicate(timeout=PATIENCE_SECONDS)[1]
        return process.returncode, said

    def alive(self) -> list[int]:
        """Who bears the mark and has not ended."""
        found = []
        for folder in Path("/proc").iterdir():
            if folder.name.isdigit():
                try:
                    environment = (folder / "environ").read_bytes().split(b"\0")
                except OSError:
                    continue
                if self.mark.encode() in environment and is_alive(int(folder.name)):
                    found.append(int(folder.name))
        return found


def let_programs_hear_signals() -> None:
    """Keeps from programs that this one ignores signals, as under `nohup` or in the background of a script.

    A program inherits what is ignored, but no handler. With a `preexec_fn` instead, Python would copy this
    large process for each program, which takes 30 ms of CPU.
    """
    for number in (signal.SIGINT, signal.SIGHUP):
        if signal.getsignal(number) is signal.SIG_IGN:
            signal.signal(number, _do_nothing)


def _do_nothing(*_: object) -> None: ...


class Gate:
    """A named pipe at which programs wait until the test lets them go.

    To stop a build in the middle of its pages, write `template` into a template.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        os.mkfifo(path)

    @property
    def template(self) -> str:
        """A piece of a template, empty on the page, that waits at the gate."""
        return f'{{{{ cycler.__init__.__globals__.os.open("{self.path}", 0) and "" }}}}'

    def met(self) -> None:
        """Returns once a program waits at the gate; it goes on, and whoever comes later waits again."""
        eventually(self._is_met)

    @contextmanager
    def opened(self) -> Iterator[None]:
        """Nobody waits at the gate, those who are there go on."""
        descriptor = os.open(self.path, os.O_RDWR)
        try:
            yield
        finally:
            os.close(descriptor)

    def _is_met(self) -> bool:
        try:
            os.close(os.open(self.path, os.O_WRONLY | os.O_NONBLOCK))
        except OSError:  # ENXIO: nobody reads.
            return False
        return True
