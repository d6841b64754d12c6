"""The interface of a place to deploy to."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from allforces_site.deploy.record import Record
from allforces_site.messages.message import Message


class Target(Protocol):
    """A place to deploy to.

    All methods raise `SiteError` with the cause in plain words and without secrets. Files that a method sent
    or deleted before it raised stay sent or deleted.
    """

    @property
    def name(self) -> Message:
        """Its name in messages."""
        ...

    def read_record(self) -> Record:
        """The files of earlier deploys; an empty record if there was none."""
        ...

    def foreign(self, root: Path, paths: Sequence[str], record: Record) -> list[str]:
        """Those of `paths` that would overwrite something that is not in `record`, in order.

        A file with the same bytes as the one below `root` does not count; a folder or link in the place of a
        file, and a file or link in the place of one of its folders, do.
        """
        ...

    def write_record(self, record: Record) -> None:
        """Replaces the record, whole or not at all."""
        ...

    def put(self, root: Path, paths: Sequence[str]) -> None:
        """Sends files below `root`; each appears at the target whole or not at all."""
        ...

    def delete(self, paths: Sequence[str]) -> None:
        """Removes files; missing files are no error. Nothing is removed through a link."""
        ...

    def finish(self, message: Message) -> None:
        """Ends a deploy; `message` says what it did.

        A target that publishes all files at once publishes them now.
        """
        ...

    def close(self) -> None:
        """Releases what it holds on this machine."""
        ...
