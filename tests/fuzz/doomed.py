"""Commands that are ended from outside: at a step of their own, or at a change that is seen in a folder."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

PROGRAM = Path(__file__).with_name("doomed_program.py")
PROJECT = Path(__file__).parents[2]
# Far more steps than any command takes.
NEVER = 10**9


@dataclass(frozen=True)
class Doom:
    """When and how a command is ended: at its own step number `at`, or, with `is_seen`, at the change number
    `at` below a folder."""

    at: int = NEVER
    number: int = signal.SIGKILL
    whole_group: bool = False
    is_seen: bool = False


@dataclass(frozen=True)
class Ended:
    """How a command ended: its code as `subprocess` has it, what it said, its steps if it was let be."""

    code: int
    text: str
    steps: int | None


def any_doom(chance: random.Random, steps: int, changes: int = 0) -> Doom:
    """A doom for a command of so many steps, and so many changes in the folder where they are seen."""
    number = chance.choice([signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
    is_seen = changes > 0 and chance.random() < 0.5
    return Doom(
        chance.randint(1, (changes if is_seen else steps) + 2),
        number,
        chance.random() < 0.5 or is_seen,
        is_seen,
    )


def run_doomed(root: Path, arguments: Sequence[str], doom: Doom, watched: Path | None = None) -> Ended:
    """Runs `allforces` in the folder `root` until it or `doom` ends it; changes are those in `watched`."""
    steps = root / "steps"
    steps.unlink(missing_ok=True)
    temporary = root / "tmp"
    temporary.mkdir(exist_ok=True)
    at = NEVER if doom.is_seen else doom.at
    command = [
        sys.executable,
        str(PROGRAM),
        str(at),
        str(int(doom.number)),
        "all" if doom.whole_group else "self",
    ]
    environment = {
        **os.environ,
        "PYTHONPATH": str(PROJECT),
        "ALLFORCES_STEPS": str(steps),
        # No step of the command's own, and it may come before the handlers of signals are there.
        "PYTHONDONTWRITEBYTECODE": "1",
        "TMPDIR": str(temporary),
    }
    with (root / "said").open("w+b") as said:
        process = subprocess.Popen(
            [*command, *arguments], cwd=root, env=environment, stdin=subprocess.DEVNULL, stdout=said,
            stderr=said, start_new_session=True,
        )  # fmt: skip
        try:
            with _ended_at_change(process, doom, watched):
                code = process.wait()
        finally:
            with suppress(ProcessLookupError):  # What it started ends, too, where a test gives up.
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        said.seek(0)
        text = said.read().decode(errors="replace")
    return Ended(code, text, int(steps.read_text(encoding="ascii")) if steps.exists() else None)


@contextmanager
def _ended_at_change(process: subprocess.Popen[bytes], doom: Doom, watched: Path | None) -> Iterator[None]:
    if not doom.is_seen or watched is None:
        yield
        return
    observer = Observer()
    observer.schedule(_Counting(process.pid, doom), str(watched), recursive=True)
    observer.start()
    try:
        yield
    finally:
        observer.stop()
        observer.join()


class _Counting(FileSystemEventHandler):
    """Ends a process group at a change."""

    def __init__(self, group: int, doom: Doom) -> None:
        self._group, self._doom, self._seen = group, doom, 0
        self._lock = threading.Lock()

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type in ("opened", "closed_no_write"):
            return
        with self._lock:
            self._seen += 1
            is_due = self._seen == self._doom.at
        if is_due:
            with suppress(ProcessLookupError):
                os.killpg(self._group, self._doom.number)
