"""Finds on disk the file that is published at an output path, as the loaders and `static/` publish it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from unicodedata import normalize

from allforces_site.loaders.walk import FileFilter


def published_file(
    path: str, source: Path | None, static_roots: Sequence[Path], files: FileFilter
) -> str | None:
    """The file that is copied to the output path `path` (in NFC); None where there is none."""
    found = _below(source, path) if source is not None and _is_part(path, files) else None
    if found is None and path.startswith("static/"):
        own = path.removeprefix("static/")
        hidden = any(name.startswith(".") for name in own.split("/"))
        found = next(filter(None, (_below(root, own) for root in static_roots)), None) if not hidden else None
    return found


def _is_part(path: str, files: FileFilter) -> bool:
    """Whether a path of the source folder is part of the site: what `loaders.walk` asks of each step."""
    steps = path.split("/")
    for depth, name in enumerate(steps, 1):
        relative = "/".join(steps[:depth])
        if files.is_excluded(relative, is_folder=depth < len(steps)):
            return False
        if files.is_special(name) and not files.is_included(relative):
            return False
    return True


def _below(root: Path, path: str) -> str | None:
    direct = os.path.join(root, path)  # noqa: PTH118 (see above: thousands of pictures)
    if os.path.isfile(direct):  # noqa: PTH113
        return direct
    # A name may be spelt otherwise on disk (NFD, as macOS writes it).
    folder = str(root)
    for name in path.split("/"):
        spelt = _spellings(folder).get(name)
        if spelt is None:
            return None
        folder = f"{folder}/{spelt}"
    return folder if os.path.isfile(folder) else None  # noqa: PTH113


def _spellings(folder: str) -> dict[str, str]:
    try:
        return {normalize("NFC", name): name for name in os.listdir(folder)}  # noqa: PTH208
    except OSError:
        return {}
