"""Checks that a folder is the source of a site, and finds a nearby one if it is not.

A site built from a wrong folder, such as the one above, would publish its README and settings.
"""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator
from enum import Enum, auto
from itertools import islice
from pathlib import Path

from allforces_site.config.model import CONFIG_FILE
from allforces_site.errors import SiteError, error
from allforces_site.files.kinds import left_out_as
from allforces_site.files.regular_files import read_head
from allforces_site.front_matter.fences import HEAD_BYTES, has_front_matter
from allforces_site.loaders.overrides import SOURCE
from allforces_site.messages.message import Message, say

POSTS, DRAFTS = "_posts", "_drafts"

# The search for the right folder: how many levels above the named one, how many below each of these, and the
# most folders that are searched. It only gives a hint, and a disk is large.
_ABOVE, _BELOW, _MOST = 2, 3, 400


def usual_source(here: Path = Path()) -> Path:
    """The source folder of a command that names none: `content/`, or the folder it runs in if that is a site.

    A Jekyll repository may have a folder `content` among its own, so settings count for more than posts.
    """
    usual = here / SOURCE
    if (usual / CONFIG_FILE).is_file() or not _holds_site(here):
        return usual
    return here


def project_above() -> Path | None:
    """The folder of the project that the working directory is inside of; None if it is the project itself.

    That is the nearest folder upward with settings, or with settings in its folder `content/`. A repository
    of git is not left.
    """
    here = Path.cwd()
    if _is_project(here):
        return None
    for folder, above in zip((here, *here.parents), here.parents, strict=False):
        if (folder / ".git").exists():
            return None
        if _is_project(above):
            is_content = above.name == SOURCE and not (above / ".git").exists()
            return above.parent if is_content else above
    return None


def _is_project(folder: Path) -> bool:
    return (folder / CONFIG_FILE).is_file() or (folder / SOURCE / CONFIG_FILE).is_file()


class SourceFault(Enum):
    """Why a folder is not the source of a site."""

    MISSING = auto()
    NO_FOLDER = auto()
    ONLY_POSTS = auto()
    NOTHING = auto()


def check_source_folder(source: Path) -> None:
    """Raises `SiteError` if `source` does not hold a site; the hint names the nearest folder that does."""
    fault = fault_of_source(source)
    if fault is None:
        return
    if source == Path(SOURCE) and fault is SourceFault.MISSING:
        message = say(
            "neither this folder nor {folder}/ holds {settings} or {posts}",
            folder=SOURCE,
            settings=CONFIG_FILE,
            posts=POSTS,
        )
    else:
        message = _message(fault, str(source))
    near = nearest_source(source)
    hint = (
        say("did you mean --source {folder}?", folder=near)
        if near
        else say(
            "name the folder that holds {settings} and {posts} with --source",
            settings=CONFIG_FILE,
            posts=POSTS,
        )
    )
    raise SiteError([error("source-folder", message, hint=hint)])


def fault_of_source(source: Path) -> SourceFault | None:
    """Why a folder is not the source of a site; None if it is one."""
    if not source.is_dir():
        return SourceFault.NO_FOLDER if source.exists() else SourceFault.MISSING
    if _is_source(source):
        return None
    return SourceFault.ONLY_POSTS if source.resolve().name in (POSTS, DRAFTS) else SourceFault.NOTHING


def _message(fault: SourceFault, folder: str) -> Message:
    match fault:
        case SourceFault.MISSING:
            return say("the source folder {folder} does not exist", folder=folder)
        case SourceFault.NO_FOLDER:
            return say("the source folder {folder} is no folder", folder=folder)
        case SourceFault.ONLY_POSTS:
            return say("the source folder {folder} holds posts, but not a site", folder=folder)
        case SourceFault.NOTHING:
            return say(
                "the source folder {folder} holds neither {settings} nor {posts}"
                " nor a page with front matter",
                folder=folder,
                settings=CONFIG_FILE,
                posts=POSTS,
            )


def nearest_source(source: Path) -> str | None:
    """The nearest folder with settings or posts, for a shell: first below `source`, then above and beside."""
    start = Path(os.path.abspath(source))
    homes = (start, *list(start.parents)[: _ABOVE + (not start.is_dir())])
    near = (folder for home in homes for folder in _folders(home, _BELOW))
    found = next(filter(_holds_site, islice(near, _MOST)), None)
    return _shown(found, source) if found else None


def _is_source(folder: Path) -> bool:
    if (folder / CONFIG_FILE).is_file():
        return True
    if folder.resolve().name in (POSTS, DRAFTS):
        return False
    return (folder / POSTS).is_dir() or _has_page(folder)


def _has_page(folder: Path) -> bool:
    """Whether a file in the folder has front matter, or one further below if no other site is there."""
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


def _folders(home: Path, depth: int) -> Iterator[Path]:
    """`home` and the folders below it to `depth`, nearest first, without folders of tools."""
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
    """The folder quoted for a shell: absolute if the author named an absolute path, else relative."""
    return shlex.quote(str(folder) if named.is_absolute() else os.path.relpath(folder))
