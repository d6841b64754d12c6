"""What a place to deploy to can do."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from allforces_site.deploy.record import Record


class Target(Protocol):
    """A place that files can be put to. All methods raise `SiteError` with what went wrong, in plain words
    and with no secret in it. What a method put or deleted before it raised stays so.
    """

    @property
    def name(self) -> str:
        """How messages call it."""
        ...

    def read_record(self) -> Record:
        """What earlier deploys put there; an empty record where there was none."""
        ...

    def foreign(self, root: Path, paths: Sequence[str], record: Record) -> list[str]:
        """Those of `paths` that would overwrite what no deploy of `record` put there, in order.

        A file with the very bytes of the one below `root` is none of them; a folder or link in the place of a
        file, and a file or link in the place of one of its folders, are.
        """
        ...

    def write_record(self, record: Record) -> None:
        """Replaces the record, whole or not at all."""
        ...

    def put(self, root: Path, paths: Sequence[str]) -> None:
        """Sends files below `root`; each appears whole or not at all."""
        ...

    def delete(self, paths: Sequence[str]) -> None:
        """Removes files; one that is not there is no error. Nothing is removed through a link."""
        ...

    def finish(self, message: str) -> None:
        """Ends a deploy. A target that shows its files only together shows them now."""
        ...

    def close(self) -> None:
        """Lets go what it holds on this machine."""
        ...
