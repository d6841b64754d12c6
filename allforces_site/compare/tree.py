"""Reads the folder of a built site: its pages and feeds, in several processes."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator
from functools import partial
from pathlib import Path
from typing import TypeAlias

import msgspec

from allforces_site.compare.addresses import SiteAddress, address_of_file, readable_file, site_address
from allforces_site.compare.decoding import decoded
from allforces_site.compare.feeds import HEAD, is_feed, read_feed
from allforces_site.compare.page_signals import read_page, with_resolved
from allforces_site.compare.sitemap import read_sitemap
from allforces_site.compare.values import CompareError, Feed, Page, SiteTree, Unread
from allforces_site.errors import reason_of
from allforces_site.files.regular_files import read_head, read_regular
from allforces_site.messages.message import Message, say
from allforces_site.workers import spread

_HTML = (".html", ".htm", ".xhtml")
_PERHAPS_FEEDS = (".xml", ".rss", ".atom", ".json")

# A hundred times what a long article has: reading one takes a second and a gigabyte of memory.
_LARGEST = 20 * 1024 * 1024


class _File(msgspec.Struct, frozen=True):
    """A file of the tree; `path` is relative to its root, with `/`."""

    path: str
    address: str


# None for a file that is neither a page nor a feed.
_Read: TypeAlias = Page | Feed | Unread | None


def read_site(place: Path, jobs: int, on_done: Callable[[int, int], None]) -> SiteTree:
    """The site that a folder or a sitemap is. Raises `CompareError`.

    `on_done` is called with the number of files read and of all files.
    """
    name = os.fsencode(place).decode("utf-8", "replace")
    if place.is_dir():
        return _read_tree(place, name, jobs, on_done)
    if not os.path.lexists(place):
        hint = say("build the site first, or correct the path")
        raise CompareError(say("{file} does not exist", file=name), hint)
    return read_sitemap(place, name)


def _read_tree(root: Path, name: str, jobs: int, on_done: Callable[[int, int], None]) -> SiteTree:
    unread: list[Unread] = []
    paths = sorted(_paths(root, unread))
    files = [_File(path, address_of_file(path)) for path in paths if _is_read(path)]
    if not any(file.path.lower().endswith(_HTML) for file in files):
        hint = say("give the folder of a built site, such as _site")
        raise CompareError(say("{folder} has no HTML file", folder=name), hint)
    read = partial(_read, os.path.realpath(root))
    results: list[_Read] = spread(read, files, jobs, lambda done: on_done(done, len(files)))
    pages = {result.address: result for result in results if isinstance(result, Page)}
    feeds = {result.address: result for result in results if isinstance(result, Feed)}
    unread += [result for result in results if isinstance(result, Unread)]
    site = _site_address(pages)
    site = site if site.prefix else _listed_address(root, addresses=pages)
    resolved = {
        address: with_resolved(page, partial(_resolve, site, page)) for address, page in pages.items()
    }
    unread_by_address = {one.address: one for one in unread}
    addresses = frozenset([*pages, *feeds, *unread_by_address])
    return SiteTree(
        name, site, addresses, resolved, feeds, unread_by_address, frozenset(map(readable_file, paths))
    )


def _resolve(site: SiteAddress, page: Page, written: str) -> str:
    return site.resolve(written, page.address)


def _paths(root: Path, unread: list[Unread]) -> Iterator[str]:
    """Yields the paths of all files but hidden ones; adds folders that cannot be listed to `unread`."""

    def failed(exc: OSError) -> None:
        below = os.path.relpath(exc.filename or root, root)
        reason = say("this folder cannot be listed: {reason}", reason=reason_of(exc))
        unread.append(Unread(address_of_file(f"{below}/"), reason))

    for folder, folders, names in os.walk(root, onerror=failed):
        folders[:] = [name for name in folders if not name.startswith(".")]
        below = Path(folder).relative_to(root).as_posix()
        for name in names:
            if not name.startswith("."):
                yield name if below == "." else f"{below}/{name}"


def _is_read(path: str) -> bool:
    return path.lower().endswith((*_HTML, *_PERHAPS_FEEDS))


def _read(root: str, file: _File) -> _Read:
    """What a file is: None if it is neither a page nor a feed."""
    path = os.path.join(root, file.path)  # noqa: PTH118 (of thousands of files)
    is_page = file.path.lower().endswith(_HTML)
    try:
        if reason := _refused(root, path):
            return Unread(file.address, reason) if is_page else None
        head = read_head(path, HEAD)
        if not is_page and not is_feed(head):
            return None
        content = head if len(head) < HEAD else read_regular(path)
    except OSError as exc:
        reason = say("it cannot be read: {reason}", reason=reason_of(exc))
        return Unread(file.address, reason) if is_page else None
    return read_feed(file.address, content) if is_feed(head) else read_page(file.address, decoded(content))


def _refused(root: str, path: str) -> Message | None:
    """Why a file is not read: a link out of the tree may lead to what nobody wants to publish."""
    real = os.path.realpath(path)
    if not real.startswith(root.rstrip(os.sep) + os.sep):
        return say("it is a link to a file outside of the folder")
    size = os.stat(real).st_size  # noqa: PTH116
    if size > _LARGEST:
        size, largest = (number // 1024 // 1024 for number in (size, _LARGEST))
        return say(
            "it has {size} MB, and files of more than {largest} MB are not read", size=size, largest=largest
        )
    return None


def _listed_address(root: Path, addresses: Collection[str]) -> SiteAddress:
    """What the sitemap says, for a site whose pages do not say where it is."""
    try:
        listed = read_sitemap(root / "sitemap.xml", "sitemap.xml")
    except CompareError:
        return SiteAddress()
    pairs = ((_longest_end(address, addresses), address) for address in listed.addresses)
    return site_address((page, listed.site.prefix + address) for page, address in pairs if page is not None)


def _longest_end(address: str, addresses: Collection[str]) -> str | None:
    """The one of `addresses` that is the end of `address`: a site may be below a folder of its host."""
    steps = address.split("/")
    ends = ("/" + "/".join(steps[start:]) for start in range(1, len(steps)))
    return next((end for end in ends if end in addresses), None)


def _site_address(pages: dict[str, Page]) -> SiteAddress:
    """What most canonical addresses say, or else the addresses for social networks."""
    canonical = site_address((page.address, page.value("canonical") or "") for page in pages.values())
    if canonical.prefix:
        return canonical
    return site_address(
        (page.address, page.signals.get("open_graph", {}).get("og:url", "")) for page in pages.values()
    )
