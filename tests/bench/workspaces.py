"""A tool's site on disk, with the posts that the builds of the benchmark change."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from pathlib import Path
from unicodedata import normalize

from tests.bench.corpus import Corpus
from tests.bench.peer import Peer
from tests.bench.pictures import draw_picture, draw_pictures
from tests.bench.posts import BenchPost

# One post for each kind of edit, so that an edit never takes back another one's.
_EDITED = 3
_COMMON_TAGS = 40


@dataclass(frozen=True, slots=True)
class ChangedPosts:
    """Which posts the edits change.

    `body`, `title` and `tag` are from the middle of the corpus; `newest` are the newest, latest first: the
    first of them is never changed, the others are deleted. `common_tags` are the most used tags, those of
    letters and digits only, which every tool writes in the same way.
    """

    body: BenchPost
    title: BenchPost
    tag: BenchPost
    newest: tuple[BenchPost, ...]
    common_tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Workspace:
    """A peer's site on disk; `tags` is how many there are, spellings of one counted once."""

    peer: Peer
    folder: Path
    changed: ChangedPosts
    tags: int

    @property
    def output(self) -> Path:
        """Where the built site is."""
        return self.folder / self.peer.output

    def source(self, post: BenchPost) -> Path:
        """The file of a post."""
        return self.folder / self.peer.posts / post.file_name

    def write(self, post: BenchPost) -> None:
        """Writes a post, new or again."""
        write_post(self.peer, self.folder, post)

    def add(self, post: BenchPost) -> None:
        """Writes a new post, with its picture on a site that has pictures."""
        self.write(post)
        if self.peer.whole_work is not None:
            draw_picture(self.folder / self.peer.whole_work.pictures / f"{post.slug}.png")

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


def make_workspaces(
    peers: Sequence[Peer], corpus: Corpus, size: int, runs: int, folder: Path
) -> list[Workspace]:
    """A site with the same `size` posts for each tool, ready for `runs` runs of each kind of build.

    Raises `ValueError` if there are fewer posts than `fewest_posts`.
    """
    if size < fewest_posts(runs):
        raise ValueError(f"{size} posts are too few for {runs} runs, which need {fewest_posts(runs)}")
    folders = {peer.name: _empty_site(peer, folder) for peer in peers}
    tags: Counter[str] = Counter()
    slugs: list[str] = []
    middle: list[BenchPost] = []
    newest: list[BenchPost] = []
    for post in corpus.posts(size):
        for peer in peers:
            write_post(peer, folders[peer.name], post)
        if len(slugs) >= size // 2 and len(middle) < _EDITED + runs + 1:
            middle.append(post)
        newest = nlargest(runs + 1, (*newest, post), key=lambda post: post.date)
        tags.update(post.tags)
        slugs.append(post.slug)
    _add_pictures(peers, folders, slugs)
    body, title, tag, *_ = (post for post in middle if post not in newest)
    changed = ChangedPosts(body, title, tag, tuple(newest), tuple(_common_tags(tags)))
    distinct = len({normalize("NFKC", tag).casefold() for tag in tags})
    return [Workspace(peer, folders[peer.name], changed, distinct) for peer in peers]


def fewest_posts(runs: int) -> int:
    """How many posts a site needs, so that no run changes or deletes what another one changes."""
    return 2 * (_EDITED + runs + 1)


def write_post(peer: Peer, folder: Path, post: BenchPost) -> None:
    """Writes a post into a peer's site."""
    (folder / peer.posts / post.file_name).write_text(peer.text_of(post), encoding="utf-8", newline="\n")


def _empty_site(peer: Peer, folder: Path) -> Path:
    site = folder / peer.name
    if site.exists():
        shutil.rmtree(site)
    peer.lay_out(site)
    (site / peer.posts).mkdir(parents=True, exist_ok=True)
    return site


def _add_pictures(peers: Sequence[Peer], folders: Mapping[str, Path], slugs: Sequence[str]) -> None:
    wanting = [folders[peer.name] / peer.whole_work.pictures for peer in peers if peer.whole_work is not None]
    if wanting:
        draw_pictures(slugs, wanting)


def _common_tags(tags: Counter[str]) -> Iterator[str]:
    return (tag for tag, _ in tags.most_common(_COMMON_TAGS) if tag.isalnum())
