"""Which outputs need not be made again: their key is that of the file that lies there untouched.

A seal only saves work. One that is lost, wrong or from elsewhere means that a file is made and
compared, as if there were none.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from enum import Enum, auto
from pathlib import Path

import msgspec

from allforces_site.cache.file_stats import Sign, is_untouched, sign_of
from allforces_site.cache.kept_values import read_value, unpacked
from allforces_site.cache.output_files import output_file, write_output_value
from allforces_site.model import Output


class Seal(msgspec.Struct, frozen=True, array_like=True):
    """What a file was made of, and how the disk showed it right after."""

    key: bytes
    sign: Sign


Seals = dict[str, Seal]

_DECODER = msgspec.msgpack.Decoder(Seals)


def seals_file(cache: Path, output: Path) -> Path:
    """Where the seals of an output folder are kept."""
    return output_file(cache, "stamps", output)


def load_seals(file: Path | None) -> Seals:
    """The seals that the last build left, by path."""
    return unpacked(read_value(file), _DECODER) or {} if file is not None else {}


def save_seals(file: Path | None, seals: Mapping[str, Seal]) -> None:
    """Writes the seals whole or not at all; without them the next build has more to do, and no harm."""
    if file is not None:
        write_output_value(file, msgspec.msgpack.encode(dict(sorted(seals.items()))))


class Fit(Enum):
    """How far a file is the one that was sealed.

    COPIED: it was made of the same and has the same size and time, but the disk shows it as another file, or
    as changed: so it is after an archive was unpacked, and after somebody hid a change. Its bytes tell.
    """

    WHOLE = auto()
    COPIED = auto()
    NONE = auto()


def fit_of(item: Output, output: Path, seals: Mapping[str, Seal]) -> Fit:
    """How far the file of `item` is the one that was sealed; a link or a file that is not there never is."""
    seal = seals.get(item.path)
    if seal is None or not item.key or seal.key != item.key:
        return Fit.NONE
    try:
        status = os.lstat(f"{output}/{item.path}")
    except OSError:
        return Fit.NONE
    if is_untouched(seal.sign, status):
        return Fit.WHOLE
    return Fit.COPIED if (status.st_size, status.st_mtime_ns) == seal.sign[:2] else Fit.NONE


def sealed_as(item: Output, status: os.stat_result) -> Seal | None:
    """The seal of a file that was just written or found to hold the right bytes; None without a key."""
    return Seal(item.key, sign_of(status)) if item.key else None


def break_seals(file: Path, paths: Collection[str]) -> None:
    """Drops the seals of files that do not hold what they should: the next build makes them anew."""
    seals = load_seals(file)
    if seals:
        save_seals(file, {path: seal for path, seal in seals.items() if path not in paths})
