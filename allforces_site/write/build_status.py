"""What the last build of an output folder was: whether the folder may be shown to readers.

It is kept in the cache folder. Where it got lost, or the folder was changed since, nobody vouches for it.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import msgspec

from allforces_site.cache.kept_values import read_value, remove_value, unpacked
from allforces_site.cache.output_files import output_file, write_output_value
from allforces_site.files.regular_files import read_regular
from allforces_site.write.manifest import MANIFEST_FILE


class BuildStatus(msgspec.Struct, frozen=True):
    """`manifest` is the SHA-256 of the manifest that the build left in its output folder; `failed` whether it
    had errors, or warnings under `--strict`; `unpublished` the options that let in what readers must not see.
    """

    manifest: str
    failed: bool
    unpublished: tuple[str, ...] = ()


_DECODER = msgspec.msgpack.Decoder(BuildStatus)


def status_file(cache: Path, output: Path) -> Path:
    """Where the record of an output folder is kept."""
    return output_file(cache, "built", output)


def save_build_status(file: Path, build: BuildStatus) -> None:
    """Keeps a record, or none where the disk does not let us: then nothing is deployed."""
    if not write_output_value(file, msgspec.msgpack.encode(build)):
        remove_value(file)


def load_build_status(file: Path) -> BuildStatus | None:
    """The record; None where there is none that can be read."""
    return unpacked(read_value(file), _DECODER)


def manifest_digest(output: Path) -> str | None:
    """The SHA-256 of the manifest in an output folder; None where there is none."""
    try:
        return sha256(read_regular(output / MANIFEST_FILE)).hexdigest()
    except OSError:
        return None
