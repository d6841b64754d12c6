"""Runs `allforces` and sends it a signal at its own Nth step. To be run as a program:

    python doomed_program.py STEP SIGNAL all|self ARGUMENT…

A step is something that others can see: a file that is opened to be written, moved, removed or made, or a
program that is started. `all` sends the signal to the whole process group. A program that comes to its end
writes the number of its steps to `$ALLFORCES_STEPS`.
"""

from __future__ import annotations

import atexit
import os
import runpy
import sys
from pathlib import Path
from typing import Any

STEPS = frozenset(
    {
        "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.utime",
        "os.chmod", "subprocess.Popen", "os.fork", "shutil.rmtree", "shutil.copyfile", "sqlite3.connect",
    }
)  # fmt: skip


def _is_step(event: str, arguments: tuple[Any, ...]) -> bool:
    if event == "open":
        flags = arguments[2]
        return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
    return event in STEPS


def _watch(last_step: int, number: int, *, whole_group: bool) -> None:
    steps, own = 0, os.getpid()

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal steps
        if _is_step(event, arguments):
            steps += 1
            if steps == last_step:
                os.kill(0 if whole_group else os.getpid(), number)

    def tell() -> None:
        if os.getpid() == own:
            Path(os.environ["ALLFORCES_STEPS"]).write_text(str(steps), encoding="ascii")

    atexit.register(tell)
    sys.addaudithook(hook)


if __name__ == "__main__":
    step, number, whom, *arguments = sys.argv[1:]
    sys.argv = ["allforces", *arguments]
    _watch(int(step), int(number), whole_group=whom == "all")
    runpy.run_module("allforces_site", run_name="__main__", alter_sys=True)
