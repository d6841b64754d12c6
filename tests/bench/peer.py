"""What the benchmark knows of a tool: how its site is laid out, how it is called, what it keeps."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.bench.posts import BenchPost

SITES = Path(__file__).with_name("sites")


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A second program, run after the tool in the same folder, such as one that indexes its output."""

    label: str
    version: str
    command: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WholeWork:
    """What a site with pictures and search has besides its pages.

    `pictures` is the folder of the posts' pictures, relative to the site's; `each_post` are patterns that
    find at least one file of the output for each post; `searchable` counts the posts that the search of the
    built site knows.
    """

    pictures: str
    each_post: tuple[str, ...]
    searchable: Callable[[Path], int]


@dataclass(frozen=True, slots=True)
class Peer:
    """A tool. Paths are relative to its site's folder, in which `command` is run.

    `lay_out` copies configuration and templates. `template`, `partial`, `style` and `configuration` are the
    files that the edits change. `caches` is what a cold build must not find. `deleting_command` is for the
    build after a post was deleted, if `command` would leave the post's page. `unequal` says what the tool
    does more or less than the others, for the report.
    """

    name: str
    label: str
    version: str
    command: tuple[str, ...]
    lay_out: Callable[[Path], None]
    posts: str
    text_of: Callable[[BenchPost], str]
    template: str
    partial: str
    style: str
    configuration: str
    output: str
    caches: tuple[str, ...] = ()
    deleting_command: tuple[str, ...] = ()
    unequal: tuple[str, ...] = ()
    follow_up: FollowUp | None = None
    whole_work: WholeWork | None = None


def copy_sites(*names: str) -> Callable[[Path], None]:
    """What copies the folders `sites/<name>` to a peer's folder; later ones replace files of earlier ones."""

    def copy(folder: Path) -> None:
        for name in names:
            shutil.copytree(SITES / name, folder, dirs_exist_ok=True)

    return copy
