"""Checks that paths name files of a site, below the folder, branch or bucket of the site.

A path from outside this program (a deploy record, a manifest, a listing of another machine) is checked here
before a file at that path is written or deleted.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from allforces_site.messages.message import Message, WrongValueError, say
from allforces_site.text.late_pattern import late_pattern

# Characters that HFS+ ignores in names, as git's protectHFS lists them (utf8.c, next_hfs_char).
_IGNORED = "[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]*"
_GIT = _IGNORED + _IGNORED.join((r"\.", "g", "i", "t")) + _IGNORED

# `git~1` and a trailing dot, space or stream are other names of `.git` on NTFS (git's protectNTFS).
_FAULTS = (
    (r"^$", say("it is empty")),
    (r"[\0-\x1f\x7f-\x9f\ud800-\udfff]", say("it contains a control character")),
    (r"\\", say("it contains a backslash")),
    (r"^/", say("it begins at the root of the disk")),
    (r"^[A-Za-z]:", say("it begins with the name of a drive")),
    (r"(?:^|/)\.\.[. ]*(?:/|$)", say("it leads out of the folder")),
    (r"//|/$|(?:^|/)[. ]+(?:/|$)", say("a part of it is empty, or dots and spaces alone")),
    (rf"(?:^|/)(?:{_GIT}|git~1)[. ]*(?:[/:]|$)", say("it is inside a folder of git")),
    (r"(?:^|/)\.allforces", say("such names are reserved for the generator")),
)

# Nearly all paths match neither of these two, which check 13,000 paths in 10 ms; others are checked by all
# rules.
_ODD_CHARACTER = late_pattern(
    "[\0-\x1f\x7f-\x9f\\\\:\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff\ud800-\udfff]"
)
_ODD_PART = late_pattern(r"/(?:[. /]|[Gg][Ii][Tt]~|$)")


def fault_of(path: str) -> Message | None:
    """Why `path` does not name a file of a site; None if it does.

    A valid path is relative to the site's root, its parts are separated by `/`, and it means the same file on
    every system: no drive letter, no backslash, no `..`, no name that is reserved for git or the generator.
    """
    if not _ODD_CHARACTER.search(path) and not _ODD_PART.search(f"/{path}"):
        return None
    return next((why for pattern, why in _FAULTS if re.search(pattern, path, re.IGNORECASE)), None)


def is_reserved(path: str) -> bool:
    """Whether `path` names a file of the generator itself, such as its cache, or is below one."""
    return f"/{path}".find("/.allforces") != -1


def check_paths(paths: Iterable[str]) -> None:
    """Raises WrongValueError for the first path that does not name a file of a site."""
    checked = list(paths)
    for path in checked if _may_be_odd(checked) else ():
        if fault := fault_of(path):
            raise WrongValueError(
                say("{path} in it is not a path of a site: {fault}", path=ascii(path), fault=fault)
            )


def _may_be_odd(paths: Sequence[str]) -> bool:
    """Whether any path may have a fault, found in all of them at once: that takes a fifth of the time."""
    text = "\n/".join(["", *paths, ""])
    return (
        text.count("\n") > len(paths) + 1
        or not text.replace("\n", "").isprintable()
        or any(odd in text for odd in ("\\", ":", "~", "/.", "/ ", "//", "/\n"))
    )


def lies_inside(target: Path, real_root: str) -> bool:
    """Whether the folder of `target` is, through links, `real_root` or below it."""
    return is_within(os.path.realpath(target.parent), real_root)


def is_within(path: str, folder: str) -> bool:
    """Whether `path` is `folder` or below it; both are real paths."""
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)
