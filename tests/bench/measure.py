"""What a whole process costs, from its start to its end."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

LAUNCHER = Path(__file__).with_name("launcher.py")

# Lines of a failed command's output that the error shows.
_SHOWN = 20


class CommandFailedError(Exception):
    """A command ended with an error; the message has its last words."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Wall seconds, user and system CPU seconds of all processes, peak MiB of the largest process."""

    wall_seconds: float
    user_seconds: float
    system_seconds: float
    peak_mib: float

    def followed_by(self, other: Cost) -> Cost:
        """What both cost, one run after the other: seconds add up, memory does not."""
        return Cost(
            self.wall_seconds + other.wall_seconds,
            self.user_seconds + other.user_seconds,
            self.system_seconds + other.system_seconds,
            max(self.peak_mib, other.peak_mib),
        )


def measure(command: Sequence[str], folder: Path, log: Path) -> Cost:
    """Runs `command` in `folder`, its output in `log`. Raises `CommandFailedError`."""
    # What earlier runs wrote must not be flushed to disk during this one.
    os.sync()
    launcher = [sys.executable, "-I", "-S", str(LAUNCHER), str(log), *command]
    # Python keeps compiled modules where nothing forbids it, as it does for who installed a tool.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(launcher, cwd=folder, env=environment, stdout=subprocess.PIPE, check=True)
    cost = json.loads(done.stdout)
    if cost.pop("exit_code") != 0:
        last = log.read_text(encoding="utf-8", errors="replace").splitlines()[-_SHOWN:]
        raise CommandFailedError("\n".join((f"failed: {' '.join(command)}", *last)))
    return Cost(**cost)


def median_cost(costs: Sequence[Cost]) -> Cost:
    """The median of each figure by itself."""
    return Cost(
        median(cost.wall_seconds for cost in costs),
        median(cost.user_seconds for cost in costs),
        median(cost.system_seconds for cost in costs),
        median(cost.peak_mib for cost in costs),
    )
