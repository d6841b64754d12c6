"""Files of the cache that belong to one output folder, which itself holds nothing but the site.

Their names contain a digest of the folder's real path. Only those of the folders built into last are kept.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Literal, TypeAlias, get_args

from allforces_site.cache.kept_values import values_in, write_value

# The status of the last build, its record, the lists of its outputs, its output stamps, and the manifests of
# the last two good ones.
FileKind: TypeAlias = Literal["built", "last", "outputs", "stamps", "manifest", "before"]
_KINDS = get_args(FileKind)

_NAME = re.compile(r"([a-z]+)-([0-9a-f]{16})")

# Number of output folders whose files are kept. That a folder does not exist is no reason to drop its files:
# two machines, or a machine and its container, may share a cache, and each has folders of its own.
_MAX_FOLDERS = 8


def output_file(cache: Path, kind: FileKind, output: Path, variant: str = "") -> Path:
    """The file of the cache that holds a value of this kind for an output folder, or for a variant of it."""
    whose = os.fsencode(os.path.realpath(output)) + variant.encode("utf-8", "surrogatepass")
    return cache / f"{kind}-{sha256(whose).hexdigest()[:16]}"


def write_output_value(file: Path, value: bytes) -> bool:
    """Writes a value to a file that `output_file` named, and removes the files of forgotten folders.

    Returns whether that worked; if not, the file is as before.
    """
    if not write_value(file, value):
        return False
    with suppress(OSError):
        _prune(file.parent)
    return True


def _prune(cache: Path) -> None:
    """Removes the files of all but the newest output folders, and those of other versions' kinds."""
    named = [found for name, _ in reversed(values_in(cache)) if (found := _NAME.fullmatch(name))]
    folders = list(dict.fromkeys(found[2] for found in named if found[1] in _KINDS))
    for found in named:
        if found[1] not in _KINDS or found[2] not in folders[:_MAX_FOLDERS]:
            (cache / found[0]).unlink(missing_ok=True)
