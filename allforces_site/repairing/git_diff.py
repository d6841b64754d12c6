"""The difference of two versions of a file, in the form that `git apply` and `patch -p1` take."""

from __future__ import annotations

import re
from difflib import unified_diff

_NO_END = "\\ No newline at end of file\n"
_SPECIAL = re.compile(r'["\\\x00-\x1f\x7f]')
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}


def git_diff(path: str, old: bytes, new: bytes) -> str:
    """The unified diff of the file at `path` (with `/`, relative to where the patch is to be applied).

    Both versions are UTF-8. Lines end at `\\n` alone, as git has it: a `\\r` before it belongs to the line.
    """
    before, after = _lines(old.decode("utf-8")), _lines(new.decode("utf-8"))
    names = [_name(f"{side}/{path}") for side in "ab"]
    # A name with spaces is ended by a tab, as GNU diff and git do it.
    shown = [f"{name}\t" if " " in name and not name.startswith('"') else name for name in names]
    diff = unified_diff(before, after, shown[0], shown[1])
    lines = [line if line.endswith("\n") else f"{line}\n{_NO_END}" for line in diff]
    return "".join([f"diff --git {names[0]} {names[1]}\n", *lines])


def _lines(text: str) -> list[str]:
    lines = [f"{line}\n" for line in text.split("\n")]
    last = lines.pop()[:-1]
    return [*lines, last] if last else lines


def _name(name: str) -> str:
    """A name as git quotes it (core.quotePath off: other letters than ASCII stay readable)."""
    if not _SPECIAL.search(name):
        return name
    quoted = _SPECIAL.sub(lambda sign: _ESCAPES.get(sign.group(), f"\\{ord(sign.group()):03o}"), name)
    return f'"{quoted}"'
