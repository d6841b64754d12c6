"""Deploys to a folder, on this or another machine, through rsync.

rsync writes each file into a temporary folder beside the site and then moves it into its place: a visitor
never sees half a file.
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
from allforces_site.messages.message import Message, as_it_is, say
from allforces_site.processes.children import run_program
from allforces_site.text.address_secrets import without_secrets
from allforces_site.urls.permalinks import folders_above

# rsync(1), EXIT VALUES: errors selecting input files (the folder is missing); a partial transfer (a file is).
_NO_FOLDER, _PARTIAL = 3, 23

# rsync(1): a source file vanished.
_VANISHED = 24

# The paths to send or remove are read from the standard input, a NUL after each.
_FILES_FROM_STDIN = ("--from0", "--files-from=-")

# Holds unfinished files at the target while a deploy runs; the next deploy removes those of a killed one.
TEMPORARY_FOLDER = ".allforces-tmp"

# Seconds without data after which a connection counts as dead.
_TIMEOUT = "60"

# Seconds to wait before each new attempt after a connection broke.
_PAUSES = (1.0, 4.0, 16.0)

# rsync(1): errors of the connection, of the protocol's stream, and timeouts.
_TEMPORARY_ERRORS = frozenset({10, 12, 30, 35, 255})

_CONTINUE = say("deploy again: it continues where it stopped")

# rsync(1), --itemize-changes: the second of eleven characters is the kind of the file, then comes the name,
# in which special bytes are written as `\#` and three octal digits.
_ITEM = re.compile(rb"^[<>ch.*](?P<kind>[fdLDS])[^ ]{9} (?P<name>.+?)/?$")
_ESCAPED = re.compile(rb"\\#([0-7]{3})")
_FILE, _FOLDER = "f", "d"


class RsyncTarget:
    """`destination` is what rsync accepts: a folder, `host:folder` or `rsync://host/module/folder`."""

    def __init__(self, destination: str) -> None:
        self.name = as_it_is(without_secrets(destination))
        self._destination = destination.rstrip("/") + "/"
        self._is_prepared = False

    def read_record(self) -> Record:
        """Reads the record in the folder."""
        with temporary_folder() as folder:
            copy = folder / RECORD_FILE
            code, errors = self._run(
                ["--ignore-missing-args"], self._destination + RECORD_FILE, f"{folder}/{RECORD_FILE}"
            )
            if copy.is_file() and not copy.is_symlink():
                return from_bytes(read_regular(copy), self.name)
            is_missing = code == 0 or (code == _PARTIAL and b"No such file" in errors)
            if not is_missing:
                raise self._failed(errors)
            return Record()

    def foreign(self, root: Path, paths: Sequence[str], record: Record) -> list[str]:
        """Those of `paths` at which the folder has something different that no deploy sent."""
        if not paths:
            return []
        kinds = self._list()
        files = [path for path, kind in kinds.items() if kind != _FOLDER]
        taken = [path for path in paths if kinds.get(path) == _FILE and path not in record.files]
        others = self._with_different_bytes(root, taken)
        return [
            path
            for path in paths
            if path in others
            or (kinds.get(path, _FILE) not in (_FILE, _FOLDER) and path not in record.files)
            or (kinds.get(path) == _FOLDER and others_in(path, files, record))
            or any(
                kinds.get(above, _FOLDER) != _FOLDER and above not in record.files
                for above in folders_above(path)
            )
        ]

    def write_record(self, record: Record) -> None:
        """Replaces the record's file."""
        with temporary_folder() as folder:
            (folder / RECORD_FILE).write_bytes(to_bytes(record))
            self._prepare()
            self._send(folder, [RECORD_FILE])

    def put(self, root: Path, paths: Sequence[str]) -> None:
        """Sends files and creates their folders."""
        self._prepare()
        self._send(root, paths)

    def delete(self, paths: Sequence[str]) -> None:
        """Removes files, and then the folders that are empty.

        On any machine rsync can remove files that it is asked to send and does not find here.
        """
        if not paths:
            return
        kinds = self._list()
        # A folder in the place of a file is not ours, and neither is a file behind a link.
        paths = [
            path
            for path in paths
            if kinds.get(path, _FOLDER) != _FOLDER
            and all(kinds.get(above) == _FOLDER for above in folders_above(path))
        ]
        code, errors = self._remove(paths)
        if code:
            raise self._failed(errors)
        folders = {folder.as_posix() for path in paths for folder in PurePosixPath(path).parents} - {"."}
        for depth in sorted({folder.count("/") for folder in folders}, reverse=True):
            # Folders with files of others stay; that rsync fails to remove them is ignored.
            self._remove(sorted(folder for folder in folders if folder.count("/") == depth))

    def finish(self, message: Message) -> None:  # noqa: ARG002 (a folder keeps no messages)
        """Removes the temporary folder: all files are visible already."""
        self._remove([TEMPORARY_FOLDER], "--force")

    def close(self) -> None:
        """Does nothing: nothing is open."""

    def _prepare(self) -> None:
        """Creates an empty temporary folder at the target; a killed deploy may have left one."""
        if self._is_prepared:
            return
        self._remove([TEMPORARY_FOLDER], "--force")
        with temporary_folder() as empty:
            Path(empty, TEMPORARY_FOLDER).mkdir()
            options = ["--dirs", "--mkpath", "--chmod=D700"]
            code, errors = self._run(options, f"{empty}/{TEMPORARY_FOLDER}", self._destination)
        if code:
            raise self._failed(errors)
        self._is_prepared = True

    def _send(self, root: Path, paths: Sequence[str]) -> None:
        # Sizes and times do not count: the files to send were chosen by content.
        options = [
            "--ignore-times",
            "--chmod=D755,F644",
            f"--temp-dir={TEMPORARY_FOLDER}",
            *_FILES_FROM_STDIN,
        ]
        code, errors = self._run(options, f"{root}/", self._destination, stdin=_path_list(paths))
        if code:
            raise self._failed(errors)

    def _remove(self, paths: Sequence[str], *options: str) -> tuple[int, bytes]:
        if not paths:
            return 0, b""
        with temporary_folder() as empty:
            for path in paths:  # The folder of each missing file must exist.
                Path(empty, path).parent.mkdir(parents=True, exist_ok=True)
            all_options = ["--dirs", "--delete-missing-args", *options, *_FILES_FROM_STDIN]
            return self._run(all_options, f"{empty}/", self._destination, stdin=_path_list(paths))

    def _list(self) -> dict[str, str]:
        """The kind of each path in the folder: f for a file, d for a folder, other letters for others."""
        with temporary_folder() as empty:
            code, errors, output = self._call_rsync(
                ["--dry-run", "--recursive", "--links", "--devices", "--specials", *_ITEMIZED],
                self._destination,
                f"{empty}/",
            )
        if code not in (0, _NO_FOLDER, _PARTIAL, _VANISHED):
            raise self._failed(errors)
        return {name: kind for kind, name in _items(output)}

    def _with_different_bytes(self, root: Path, paths: Sequence[str]) -> set[str]:
        """Those of `paths`, which are files here and at the target, that have different bytes."""
        if not paths:
            return set()
        options = ["--dry-run", "--existing", "--checksum", *_ITEMIZED, *_FILES_FROM_STDIN]
        code, errors, output = self._call_rsync(
            options, f"{root}/", self._destination, stdin=_path_list(paths)
        )
        if code:
            raise self._failed(errors)
        return {name for kind, name in _items(output) if kind == _FILE}

    def _run(self, options: Sequence[str], *places: str, stdin: bytes = b"") -> tuple[int, bytes]:
        """Runs rsync. Returns its exit code and its errors."""
        code, errors, _ = self._call_rsync(options, *places, stdin=stdin)
        return code, errors

    def _call_rsync(
        self, options: Sequence[str], *places: str, stdin: bytes = b""
    ) -> tuple[int, bytes, bytes]:
        """Runs rsync. Returns its exit code, its errors and its output."""
        program = shutil.which("rsync")
        if program is None:
            message = say("there is no rsync on this machine")
            hint = say("install it, for instance with: apt install rsync")
            raise SiteError([error("deploy-failed", message, hint=hint)])
        command = [program, f"--timeout={_TIMEOUT}", *options, "--", *places]
        for pause in (*_PAUSES, None):
            done = run_program(command, stdin=stdin, environment=_in_english())
            if done.returncode not in _TEMPORARY_ERRORS or pause is None:
                break
            time.sleep(pause)
        return done.returncode, done.stderr, done.stdout

    def _failed(self, errors: bytes) -> SiteError:
        output = as_it_is(errors.decode(errors="replace").strip())
        return failure(self.name, RSYNC_CAUSES, output, _CONTINUE)


def _in_english() -> dict[str, str]:
    """The environment in which rsync, ssh and, where ssh passes it on, the shell there speak English."""
    return {**os.environ, "LC_ALL": "C"}


# Lists each file with its kind; bytes of UTF-8 names are not escaped.
_ITEMIZED = ("--8-bit-output", "--out-format=%i %n")


def _items(output: bytes) -> list[tuple[str, str]]:
    """The kind and the path of each file that rsync lists, without the folder itself."""
    items = []
    for line in output.split(b"\n"):
        item = _ITEM.match(line)
        if item is not None:
            name = _ESCAPED.sub(lambda match: bytes([int(match[1], 8) & 0xFF]), item["name"])
            items.append((item["kind"].decode(), os.fsdecode(name)))
    return items


def _path_list(paths: Sequence[str]) -> bytes:
    return b"".join(path.encode() + b"\0" for path in paths)
