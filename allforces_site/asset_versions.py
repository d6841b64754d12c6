"""Versions of style sheets and scripts: what tells a browser that the one it keeps is not that of today."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from allforces_site.images.published import published_file
from allforces_site.loaders.walk import FileFilter
from allforces_site.minify import ENDINGS
from allforces_site.static_files import static_files

# Hexadecimal characters: one of a thousand edits has the version of another by a chance of one in a million.
_CHARS = 10


def asset_versions(source: Path | None, static_roots: Sequence[Path], files: FileFilter) -> dict[str, str]:
    """The versions of all style sheets and scripts below `static/`, by output path."""
    versions = {}
    for name in sorted(static_files(static_roots)):
        path = f"static/{name}"
        file = published_file(path, source, static_roots, files) if name.endswith(ENDINGS) else None
        if file is not None:
            versions[path] = _version(Path(file))
    return versions


def _version(file: Path) -> str:
    try:
        return sha256(file.read_bytes()).hexdigest()[:_CHARS]
    except OSError:  # Copying the file tells of it.
        return "unreadable"
