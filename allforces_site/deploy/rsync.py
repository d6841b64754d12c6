"""A folder, here or on another machine, through rsync.

rsync writes each file into a folder of its own beside the site, and then moves it into its place: a visitor
never meets half of one.
"""

from __future__ import annotations

import os
import re
import shutil
import time
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from allforces_site.deploy.failures import RSYNC_CAUSES, failure
from allforces_site.deploy.record import RECORD_FILE, Record, from_bytes, others_in, to_bytes
from allforces_site.deploy.temporary_folder import temporary_folder
from allforces_site.errors import SiteError, error
from allforces_site.files.regular_files import read_regular
from allforces_site.processes.children import run_program
from allforces_site.text.address_secrets import without_secrets
from allforces_site.urls.permalinks import folders_above

# rsync(1), EXIT VALUES: errors selecting input files (the folder is not there), and some file is not.
_NO_FOLDER, _PARTIAL = 3, 23

# rsync(1): a file went while it was looked at.
_VANISHED = 24

# What to send or remove is read from the standard input, a NUL behind each path.
_LISTED = ("--from0", "--files-from=-")

# Half files lie here, at the target, while a deploy runs; what a killed one left goes with the next.
TEMPORARY_FOLDER = ".allforces-tmp"

# Seconds without a byte after which a connection counts as dead.
_TIMEOUT = "60"

# A connection that breaks is tried again, after these seconds.
_PAUSES = (1.0, 4.0, 16.0)

# rsync(1): errors of the connection, of the protocol's stream, and timeouts.
_PASSING = frozenset({10, 12, 30, 35, 255})

_ON = "deploy again: it goes on where it stopped"

# rsync(1), --itemize-changes: the second of eleven signs is the kind of the file, then comes the name, in
# which odd bytes are written as `\#` and three octal figures.
_ITEM = re.compile(rb"^[<>ch.*](?P<kind>[fdLDS])[^ ]{9} (?P<name>.+?)/?$")
_ESCAPED = re.compile(rb"\\#([0-7]{3})")
_FILE, _FOLDER = "f", "d"


