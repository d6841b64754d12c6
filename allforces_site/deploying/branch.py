"""A branch of a git repository, such as that which GitHub Pages shows, through ghp-import.

All files of a deploy are one commit: a visitor sees the old site until it is pushed, and then the new one.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from allforces_site.deploying.record import RECORD_FILE, Record, from_bytes, to_bytes
from allforces_site.errors import SiteError, error

# A connection that breaks is tried again, after these seconds.
_PAUSES = (1.0, 4.0)

# What git says of the network rather than of what it was asked.
_PASSING = re.compile(
    rb"timed out|connection (?:reset|closed)|early EOF|RPC failed|hung up|unexpected disconnect|HTTP 5\d\d",
    re.IGNORECASE,
)


class BranchTarget:
    """`branch` at the remote `remote` (a name or an address) of the repository in the working directory."""

    def __init__(self, branch: str, remote: str = "origin") -> None:
        self.name = f"branch {branch}"
        if find_spec("ghp_import") is None:
            message = "branches need ghp-import, which is not installed"
            raise SiteError([error("deploy-failed", message, hint="pip install 'allforces-site[branch]'")])
        self._branch = branch
        # What is at the remote lies here under a name of its own: no branch of the user's is ever touched.
        self._local = f"allforces-deploy/{branch}"
        self._remote = remote
        self._folder: Path | None = None
        self._record = Record()

    def read_record(self) -> Record:
        """The record in the branch's last commit; what is there is brought here first."""
        self._fetch()
        shown = self._git("show", f"refs/heads/{self._local}:{RECORD_FILE}", must=False)
        return from_bytes(shown, self.name) if shown is not None else Record()

    def write_record(self, record: Record) -> None:
        """The record goes out with the commit."""
        self._record = record

    def put(self, root: Path, paths: Sequence[str]) -> None:
        """Takes files into the commit that `finish` makes."""
        for path in paths:
            place = self._tree / path
            place.parent.mkdir(parents=True, exist_ok=True)
            if place.is_symlink() or place.exists():
                place.unlink()
            shutil.copyfile(root / path, place)

    def delete(self, paths: Sequence[str]) -> None:
        """Leaves files out of the commit."""
        for path in paths:
            (self._tree / path).unlink(missing_ok=True)

    def finish(self, message: str) -> None:
        """Commits and pushes."""
        from ghp_import import GhpError, ghp_import

        (self._tree / RECORD_FILE).write_bytes(to_bytes(self._record))
        try:
            ghp_import(
                str(self._tree),
                remote=self._remote,
                branch=self._local,
                mesg=message,
                push=False,
                nojekyll=True,
            )
        except (GhpError, SystemExit, OSError) as exc:
            raise self._failed(f"the commit cannot be made: {exc}") from None
        self._git("push", "--quiet", self._remote, f"refs/heads/{self._local}:refs/heads/{self._branch}")

    def close(self) -> None:
        """Removes the folder in which the commit was prepared."""
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    @property
    def _tree(self) -> Path:
        """A folder with all files of the branch, which become those of its next commit."""
        if self._folder is None:
            folder = self._folder = Path(tempfile.mkdtemp(prefix="allforces-deploy-"))
            if self._git("rev-parse", "--verify", "--quiet", f"refs/heads/{self._local}", must=False):
                archive = folder / "branch.tar"
                self._git("archive", "--format=tar", f"--output={archive}", f"refs/heads/{self._local}")
                (folder / "tree").mkdir()
                shutil.unpack_archive(archive, folder / "tree", "tar", filter="data")
            (folder / "tree").mkdir(exist_ok=True)
        return self._folder / "tree"

    def _fetch(self) -> None:
        """Brings the branch as it is at the remote here, so that the next commit follows on it."""
        heads = self._git("ls-remote", "--heads", self._remote, f"refs/heads/{self._branch}")
        if heads:
            self._git(
                "fetch", "--quiet", "--no-tags", "--depth=1", self._remote,
                f"+refs/heads/{self._branch}:refs/heads/{self._local}",
            )  # fmt: skip
        elif self._git("rev-parse", "--verify", "--quiet", f"refs/heads/{self._local}", must=False):
            self._git("update-ref", "-d", f"refs/heads/{self._local}")

    def _git(self, *arguments: str, must: bool = True) -> bytes | None:
        """What git answers; None where it fails and need not succeed."""
        program = shutil.which("git")
        if program is None:
            raise self._failed("there is no git on this machine")
        # Nobody is there to type a password.
        environment = {**os.environ, "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
        for pause in (*_PAUSES, None):
            done = subprocess.run([program, *arguments], capture_output=True, check=False, env=environment)
            if done.returncode == 0:
                return done.stdout
            if pause is None or not _PASSING.search(done.stderr):
                break
            time.sleep(pause)
        if must:
            lines = done.stderr.decode(errors="replace").strip().splitlines()
            raise self._failed(
                f"git {arguments[0]}: {_without_secrets(lines[-1]) if lines else done.returncode}"
            )
        return None

    def _failed(self, told: str) -> SiteError:
        message = f"{self.name}: {told}"
        return SiteError(
            [error("deploy-failed", message, hint="what readers see is as it was; deploy again")]
        )


def _without_secrets(line: str) -> str:
    """A line without what stands before the host of an address: it may be a password."""
    return re.sub(r"(\w+://)[^/\s@]+@", r"\1…@", line)
