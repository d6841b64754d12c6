"""Files of the cache that belong to one output folder, which itself holds nothing but the site.

They are named by the folder's real path. Those of the folders that were built into last are kept.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Literal, TypeAlias, get_args

from allforces_site.cache.kept_values import values_in, write_value

# How the last build ended; what it read and left; what each of its files was made of.
Kind: TypeAlias = Literal["built", "last", "stamps"]
_KINDS = get_args(Kind)

_NAME = re.compile(r"([a-z]+)-([0-9a-f]{16})")

# Output folders of which anything is kept. Whether such a folder still exists says nothing: a cache that two
# machines share, or a machine and its container, serves folders that only one of them has.
_FOLDERS = 8


def output_file(cache: Path, kind: Kind, output: Path) -> Path:
    """Where a value about an output folder is kept."""
    return cache / f"{kind}-{sha256(os.fsencode(os.path.realpath(output))).hexdigest()[:16]}"


def write_output_value(file: Path, value: bytes) -> bool:
    """Keeps a value in a file that `output_file` named, and removes those of folders nobody builds into.

    Whether that worked; if not, the file is as before.
    """
    if not write_value(file, value):
        return False
    with suppress(OSError):
        _prune(file.parent)
    return True


def _prune(cache: Path) -> None:
    """Removes all files but those of the newest output folders, and of kinds that other versions wrote."""
    named = [found for name, _ in reversed(values_in(cache)) if (found := _NAME.fullmatch(name))]
    folders = list(dict.fromkeys(found[2] for found in named if found[1] in _KINDS))
    for found in named:
        if found[1] not in _KINDS or found[2] not in folders[:_FOLDERS]:
            (cache / found[0]).unlink(missing_ok=True)
