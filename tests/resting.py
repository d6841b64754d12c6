"""The rest that files need after a change, until their times would show another (see `cache.file_stats`)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TypeAlias

from allforces_site.cache.file_stats import reliable_file_stat
from tests.running_processes import eventually

Rests: TypeAlias = Callable[[Path], None]


def at_once(_: Path) -> None:
    """Does not wait: what was just changed is read again, whatever its times say."""


def rest(folder: Path) -> None:
    """Returns once what was changed so far, on the disk that `folder` lies on, has rested.

    Nobody can set the times that this depends on. A file that is younger than all others shows when it is so.
    """
    with NamedTemporaryFile(dir=folder) as youngest:
        eventually(lambda: reliable_file_stat(youngest.name))


RESTS: tuple[Rests, ...] = (at_once, rest)
