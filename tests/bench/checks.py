"""Whether a build did the work that its time is reported for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tests.bench.posts import BenchPost
from tests.bench.workspaces import Workspace

# Tools merge spellings of a tag in their own ways.
_TAGS_AT_LEAST = 0.9
_POST_PAGES = "[0-9][0-9][0-9][0-9]/[0-9][0-9]/[0-9][0-9]/*/index.html"
_POSTS_A_PAGE = 10
_STYLE_SHEET = re.compile(r'<link rel="?stylesheet"? href="?([^">]+)')


class WrongOutcomeError(Exception):
    """A build ended well and yet did not write what it should; the message says what."""


def check_site(site: Workspace) -> None:
    """Every post, every page of the home list, the tags, the feed and the sitemap are there.

    So are, on a site that has them, the pictures of all posts and all posts in the search.
    """
    posts = site.count_posts()
    _same(site, "post pages", _count(site.output, _POST_PAGES), posts)
    later_pages = -(-posts // _POSTS_A_PAGE) - 1
    _same(site, "later home pages", _count(site.output, "page/*/index.html"), later_pages)
    tags = _count(site.output, "tag/*/index.html")
    if not _TAGS_AT_LEAST * site.tags <= tags <= site.tags:
        raise WrongOutcomeError(f"{site.peer.label}: {tags} tag pages for {site.tags} tags")
    for name in ("index.html", "category/index.html", "tag/index.html", "feed.xml", "sitemap.xml"):
        _same(site, name, _count(site.output, name), 1)
    if site.peer.whole_work is not None:
        _check_whole_work(site, posts)


def _check_whole_work(site: Workspace, posts: int) -> None:
    whole = site.peer.whole_work
    assert whole is not None
    for pattern in whole.each_post:
        found = _count(site.output, pattern)
        if found < posts:
            raise WrongOutcomeError(f"{site.peer.label}: {found} files {pattern}, {posts} wanted")
    _same(site, "posts in the search", whole.searchable(site.output), posts)


def check_shows(site: Workspace, post: BenchPost, text: str) -> None:
    """The page of `post` holds `text`."""
    if text not in _page(site, post):
        raise WrongOutcomeError(f'{site.peer.label}: {post.output} does not show "{text}"')


def check_listed(site: Workspace, text: str) -> None:
    """A page of the home list holds `text`."""
    if not any(text in page for page in _list_pages(site.output)):
        raise WrongOutcomeError(f'{site.peer.label}: no page of the home list shows "{text}"')


def check_first_listed(site: Workspace, text: str) -> None:
    """The home page holds `text`."""
    if text not in _read(site.output / "index.html"):
        raise WrongOutcomeError(f'{site.peer.label}: the home page does not show "{text}"')


def check_tagged(site: Workspace, post: BenchPost, tag: str) -> None:
    """The page of `post` links to the list of `tag`, and a page of that list links to the post."""
    link = re.search(rf'<a\b[^>]*\bhref="?([^">]+)"?[^>]*>\s*{tag}\s*</a>', _page(site, post), re.IGNORECASE)
    if link is None:
        raise WrongOutcomeError(f'{site.peer.label}: {post.output} has no link to the tag "{tag}"')
    folder = site.output / _path(link[1])
    if not any(_links_to(page, post) for page in _list_pages(folder)):
        raise WrongOutcomeError(f'{site.peer.label}: the list of "{tag}" has no link to {post.output}')


def check_gone(site: Workspace, post: BenchPost) -> None:
    """The page of `post` is not there, and no page of the home list links to it."""
    if (site.output / post.output).exists():
        raise WrongOutcomeError(f"{site.peer.label}: {post.output} is still there")
    if any(_links_to(page, post) for page in _list_pages(site.output)):
        raise WrongOutcomeError(f"{site.peer.label}: the home list still links to {post.output}")


def style_address(site: Workspace, post: BenchPost) -> str:
    """The address of the style sheet that the page of `post` loads first; "" if it loads none."""
    found = _STYLE_SHEET.search(_page(site, post))
    return unescape(found[1]) if found else ""


def check_style(site: Workspace, post: BenchPost, before: str, text: str) -> None:
    """The page of `post` loads a style sheet by another address than `before`, and it holds `text`."""
    address = style_address(site, post)
    if address in ("", before):
        raise WrongOutcomeError(
            f'{site.peer.label}: {post.output} loads its style sheet from "{address}", as before'
        )
    if text not in _read(site.output / _path(address)):
        raise WrongOutcomeError(f'{site.peer.label}: {address} does not hold "{text}"')


def output_size(folder: Path) -> tuple[int, float]:
    """Files and MiB of a built site."""
    sizes = [file.stat().st_size for file in folder.rglob("*") if file.is_file()]
    return len(sizes), sum(sizes) / 2**20


# ---- reading the output -----------------------------------------------------------------------


def _page(site: Workspace, post: BenchPost) -> str:
    return _read(site.output / post.output)


def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8") if file.is_file() else ""


def _list_pages(folder: Path) -> Iterator[str]:
    yield _read(folder / "index.html")
    yield from map(_read, folder.glob("page/*/index.html"))


def _links_to(page: str, post: BenchPost) -> bool:
    address = re.escape(post.output.removesuffix("index.html"))
    return re.search(rf'href="?[^"> ]*/{address}[">]', unquote(page)) is not None


def _path(address: str) -> str:
    return unquote(urlsplit(unescape(address)).path).strip("/")


def _same(site: Workspace, what: str, found: int, wanted: int) -> None:
    if found != wanted:
        raise WrongOutcomeError(f"{site.peer.label}: {found} {what}, {wanted} wanted")


def _count(folder: Path, pattern: str) -> int:
    return sum(1 for _ in folder.glob(pattern))
