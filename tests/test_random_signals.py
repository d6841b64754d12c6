"""Signals at random moments end every command as they should, and the next build is as good as a clean one.

A few moments are tried by default; for a longer run, and other moments:

    ALLFORCES_FUZZ_MOMENTS=2000 ALLFORCES_FUZZ_SEED=7 python -m pytest -q -s tests/test_random_signals.py

What a program is doing at a moment depends on the machine: each try must hold whatever that is.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.commands import run_command
from tests.conftest import tree
from tests.running_processes import COMMAND, PATIENCE_SECONDS, Marked, eventually

MOMENTS = int(os.environ.get("ALLFORCES_FUZZ_MOMENTS", "12"))

COMMANDS: dict[str, tuple[str, ...]] = {
    "build": ("build", "--jobs", "2"),
    "check": ("check", "--jobs", "2"),
    "repair": ("repair", "--write"),
    "serve": ("serve", "--port", "0"),
    "deploy": ("deploy", "folder"),
    "push": ("deploy", "branch"),
}
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL)

# Two workers have enough to do.
POSTS = 84
CONFIG = (
    "title: 試験\nurl: https://example.com\nallforces: {social_pictures: false, search: false, deploy: {"
    "folder: {rsync: live}, branch: {branch: gh-pages, remote: ../remote.git}}}\n"
)


@dataclass
class Tried:
    """How many commands a signal met at work, and how many had come to their end before."""

    met: Counter[str] = field(default_factory=Counter)
    late: int = 0


class Field:
    """A site in two editions, and what a clean build makes of each."""

    def __init__(self, workshop: Any) -> None:
        self.shop, self.marked = workshop, Marked()
        workshop.config()
        workshop.write("content/_config.yml", CONFIG)
        if shutil.which("git"):
            for folder in ("init --bare ../remote.git", "init"):
                subprocess.run(
                    ["git", *folder.split()[:1], "-q", *folder.split()[1:]], cwd=workshop.root, check=True
                )
        self.clean = []
        for edition in range(2):
            self.edit(edition)
            shutil.rmtree(workshop.output, ignore_errors=True)
            shutil.rmtree(workshop.root / ".allforces", ignore_errors=True)
            assert run_command(workshop.root, "build", "--jobs", "1").returncode == 0
            self.clean.append(workshop.tree())
        self.edition = 1
        self.seconds = {name: self.duration(name) for name in COMMANDS}

    def edit(self, edition: int) -> None:
        """Writes all posts; one in seven has something to repair."""
        self.edition = edition
        for number in range(POSTS):
            remark = "承知しました。以下に記事を書きます。\n\n" if number % 7 == 0 else ""
            text = f"{remark}第{edition}版の本文{number}です。\n\n[題](http://example.com/{number})\n"
            self.shop.post(f"2026-01-{number % 28 + 1:02}-p{number}", f"title: 記事{number}", text)

    def run(self, name: str) -> int:
        code, said = self.marked.run([*COMMAND, *COMMANDS[name]], self.shop.root)
        assert "Traceback" not in said, said
        return code

    def duration(self, name: str) -> float:
        """About how long a command takes; of the server, until it serves."""
        begun = time.perf_counter()
        if name == "serve":
            process = self.marked.start([*COMMAND, *COMMANDS[name]], self.shop.root, stdout=subprocess.PIPE)
            while not process.stdout.readline().startswith("Serving"):  # type: ignore[union-attr]
                pass
            process.kill()
            process.communicate()
        else:
            self.run(name)
        return time.perf_counter() - begun


def handles_signals(process: subprocess.Popen[str]) -> bool:
    """Whether a program has begun to handle SIGTERM: before that, Python has not come to its first line."""
    try:
        lines = Path(f"/proc/{process.pid}/status").read_text().splitlines()
    except OSError:
        return True
    caught = next((line for line in lines if line.startswith("SigCgt:")), "SigCgt: 0")
    return process.poll() is not None or bool(int(caught.split()[1], 16) >> (signal.SIGTERM - 1) & 1)


def state_of(pid: int) -> list[str]:
    """What Linux says of a child, from its state on: proc(5)."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()


def is_ending(pid: int) -> bool:
    """Whether a child has ended, or is past the last moment at which a signal could reach it."""
    # The flags are the 9th field of all, the state is the 3rd. PF_EXITING of the kernel's sched.h.
    state, *others = state_of(pid)
    return state in "ZX" or bool(int(others[5]) & 0x4)


def try_moment(site: Field, chance: random.Random, tried: Tried) -> None:
    name, number = chance.choice(list(COMMANDS)), chance.choice(SIGNALS)
    to_group = number != signal.SIGKILL and chance.random() < 0.5
    wait = chance.uniform(0, 1.05) * site.seconds[name]
    if name in ("build", "serve", "repair"):
        site.edit(chance.randrange(2))
    process = site.marked.start([*COMMAND, *COMMANDS[name]], site.shop.root)
    # What it says is read at the end: it fits into the pipe.
    while not handles_signals(process):
        time.sleep(0.001)
    time.sleep(wait)
    os.kill(process.pid, signal.SIGSTOP)  # So that it does not end between a look at it and the signal.
    eventually(lambda: state_of(process.pid)[0] in "TZX" or is_ending(process.pid))
    is_late = is_ending(process.pid)
    (os.killpg if to_group else os.kill)(process.pid, number)
    os.kill(process.pid, signal.SIGCONT)
    said = process.communicate(timeout=PATIENCE_SECONDS)[1]
    what = (
        f"{name} at {wait:.3f} s by {number.name} {'to the group' if to_group else 'to the parent'}\n{said}"
    )
    expected = {0, 1} if is_late else {-number if number == signal.SIGKILL else 128 + number}
    assert process.returncode in expected, what
    assert not (is_late and name == "serve"), what
    assert "Traceback" not in said and "ended from outside" not in said, what
    eventually(lambda: not site.marked.alive())
    tried.met[name] += not is_late
    tried.late += is_late


def check_next_build(site: Field) -> None:
    """Repairs may have changed posts meanwhile: they are written again."""
    site.edit(1 - site.edition)
    assert site.run("build") == 0
    built = tree(site.shop.output)
    assert built == site.clean[site.edition]


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc").is_dir(), reason="needs /proc to count processes")
def test_no_moment_is_a_bad_one_for_a_signal(tiny: Any) -> None:
    site, tried = Field(tiny), Tried()
    chance = random.Random(int(os.environ.get("ALLFORCES_FUZZ_SEED", "12")))

    for moment in range(MOMENTS):
        try_moment(site, chance, tried)
        if moment % 4 == 3:
            check_next_build(site)
        if moment % 50 == 49:
            sys.stderr.write(f"{moment + 1} moments: {dict(tried.met)}, {tried.late} late\n")

    assert tried.met.total(), "all were over before a signal came"
    assert site.run("deploy") == 0
