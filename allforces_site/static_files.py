"""The files of `static/` folders: a site's own before the theme's."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


def static_files(roots: Sequence[Path]) -> dict[str, Path]:
    """The files by name, without hidden ones; the first folder that has one gives it."""
    files: dict[str, Path] = {}
    for root in reversed(roots):
        for file in root.rglob("*"):
            name = file.relative_to(root)
            # A link that leads nowhere is no file; reading it will tell.
            if (file.is_file() or file.is_symlink()) and not any(part.startswith(".") for part in name.parts):
                files[name.as_posix()] = file
    return files
