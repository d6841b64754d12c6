"""Output stamps: an output whose key and file are those of its stamp is not made again.

A stamp only saves work. Without one, or with a wrong one, the output is made and compared with its file.
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
    """The key of the output that a file was made of, and the file stat right after writing."""

    key: bytes
    stat: FileStat


OutputStamps = dict[str, OutputStamp]

_DECODER = msgspec.msgpack.Decoder(OutputStamps)


def stamps_file(cache: Path, output: Path) -> Path:
    """The file of the cache that holds the stamps of an output folder."""
    return output_file(cache, "stamps", output)


def load_stamps(file: Path | None) -> OutputStamps:
    """The stamps that the last build left, by output path; none if the file cannot be used."""
    return unpacked(read_value(file), _DECODER) or {} if file is not None else {}


def save_stamps(file: Path | None, stamps: Mapping[str, OutputStamp]) -> None:
    """Writes the stamps whole or not at all; without them the next build only has more to do."""
    if file is not None:
        write_output_value(file, msgspec.msgpack.encode(dict(sorted(stamps.items()))))


class StampMatch(Enum):
    """How well a file matches its stamp.

    UNTOUCHED: key and file stat are equal. COPIED: key, size and mtime are equal, but the inode or ctime is
    not, as after an archive was unpacked, or after a hidden change; its bytes must be compared.
    """

    UNTOUCHED = auto()
    COPIED = auto()
    NONE = auto()


def has_stamp(item: Output, stamps: Mapping[str, OutputStamp]) -> StampMatch:
    """How well the file of `item` matches its stamp, if no file was touched since it got its stamp."""
    stamp = stamps.get(item.path)
    has_key = stamp is not None and item.key and stamp.key == item.key
    return StampMatch.UNTOUCHED if has_key else StampMatch.NONE


def match_stamp(item: Output, output: Path, stamps: Mapping[str, OutputStamp]) -> StampMatch:
    """How well the file of `item` matches its stamp; a link or a missing file never matches."""
    stamp = stamps.get(item.path)
    if stamp is None or not item.key or stamp.key != item.key:
        return StampMatch.NONE
    try:
        status = os.lstat(f"{output}/{item.path}")
    except OSError:
        return StampMatch.NONE
    if is_untouched(stamp.stat, status):
        return StampMatch.UNTOUCHED
    is_copied = (status.st_size, status.st_mtime_ns) == stamp.stat[:2]
    return StampMatch.COPIED if is_copied else StampMatch.NONE


def stamp_of(item: Output, status: os.stat_result) -> OutputStamp | None:
    """The stamp of a file that was just written or found to be right; None for an output without a key."""
    return OutputStamp(item.key, file_stat_of(status)) if item.key else None


def remove_stamps(file: Path, paths: Collection[str]) -> None:
    """Removes the stamps of files that hold wrong bytes, so that the next build makes them again."""
    stamps = load_stamps(file)
    if stamps:
        save_stamps(file, {path: stamp for path, stamp in stamps.items() if path not in paths})
