"""The record of the files that earlier deploys sent to a target; it is a file at the target."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from allforces_site.errors import SiteError, error
from allforces_site.files.paths import check_paths
from allforces_site.messages.message import Message, WrongValueError, say
from allforces_site.write.manifest import PageRecord, check_pages

RECORD_FILE = ".allforces-deploy.json"
_FORMAT = 1


class Record(msgspec.Struct, frozen=True):
    """The files that deploys sent.

    `files` are their SHA-256 by path; None for a file of an interrupted deploy, which may be missing, old or
    new. `pages` are those of the site that was sent completely last; older versions recorded none.
    """

    files: dict[str, str | None] = msgspec.field(default_factory=dict)
    format: int = _FORMAT
    pages: dict[str, PageRecord] | msgspec.UnsetType = msgspec.UNSET


def to_bytes(record: Record) -> bytes:
    """The content of the record's file: JSON, one path a line, sorted."""
    pages = dict(sorted(record.pages.items())) if record.pages else msgspec.UNSET
    ordered = Record(dict(sorted(record.files.items())), pages=pages)
    return msgspec.json.format(msgspec.json.encode(ordered), indent=0) + b"\n"


def from_bytes(content: bytes, target: Message) -> Record:
    """The record in the bytes of its file. Raises `SiteError` if they are not a valid record.

    Anybody who can write to the target can write the record, so a record that names anything but files of a
    site is refused as a whole.
    """
    try:
        record = msgspec.json.decode(content, type=Record)
        if record.format != _FORMAT:
            raise WrongValueError(
                say("its format is {found}, not {wanted}", found=record.format, wanted=_FORMAT)
            )
        check_paths(record.files)
        check_pages(record.pages or {})
    except (msgspec.DecodeError, ValueError) as exc:
        reason = (
            exc.message if isinstance(exc, WrongValueError) else say("it is damaged, or no deploy wrote it")
        )
        message = say(
            "{file} at {target} cannot be used: {reason}", file=RECORD_FILE, target=target, reason=reason
        )
        hint = say(
            "find out who wrote it; if that is harmless, delete it there and deploy with --adopt: that "
            "sends all files and deletes none"
        )
        raise SiteError([error("deploy-record", message, hint=hint)]) from None
    return record


def others_in(folder: str, files: Iterable[str], record: Record) -> bool:
    """Whether a folder of a target with these files contains one that is not in the record."""
    return any(path.startswith(f"{folder}/") and path not in record.files for path in files)
