"""Which paths name a file of a site, below the folder, branch or bucket that holds it.

A path that this program did not make itself (from a deploy record, a manifest, a listing of another machine)
is checked here before anything is written or deleted by it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

# Characters that HFS+ ignores in names, as git's protectHFS lists them (utf8.c, next_hfs_char).
_IGNORED = "[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]*"
_GIT = _IGNORED + _IGNORED.join((r"\.", "g", "i", "t")) + _IGNORED

# `git~1` and a trailing dot, space or stream are other names of `.git` on NTFS (git's protectNTFS).
_WRONG = (
    (r"^$", "it is empty"),
    (r"[\0-\x1f\x7f-\x9f\ud800-\udfff]", "it holds a control character"),
    (r"\\", "it holds a backslash"),
    (r"^/", "it begins at the root of the disk"),
    (r"^[A-Za-z]:", "it begins with the name of a drive"),
    (r"(?:^|/)\.\.[. ]*(?:/|$)", "it leads out of the folder"),
    (r"//|/$|(?:^|/)[. ]+(?:/|$)", "a part of it is empty, or dots and spaces alone"),
    (rf"(?:^|/)(?:{_GIT}|git~1)[. ]*(?:[/:]|$)", "it lies in a folder of git's"),
    (r"(?:^|/)\.allforces", "such names are the generator's own"),
)

# Of thirteen thousand paths nearly none needs a look at each rule; these two find that in 10 ms.
_ODD_SIGN = re.compile("[\0-\x1f\x7f-\x9f\\\\:\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff\ud800-\udfff]")
_ODD_PART = re.compile(r"/(?:[. /]|[Gg][Ii][Tt]~|$)")


def fault_of(path: str) -> str | None:
    """Why `path` names no file of a site; None for one that does.

    Wanted is a path relative to the site's root, its parts separated by `/`, that means the same file on
    every system: no drive letter, no backslash, no `..`, nothing that git or the generator keeps for itself.
    """
    if not _ODD_SIGN.search(path) and not _ODD_PART.search(f"/{path}"):
        return None
    return next((why for pattern, why in _WRONG if re.search(pattern, path, re.IGNORECASE)), None)


def check_paths(paths: Iterable[str]) -> None:
    """Raises ValueError for the first path that names no file of a site."""
    for path in paths:
        if fault := fault_of(path):
            raise ValueError(f"{path!a} in it is no path of a site: {fault}")


def lies_inside(target: Path, real_root: str) -> bool:
    """Whether the folder of `target`, links followed, is `real_root` or below it."""
    return is_within(os.path.realpath(target.parent), real_root)


def is_within(path: str, folder: str) -> bool:
    """Whether the path is that of `folder` or of something below it; both are real paths."""
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)
