"""What the last build of an output folder was: whether the folder may be shown to readers.

It is kept in the cache folder. Where it got lost, or the folder was changed since, nobody vouches for it.
"""

from __future__ import annotations

import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import msgspec

from allforces_site.files.regular_files import read_regular
from allforces_site.write.manifest import MANIFEST_FILE

_PREFIX = "built-"


class FinishedBuild(msgspec.Struct, frozen=True):
    """`manifest` is the SHA-256 of the manifest that the build left in its output folder; `failed` whether it
    had errors, or warnings under `--strict`; `unpublished` the options that let in what readers must not see.
    """

    manifest: str
    failed: bool
    unpublished: tuple[str, ...] = ()


def finished_build_file(cache: Path, output: Path) -> Path:
    """Where the record of an output folder is kept."""
    return cache / f"{_PREFIX}{sha256(os.path.realpath(output).encode()).hexdigest()[:16]}"


def save_finished_build(file: Path, build: FinishedBuild) -> None:
    """Keeps a record, or none where the disk does not let us: then nothing is deployed."""
    temporary = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(msgspec.json.encode(build))
        temporary.replace(file)
    except OSError:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
            file.unlink(missing_ok=True)


def load_finished_build(file: Path) -> FinishedBuild | None:
    """The record; None where there is none that can be read."""
    try:
        return msgspec.json.decode(read_regular(file), type=FinishedBuild)
    except (OSError, msgspec.DecodeError):
        return None


def manifest_digest(output: Path) -> str | None:
    """The SHA-256 of the manifest in an output folder; None where there is none."""
    try:
        return sha256(read_regular(output / MANIFEST_FILE)).hexdigest()
    except OSError:
        return None
