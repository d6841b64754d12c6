"""What earlier deploys put to a target: kept there, in one file."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from allforces_site.errors import SiteError, error
from allforces_site.files.paths import check_paths

RECORD_FILE = ".allforces-deploy.json"
_FORMAT = 1


class Record(msgspec.Struct, frozen=True):
    """`files`: the SHA-256 of each file that a deploy put there, by path; None for one of a deploy that was
    cut off: it may be there, old or new.
    """

    files: dict[str, str | None] = msgspec.field(default_factory=dict)
    format: int = _FORMAT


def to_bytes(record: Record) -> bytes:
    """The record's file: JSON, a path a line, in a fixed order."""
    ordered = Record(dict(sorted(record.files.items())))
    return msgspec.json.format(msgspec.json.encode(ordered), indent=0) + b"\n"


def from_bytes(content: bytes, target: str) -> Record:
    """The record in the bytes of its file. Raises `SiteError`: without it nobody knows what is ours.

    Whoever may write to the target may have written it, so a record that names anything but files of a site
    is refused as a whole.
    """
    try:
        record = msgspec.json.decode(content, type=Record)
        if record.format != _FORMAT:
            raise ValueError(f"its format is {record.format}, not {_FORMAT}")
        check_paths(record.files)
    except (msgspec.DecodeError, ValueError) as exc:
        message = f"{RECORD_FILE} at {target} cannot be used: {exc}"
        hint = (
            "find out who wrote it; if nobody is to be feared, delete it there and deploy with --adopt: that "
            "sends all files and deletes none"
        )
        raise SiteError([error("deploy-record", message, hint=hint)]) from None
    return record


def others_in(folder: str, there: Iterable[str], record: Record) -> bool:
    """Whether a folder of a target that holds the files `there` holds one that no deploy put there."""
    return any(path.startswith(f"{folder}/") and path not in record.files for path in there)
