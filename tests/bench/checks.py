"""Whether a build did what its time is told for."""

from __future__ import annotations

from pathlib import Path

from tests.bench.peer import Workspace, edition
from tests.bench.posts import BenchPost

# Tools merge spellings of a tag in their own ways.
_TAGS_AT_LEAST = 0.9
_POST_PAGES = "[0-9][0-9][0-9][0-9]/[0-9][0-9]/[0-9][0-9]/*/index.html"
_POSTS_A_PAGE = 10


class WrongOutcomeError(Exception):
    """A build ended well and yet did not write what it should; the message says what."""


def check_site(workspace: Workspace) -> None:
    """Every post, every page of the home list, the tags, the feed and the sitemap are there."""
    posts = workspace.count_posts()
    _same(workspace, "post pages", _count(workspace.output, _POST_PAGES), posts)
    later_pages = -(-posts // _POSTS_A_PAGE) - 1
    _same(workspace, "later home pages", _count(workspace.output, "page/*/index.html"), later_pages)
    tags = _count(workspace.output, "tag/*/index.html")
    if not _TAGS_AT_LEAST * workspace.tags <= tags <= workspace.tags:
        raise WrongOutcomeError(f"{workspace.peer.label}: {tags} tag pages for {workspace.tags} tags")
    for name in ("index.html", "category/index.html", "tag/index.html", "feed.xml", "sitemap.xml"):
        _same(workspace, name, _count(workspace.output, name), 1)


def check_contains(workspace: Workspace, post: BenchPost, text: str) -> None:
    """The page of `post` holds `text`."""
    page = workspace.output / post.output
    if not page.is_file() or text not in page.read_text(encoding="utf-8"):
        raise WrongOutcomeError(f'{workspace.peer.label}: {post.output} does not show "{text}"')


def check_edition(workspace: Workspace, number: int) -> None:
    """The template's edit reached the page of a post that was not edited itself."""
    check_contains(workspace, workspace.newest, edition(number))


def output_size(folder: Path) -> tuple[int, float]:
    """Files and MiB of a built site."""
    sizes = [file.stat().st_size for file in folder.rglob("*") if file.is_file()]
    return len(sizes), sum(sizes) / 2**20


def _same(workspace: Workspace, what: str, found: int, wanted: int) -> None:
    if found != wanted:
        raise WrongOutcomeError(f"{workspace.peer.label}: {found} {what}, {wanted} wanted")


def _count(folder: Path, pattern: str) -> int:
    return sum(1 for _ in folder.glob(pattern))
