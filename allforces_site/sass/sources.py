"""The files that style sheets in Sass may import: those of `_sass`, and of the folders of `load_paths`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from glob import glob
from pathlib import Path

from allforces_site.config.sass_options import SassOptions
from allforces_site.files.kinds import SASS_EXTENSIONS
from allforces_site.files.linked_folders import look_below

_IMPORTED = (*SASS_EXTENSIONS, ".css")


def load_folders(source: Path, options: SassOptions) -> list[Path]:
    """The folders below which imports are looked for, in Jekyll's order: `load_paths`, then `_sass`.

    A path of `load_paths` may lead out of the source folder, to a `node_modules` beside it.
    """
    found: dict[Path, None] = {}
    for path in (*options.load_paths, options.folder):
        for folder in _matching(source, path):
            found[folder] = None
    return list(found)


def _matching(source: Path, path: str) -> Iterator[Path]:
    if not any(sign in path for sign in "*?["):
        folders = [source / path]
    else:
        folders = sorted(map(Path, glob(os.fspath(source / path))))  # noqa: PTH207 - the path may be absolute
    yield from (Path(os.path.normpath(folder)) for folder in folders if folder.is_dir())


def imported_files(source: Path, options: SassOptions) -> list[Path]:
    """The style sheets in the folders of `load_folders`, at any depth. Links that lead out are not
    followed.
    """
    return sorted(
        folder / name
        for folder in load_folders(source, options)
        for name in look_below(folder).files
        if name.lower().endswith(_IMPORTED)
    )
