"""How a build left its output folder, so that the next one can see whether anybody else was at it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

import msgspec

from allforces_site.cache.file_stats import Sign, is_untouched, sign_of
from allforces_site.cache.output_stamps import Seals
from allforces_site.files.atomic_files import was_cut_off
from allforces_site.files.regular_files import read_regular
from allforces_site.write.foreign_files import Survey, is_unchanged
from allforces_site.write.manifest import MANIFEST_FILE


class OutputState(msgspec.Struct, frozen=True, array_like=True):
    """`manifest` and `seals` are digests of these two files; `unsealed` are the files that have no seal."""

    manifest: bytes
    seals: bytes
    unsealed: dict[str, Sign]
    survey: Survey


def state_of(output: Path, seals_at: Path, paths: Iterable[str], seals: Seals, found: Survey) -> OutputState:
    """The state that a build leaves which wrote `paths`. Raises OSError."""
    unsealed = {path: sign_of(_status(output, path)) for path in paths if path not in seals}
    return OutputState(digest_of(output / MANIFEST_FILE), digest_of(seals_at), unsealed, found)


def state_after(before: OutputState, output: Path, seals_at: Path, found: Survey) -> OutputState:
    """The state that a build leaves which rewrote some sealed files. Raises OSError."""
    return OutputState(digest_of(output / MANIFEST_FILE), digest_of(seals_at), before.unsealed, found)


def is_as_left(state: OutputState, output: Path, seals_at: Path, seals: Seals) -> bool:
    """Whether every file that the build left is there untouched, and no other one came. Reads no page."""
    try:
        return (
            not was_cut_off(output)
            and digest_of(output / MANIFEST_FILE) == state.manifest
            and digest_of(seals_at) == state.seals
            and all(is_untouched(seal.sign, _status(output, path)) for path, seal in seals.items())
            and all(is_untouched(sign, _status(output, path)) for path, sign in state.unsealed.items())
            and is_unchanged(output, state.survey.folders)
        )
    except OSError:
        return False


def digest_of(file: Path) -> bytes:
    """The SHA-256 of a file. Raises OSError."""
    return sha256(read_regular(file)).digest()


def _status(output: Path, path: str) -> os.stat_result:
    # A link's own size and time are not those of what it leads to.
    return os.lstat(f"{output}/{path}")
