"""The status of the last build into an output folder, which decides whether the folder may be deployed.

It is kept in the cache folder. Without it, or if the folder has changed since, nothing is deployed.
"""

from __future__ import annotations

from functools import reduce
from hashlib import sha256
from pathlib import Path

import msgspec

from allforces_site.cache.kept_values import read_value, remove_value, unpacked
from allforces_site.cache.output_files import output_file, write_output_value
from allforces_site.files.kinds import MANIFEST_FILE
from allforces_site.files.regular_files import read_regular
from allforces_site.messages.message import Message, as_it_is, say


class BuildStatus(msgspec.Struct, frozen=True):
    """`manifest` is the SHA-256 of the manifest that the build left in its output folder; `failed` whether
    it had errors, or warnings under `--strict`; `unpublished` the options by which it shows what
    readers must not see.
    """

    manifest: str
    failed: bool
    unpublished: tuple[str, ...] = ()

    @property
    def options(self) -> Message:
        """These options as words of a sentence."""
        return reduce(
            lambda one, two: say("{one} and {two}", one=one, two=two), map(as_it_is, self.unpublished)
        )


_DECODER = msgspec.msgpack.Decoder(BuildStatus)


def status_file(cache: Path, output: Path) -> Path:
    """The file of the cache that holds the status of an output folder."""
    return output_file(cache, "built", output)


def save_build_status(file: Path, build: BuildStatus) -> None:
    """Writes the status; removes it if the disk does not allow that, so that nothing is deployed."""
    if not write_output_value(file, msgspec.msgpack.encode(build)):
        remove_value(file)


def load_build_status(file: Path) -> BuildStatus | None:
    """The status; None if there is none or it cannot be read."""
    return unpacked(read_value(file), _DECODER)


def manifest_digest(output: Path) -> str | None:
    """The SHA-256 of the manifest in an output folder; None without one."""
    try:
        return sha256(read_regular(output / MANIFEST_FILE)).hexdigest()
    except OSError:
        return None
