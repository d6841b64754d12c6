"""The `allforces` command, run within the process of the tests.

A program takes longer to start than to build a small site. Tests start one for what only a program shows:
signals, encodings, terminals, pipes that are full.
"""

from __future__ import annotations

from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner

from allforces_site.cli import main


@dataclass(frozen=True)
class Finished:
    """How a command ended; the names are those of `subprocess.CompletedProcess`."""

    returncode: int
    stdout: str
    stderr: str


def run_command(folder: Path, *arguments: str) -> Finished:
    """Runs the command in a folder, without a terminal. Raises what it does not handle itself."""
    with chdir(folder):
        result = CliRunner().invoke(main, arguments, catch_exceptions=False)
    return Finished(result.exit_code, result.stdout, result.stderr)
