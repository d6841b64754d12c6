"""Runs one command and prints what it cost, as JSON. Called as a script, by `measure`, for each command.

A process of its own, because Linux counts the memory of whoever starts a process into that process's
peak: this one is small, the benchmark, which has read thousands of posts, is not.
Arguments: the log file for the command's output, then the command.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from time import perf_counter


def run(log: Path, command: list[str]) -> dict[str, float]:
    """Exit code, wall seconds, user and system CPU seconds, and the peak MiB of the largest process.

    CPU and memory are of the command and of every descendant that was waited for.
    """
    with log.open("wb") as output:
        start = perf_counter()
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(process.pid, 0)
        wall = perf_counter() - start
    # The process is gone: without this, Popen would wait for it again.
    process.returncode = os.waitstatus_to_exitcode(status)
    # macOS gives bytes, Linux KiB.
    unit = 1 if sys.platform == "darwin" else 1024
    return {
        "exit_code": process.returncode,
        "wall_seconds": wall,
        "user_seconds": usage.ru_utime,
        "system_seconds": usage.ru_stime,
        "peak_mib": usage.ru_maxrss * unit / 2**20,
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(run(Path(sys.argv[1]), sys.argv[2:])))
