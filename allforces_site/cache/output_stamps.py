"""Output stamps: which outputs need not be made again, as the file that was made of their key is untouched.

A stamp only saves work. One that is lost, wrong or from elsewhere means that a file is made and
compared, as if there were none.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from enum import Enum, auto
from pathlib import Path

import msgspec

from allforces_site.cache.file_stats import FileStat, file_stat_of, is_untouched
from allforces_site.cache.kept_values import read_value, unpacked
from allforces_site.cache.output_files import output_file, write_output_value
from allforces_site.model import Output


class OutputStamp(msgspec.Struct, frozen=True, array_like=True):
    """What a file was made of, and how the disk showed it right after."""

    key: bytes
    stat: FileStat


OutputStamps = dict[str, OutputStamp]

_DECODER = msgspec.msgpack.Decoder(OutputStamps)


def stamps_file(cache: Path, output: Path) -> Path:
    """Where the stamps of an output folder are kept."""
    return output_file(cache, "stamps", output)


def load_stamps(file: Path | None) -> OutputStamps:
    """The stamps that the last build left, by path."""
    return unpacked(read_value(file), _DECODER) or {} if file is not None else {}


def save_stamps(file: Path | None, stamps: Mapping[str, OutputStamp]) -> None:
    """Writes the stamps whole or not at all; without them the next build has more to do, and no harm."""
    if file is not None:
        write_output_value(file, msgspec.msgpack.encode(dict(sorted(stamps.items()))))


class Fit(Enum):
    """How far a file is the one that its stamp describes.

    COPIED: it was made of the same and has the same size and time, but the disk shows it as another file, or
    as changed: after an archive was unpacked, but also where a change was hidden. Its bytes must be compared.
    """

    WHOLE = auto()
    COPIED = auto()
    NONE = auto()


def fit_of(item: Output, output: Path, stamps: Mapping[str, OutputStamp]) -> Fit:
    """How far the file of `item` is the one of its stamp; a link or a file that is not there never is."""
    stamp = stamps.get(item.path)
    if stamp is None or not item.key or stamp.key != item.key:
        return Fit.NONE
    try:
        status = os.lstat(f"{output}/{item.path}")
    except OSError:
        return Fit.NONE
    if is_untouched(stamp.stat, status):
        return Fit.WHOLE
    return Fit.COPIED if (status.st_size, status.st_mtime_ns) == stamp.stat[:2] else Fit.NONE


def stamp_of(item: Output, status: os.stat_result) -> OutputStamp | None:
    """The stamp of a file that was just written or found to hold the right bytes; None without a key."""
    return OutputStamp(item.key, file_stat_of(status)) if item.key else None


def remove_stamps(file: Path, paths: Collection[str]) -> None:
    """Removes the stamps of files that do not hold what they should: the next build makes them anew."""
    stamps = load_stamps(file)
    if stamps:
        save_stamps(file, {path: stamp for path, stamp in stamps.items() if path not in paths})
