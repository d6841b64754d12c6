"""Puts a mended text in the place of a source file: whole or not at all."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

from allforces_site.files.regular_files import read_regular
from allforces_site.processes.ending import held


class ChangedMeanwhileError(OSError):
    """The file does not hold what it held when it was read."""

    def __init__(self) -> None:
        super().__init__(0, "it was changed while it was mended")


def overwrite(file: Path, old: bytes, new: bytes) -> None:
    """Gives a file that holds `old` the bytes `new`. Raises OSError, and then it is as it was.

    A link stays, and the file it leads to is written. Permissions, extended attributes and, where the
    system lets us, the owner stay. Other names of the file (hard links) keep the old bytes.
    """
    target = Path(os.path.realpath(file))
    status = target.stat()
    if not os.access(target, os.W_OK):
        raise PermissionError(13, "it is read-only")
    # Such a name is left out by the loaders, and git's users ignore it already.
    temporary = target.with_name(f".allforces-{os.getpid()}-{target.name[:100]}")
    with held():  # Nobody is to find a temporary file between the sources.
        try:
            temporary.write_bytes(new)
            with suppress(OSError):
                os.chown(temporary, status.st_uid, status.st_gid)
            shutil.copystat(target, temporary)
            os.utime(temporary)  # Not the time of change, which `copystat` takes along too.
            if read_regular(target) != old:
                raise ChangedMeanwhileError
            temporary.replace(target)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
