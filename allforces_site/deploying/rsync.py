"""A folder, here or on another machine, through rsync.

rsync writes each file beside its place and then moves it there: a visitor never meets half of one.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from allforces_site.deploying.record import RECORD_FILE, Record, from_bytes, to_bytes
from allforces_site.errors import SiteError, error

# rsync(1), EXIT VALUES: a file that was asked for is not there.
_PARTIAL = 23

# What to send or remove is read from the standard input, a NUL behind each path.
_LISTED = ("--from0", "--files-from=-")

# Seconds without a byte after which a connection counts as dead.
_TIMEOUT = "60"

# A connection that breaks is tried again, after these seconds.
_PAUSES = (1.0, 4.0, 16.0)

# rsync(1): errors of the connection, of the protocol's stream, and timeouts.
_PASSING = frozenset({10, 12, 30, 35, 255})


class RsyncTarget:
    """`destination` as rsync takes it: a folder, `host:folder` or `rsync://host/module/folder`."""

    def __init__(self, destination: str) -> None:
        self.name = destination
        self._destination = destination.rstrip("/") + "/"

    def read_record(self) -> Record:
        """The record in the folder."""
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / RECORD_FILE
            code, message = self._run("--ignore-missing-args", self._destination + RECORD_FILE, str(copy))
            if copy.is_file():
                return from_bytes(copy.read_bytes(), self.name)
            is_missing = code == 0 or (code == _PARTIAL and "No such file" in message)
            if not is_missing:
                raise self._failed(code, message)
            return Record()

    def write_record(self, record: Record) -> None:
        """The record's file is moved into its place whole."""
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / RECORD_FILE
            file.write_bytes(to_bytes(record))
            self._must("--mkpath", "--chmod=F644", str(file), self._destination + RECORD_FILE)

    def put(self, root: Path, paths: Sequence[str]) -> None:
        """Sends files and makes the folders they lie in."""
        # Sizes and times are no proof: what is sent was chosen by content.
        self._must(
            "--ignore-times",
            "--chmod=D755,F644",
            *_LISTED,
            f"{root}/",
            self._destination,
            given=_listed(paths),
        )

    def delete(self, paths: Sequence[str]) -> None:
        """Removes files, and the folders that are empty then: on any machine rsync can remove what it is told
        to send and does not find.
        """
        code, message = self._remove(paths)
        if code:
            raise self._failed(code, message)
        folders = {folder.as_posix() for path in paths for folder in PurePosixPath(path).parents} - {"."}
        for depth in sorted({folder.count("/") for folder in folders}, reverse=True):
            # Those that others have files in stay; rsync says so, and nobody need hear it.
            self._remove(sorted(folder for folder in folders if folder.count("/") == depth))

    def _remove(self, paths: Sequence[str]) -> tuple[int, str]:
        with tempfile.TemporaryDirectory() as nothing:
            for path in paths:  # The folder of what is missing must be there.
                Path(nothing, path).parent.mkdir(parents=True, exist_ok=True)
            return self._run(
                "--dirs",
                "--delete-missing-args",
                *_LISTED,
                f"{nothing}/",
                self._destination,
                given=_listed(paths),
            )

    def finish(self, message: str) -> None:
        """All is there already."""

    def close(self) -> None:
        """Nothing is open."""

    def _must(self, *arguments: str, given: bytes = b"") -> None:
        code, message = self._run(*arguments, given=given)
        if code:
            raise self._failed(code, message)

    def _run(self, *arguments: str, given: bytes = b"") -> tuple[int, str]:
        """The exit code and the last line of what rsync said."""
        program = shutil.which("rsync")
        if program is None:
            hint = "install it, for instance with: apt install rsync"
            raise SiteError([error("deploy-failed", "there is no rsync on this machine", hint=hint)])
        command = [program, f"--timeout={_TIMEOUT}", *arguments]
        for pause in (*_PAUSES, None):
            done = subprocess.run(command, input=given, capture_output=True, check=False)
            if done.returncode not in _PASSING or pause is None:
                break
            time.sleep(pause)
        lines = done.stderr.decode(errors="replace").strip().splitlines()
        return done.returncode, lines[0] if lines else ""

    def _failed(self, code: int, message: str) -> SiteError:
        told = f"rsync to {self.name} ended with {code}: {message}"
        return SiteError([error("deploy-failed", told, hint="deploy again: it goes on where it stopped")])


def _listed(paths: Sequence[str]) -> bytes:
    return b"".join(path.encode() + b"\0" for path in paths)
