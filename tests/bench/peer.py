"""What the benchmark knows of a tool: how its site is laid out, how it is called, what it keeps."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.bench.posts import BenchPost

SITES = Path(__file__).with_name("sites")
EDITION = re.compile('<p class="edition">版\\d+</p>')


def edition(number: int) -> str:
    """The line of the post's template that a template edit changes."""
    return f'<p class="edition">版{number}</p>'


@dataclass(frozen=True, slots=True)
class Peer:
    """A tool. Paths are relative to its site's folder, in which `command` is run.

    `lay_out` copies configuration and templates; `caches` is what a cold build must not find;
    `unequal` says what it does more or less than the others, for the report.
    """

    name: str
    label: str
    version: str
    command: tuple[str, ...]
    lay_out: Callable[[Path], None]
    posts: str
    text_of: Callable[[BenchPost], str]
    template: str
    output: str
    caches: tuple[str, ...] = ()
    unequal: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Workspace:
    """A peer's site on disk, with the posts that the scenarios edit and what a build must give."""

    peer: Peer
    folder: Path
    edited: BenchPost
    newest: BenchPost
    tags: int

    @property
    def output(self) -> Path:
        """Where the built site lies."""
        return self.folder / self.peer.output

    def write(self, post: BenchPost) -> None:
        """Writes a post, new or again."""
        write_post(self.peer, self.folder, post)

    def set_edition(self, number: int) -> None:
        """Edits the post's template."""
        template = self.folder / self.peer.template
        edited = EDITION.sub(edition(number), template.read_text(encoding="utf-8"))
        template.write_text(edited, encoding="utf-8")

    def clear(self) -> None:
        """Removes all that earlier builds left."""
        for name in (self.peer.output, *self.peer.caches):
            path = self.folder / name
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)

    def count_posts(self) -> int:
        """Posts in the source."""
        return sum(1 for _ in (self.folder / self.peer.posts).iterdir())


def write_post(peer: Peer, folder: Path, post: BenchPost) -> None:
    """Writes a post into a peer's site."""
    (folder / peer.posts / post.file_name).write_text(peer.text_of(post), encoding="utf-8", newline="\n")


def copy_site(name: str) -> Callable[[Path], None]:
    """What copies `sites/<name>` to a peer's folder."""

    def copy(folder: Path) -> None:
        shutil.copytree(SITES / name, folder, dirs_exist_ok=True)

    return copy
