"""Whether a folder is one that a site can be built of; if not, which folder near it is.

A wrong folder, as the one above the source folder, would become a site of its README and its settings.
"""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from allforces_site.config.model import CONFIG_FILE
from allforces_site.errors import SiteError, error
from allforces_site.files.kinds import left_out_as
from allforces_site.files.regular_files import read_head
from allforces_site.front_matter.fences import HEAD_BYTES, has_front_matter

POSTS, DRAFTS = "_posts", "_drafts"

# Folders above the one that was named, and below each of these, in which the right one is looked for; and how
# many folders are looked into at most: it is only a hint, and a disk is large.
_ABOVE, _BELOW, _MOST = 2, 3, 400


def check_source_folder(source: Path) -> None:
    """Raises `SiteError` for a folder that is none or holds no site, with the nearest one that holds one."""
    if source.is_dir():
        if _is_source(source):
            return
        what = f"holds neither {CONFIG_FILE} nor {POSTS} nor a page with front matter"
        if source.resolve().name in (POSTS, DRAFTS):
            what = "holds posts, and no site"
    else:
        what = "is no folder" if source.exists() else "does not exist"
    near = _nearest(source)
    hint = f"did you mean --source {_shown(near, source)}?" if near else None
    raise SiteError(
        [
            error(
                "source-folder",
                f"the source folder {source} {what}",
                hint=hint or f"name the folder that holds {CONFIG_FILE} and {POSTS} with --source",
            )
        ]
    )


def _is_source(folder: Path) -> bool:
    if (folder / CONFIG_FILE).is_file():
        return True
    if folder.resolve().name in (POSTS, DRAFTS):
        return False
    return (folder / POSTS).is_dir() or _has_page(folder)


def _has_page(folder: Path) -> bool:
    """Whether a file right in a folder has front matter, or one below it where no other site lies there."""
    if any(map(_opens_front_matter, _files(folder))):
        return True
    below = list(islice(_folders(folder, _BELOW), 1, _MOST))
    if any(map(_holds_site, below)):
        return False
    return any(_opens_front_matter(file) for inner in below for file in _files(inner))


def _holds_site(folder: Path) -> bool:
    return (folder / CONFIG_FILE).is_file() or (folder / POSTS).is_dir()


def _opens_front_matter(file: Path) -> bool:
    try:
        return has_front_matter(read_head(file, HEAD_BYTES))
    except OSError:
        return False


def _nearest(source: Path) -> Path | None:
    """The folder with settings or posts that is nearest: first below, then above and beside."""
    start = Path(os.path.abspath(source))
    homes = (start, *list(start.parents)[: _ABOVE + (not start.is_dir())])
    near = (folder for home in homes for folder in _folders(home, _BELOW))
    return next(filter(_holds_site, islice(near, _MOST)), None)


def _folders(home: Path, depth: int) -> Iterator[Path]:
    """`home` and the folders below it, those that are nearer first; none that tools keep for themselves."""
    level = [home] if home.is_dir() else []
    for _ in range(depth + 1):
        yield from level
        level = [below for folder in level for below in _inner_folders(folder)]


def _inner_folders(folder: Path) -> list[Path]:
    return [
        entry
        for entry in _entries(folder)
        if not entry.name.startswith((".", "_"))
        and not entry.is_symlink()
        and entry.is_dir()
        and left_out_as(entry.name, is_folder=True) is None
    ]


def _files(folder: Path) -> list[Path]:
    return [entry for entry in _entries(folder) if not entry.name.startswith((".", "_")) and entry.is_file()]


def _entries(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []


def _shown(folder: Path, named: Path) -> str:
    """The folder for a shell, from the root or from here as the author named the wrong one."""
    return shlex.quote(str(folder) if named.is_absolute() else os.path.relpath(folder))