class RsyncTarget:
    """`destination` as rsync takes it: a folder, `host:folder` or `rsync://host/module/folder`."""

    def __init__(self, destination: str) -> None:
        self.name = without_secrets(destination)
        self._destination = destination.rstrip("/") + "/"
        self._is_prepared = False

    def read_record(self) -> Record:
        """The record in the folder."""
        with temporary_folder() as folder:
            copy = folder / RECORD_FILE
            code, said = self._run(
                ["--ignore-missing-args"], self._destination + RECORD_FILE, f"{folder}/{RECORD_FILE}"
            )
            if copy.is_file() and not copy.is_symlink():
                return from_bytes(read_regular(copy), self.name)
            is_missing = code == 0 or (code == _PARTIAL and b"No such file" in said)
            if not is_missing:
                raise self._failed(said)
            return Record()

    def foreign(self, root: Path, paths: Sequence[str], record: Record) -> list[str]:
        """Those of `paths` where the folder holds something else that no deploy put there."""
        if not paths:
            return []
        there = self._list()
        files = [path for path, kind in there.items() if kind != _FOLDER]
        taken = [path for path in paths if there.get(path) == _FILE and path not in record.files]
        others = self._with_other_bytes(root, taken)
        return [
            path
            for path in paths
            if path in others
            or (there.get(path, _FILE) not in (_FILE, _FOLDER) and path not in record.files)
            or (there.get(path) == _FOLDER and others_in(path, files, record))
            or any(
                there.get(above, _FOLDER) != _FOLDER and above not in record.files
                for above in folders_above(path)
            )
        ]

    def write_record(self, record: Record) -> None:
        """The record's file is moved into its place whole."""
        with temporary_folder() as folder:
            (folder / RECORD_FILE).write_bytes(to_bytes(record))
            self._prepare()
            self._send(folder, [RECORD_FILE])

    def put(self, root: Path, paths: Sequence[str]) -> None:
        """Sends files and makes the folders they lie in."""
        self._prepare()
        self._send(root, paths)

    def delete(self, paths: Sequence[str]) -> None:
        """Removes files, and the folders that are empty then: on any machine rsync can remove what it is told
        to send and does not find.
        """
        if not paths:
            return
        there = self._list()
        # A folder in the place of a file is somebody else's, and so is what lies behind a link.
        paths = [
            path
            for path in paths
            if there.get(path, _FOLDER) != _FOLDER
            and all(there.get(above) == _FOLDER for above in folders_above(path))
        ]
        code, said = self._remove(paths)
        if code:
            raise self._failed(said)
        folders = {folder.as_posix() for path in paths for folder in PurePosixPath(path).parents} - {"."}
        for depth in sorted({folder.count("/") for folder in folders}, reverse=True):
            # Those that others have files in stay; rsync says so, and nobody need hear it.
            self._remove(sorted(folder for folder in folders if folder.count("/") == depth))

    def finish(self, message: str) -> None:  # noqa: ARG002 (a folder has no place for it)
        """All is there already; the folder for half files goes."""
        self._remove([TEMPORARY_FOLDER], "--force")

    def close(self) -> None:
        """Nothing is open."""

    def _prepare(self) -> None:
        """Makes the folder for half files, without what a deploy left there that was killed."""
        if self._is_prepared:
            return
        self._remove([TEMPORARY_FOLDER], "--force")
        with temporary_folder() as nothing:
            Path(nothing, TEMPORARY_FOLDER).mkdir()
            options = ["--dirs", "--mkpath", "--chmod=D700"]
            code, said = self._run(options, f"{nothing}/{TEMPORARY_FOLDER}", self._destination)
        if code:
            raise self._failed(said)
        self._is_prepared = True

    def _send(self, root: Path, paths: Sequence[str]) -> None:
        # Sizes and times are no proof: what is sent was chosen by content.
        options = ["--ignore-times", "--chmod=D755,F644", f"--temp-dir={TEMPORARY_FOLDER}", *_LISTED]
        code, said = self._run(options, f"{root}/", self._destination, given=_listed(paths))
        if code:
            raise self._failed(said)

    def _remove(self, paths: Sequence[str], *options: str) -> tuple[int, bytes]:
        if not paths:
            return 0, b""
        with temporary_folder() as nothing:
            for path in paths:  # The folder of what is missing must be there.
                Path(nothing, path).parent.mkdir(parents=True, exist_ok=True)
            wanted = ["--dirs", "--delete-missing-args", *options, *_LISTED]
            return self._run(wanted, f"{nothing}/", self._destination, given=_listed(paths))

    def _list(self) -> dict[str, str]:
        """All that lies in the folder: f for a file, d for a folder, other letters for what is neither."""
        with temporary_folder() as nothing:
            code, said, shown = self._told(
                ["--dry-run", "--recursive", "--links", "--devices", "--specials", *_SHOWN],
                self._destination,
                f"{nothing}/",
            )
        if code not in (0, _NO_FOLDER, _PARTIAL, _VANISHED):
            raise self._failed(said)
        return {name: kind for kind, name in _items(shown)}

    def _with_other_bytes(self, root: Path, paths: Sequence[str]) -> set[str]:
        """Those of `paths`, files on both sides, that do not hold the same."""
        if not paths:
            return set()
        options = ["--dry-run", "--existing", "--checksum", *_SHOWN, *_LISTED]
        code, said, shown = self._told(options, f"{root}/", self._destination, given=_listed(paths))
        if code:
            raise self._failed(said)
        return {name for kind, name in _items(shown) if kind == _FILE}

    def _run(self, options: Sequence[str], *places: str, given: bytes = b"") -> tuple[int, bytes]:
        """The exit code and what rsync said of errors."""
        code, said, _ = self._told(options, *places, given=given)
        return code, said

    def _told(self, options: Sequence[str], *places: str, given: bytes = b"") -> tuple[int, bytes, bytes]:
        """The exit code, what rsync said of errors, and what it showed."""
        program = shutil.which("rsync")
        if program is None:
            hint = "install it, for instance with: apt install rsync"
            raise SiteError([error("deploy-failed", "there is no rsync on this machine", hint=hint)])
        command = [program, f"--timeout={_TIMEOUT}", *options, "--", *places]
        for pause in (*_PAUSES, None):
            done = run_program(command, given=given)
            if done.returncode not in _PASSING or pause is None:
                break
            time.sleep(pause)
        return done.returncode, done.stderr, done.stdout

    def _failed(self, said: bytes) -> SiteError:
        return failure(self.name, RSYNC_CAUSES, said.decode(errors="replace"), _ON)


# In what it shows, letters stay letters.
_SHOWN = ("--8-bit-output", "--out-format=%i %n")


def _items(shown: bytes) -> list[tuple[str, str]]:
    """The kind and the path of each file that rsync shows, but for the folder itself."""
    items = []
    for line in shown.split(b"\n"):
        found = _ITEM.match(line)
        if found is not None:
            name = _ESCAPED.sub(lambda match: bytes([int(match[1], 8) & 0xFF]), found["name"])
            items.append((found["kind"].decode(), os.fsdecode(name)))
    return items


def _listed(paths: Sequence[str]) -> bytes:
    return b"".join(path.encode() + b"\0" for path in paths)
