"""Compares two sites: addresses first, then the signals of each page that is in both or moved."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from urllib.parse import urlsplit

import msgspec
from msgspec.structs import replace

from allforces_site.compare.differences import feed_changes, page_changes
from allforces_site.compare.moves import PagesByText, lost_address, moved_feed, redirected
from allforces_site.compare.values import (
    Change,
    ChangedPage,
    Comparison,
    LostAddress,
    Move,
    Page,
    SiteTree,
    Unread,
)
from allforces_site.workers import spread

OnDone = Callable[[int, int], None]


class _Places(msgspec.Struct):
    """Where the old addresses are now; `kept` are pairs of an old and a new address."""

    kept: list[tuple[str, str]]
    moved: list[Move]
    lost: list[LostAddress]


def compare_sites(old: SiteTree, new: SiteTree, jobs: int, on_done: OnDone) -> Comparison:
    """All that differs, worst first. `on_done` is called with the number of pages compared and of all."""
    has_pages = old.pages is not None and new.pages is not None
    if not has_pages:
        old, new = _with_listed(old, new), _with_listed(new, old)
    places = _places(old, new)
    known = {target for _, target in places.kept} | {move.target for move in places.moved}
    added = sorted(
        address for address in new.addresses if address not in known and old.page_at(address) is None
    )
    changed = list(_changed(old, new, places, jobs, on_done)) if has_pages else []
    return Comparison(
        old,
        new,
        len(places.kept),
        sorted(places.lost, key=lambda lost: lost.address),
        sorted(places.moved, key=lambda move: (not move.loss, move.address)),
        added,
        sorted(changed, key=lambda page: (-page.losses, -len(page.changes), page.address)),
        list(_unread(old, new)),
    )


# ---- addresses -----------------------------------------------------------------------------------


def _with_listed(site: SiteTree, other: SiteTree) -> SiteTree:
    """A site with the addresses that can be compared with those of a sitemap.

    A sitemap has no redirects, no feeds and no pages that search engines leave out; its addresses are counted
    from the same folder as those of the other site.
    """
    if site.pages is not None:
        return replace(site, addresses=frozenset(filter(None, map(_listed, site.pages.values()))), feeds={})
    base = urlsplit(other.site.prefix).path
    if not base:
        return site
    return replace(site, addresses=frozenset(_below(base, address) for address in site.addresses))


def _listed(page: Page) -> str | None:
    is_hidden = page.value("redirect") or "noindex" in (page.value("robots") or "")
    return None if is_hidden or page.address == "/404.html" else page.address


def _below(base: str, address: str) -> str:
    rest = address.removeprefix(base) if address.startswith(base) else address
    return rest if rest.startswith("/") else address


def _places(old: SiteTree, new: SiteTree) -> _Places:
    places = _Places([], [], [])
    unfound = []
    for address in sorted(old.addresses):
        target = new.page_at(address)
        if target is None:
            unfound.append(address)
            continue
        page = (new.pages or {}).get(target)
        found = redirected(address, (old.pages or {}).get(address), page, new) if page is not None else None
        if isinstance(found, Move):
            places.moved.append(found)
        elif found is not None:
            places.lost.append(found)
        else:
            places.kept.append((address, target))
    for found in _elsewhere(unfound, old, new):
        (places.moved if isinstance(found, Move) else places.lost).append(found)  # type: ignore[arg-type]
    return places


def _elsewhere(addresses: Iterable[str], old: SiteTree, new: SiteTree) -> Iterator[Move | LostAddress]:
    """Yields where the pages of addresses are that the new site does not have."""
    is_new = {address: old.page_at(address) is None for address in new.addresses}
    by_text = PagesByText((new.pages or {}).values(), is_new)
    for address in addresses:
        page, feed = (old.pages or {}).get(address), old.feeds.get(address)
        move = None
        if page is not None and page.value("redirect") is None:
            move = by_text.find(page)
        elif feed is not None:
            move = moved_feed(feed, new.feeds.values())
        yield move or lost_address(address, page)


# ---- signals -------------------------------------------------------------------------------------


def _changed(
    old: SiteTree, new: SiteTree, places: _Places, jobs: int, on_done: OnDone
) -> Iterator[ChangedPage]:
    pairs = [*places.kept, *((move.address, move.target) for move in places.moved)]

    def on_page(done: int) -> None:
        on_done(done, len(pairs))

    compared: list[list[Change]] = spread(partial(_changes, old, new), pairs, jobs, on_page)
    for (address, target), changes in zip(pairs, compared, strict=True):
        if changes:
            page = (old.pages or {}).get(address)
            yield ChangedPage(address, target, (page.value("title") if page else None) or "", changes)


def _changes(old: SiteTree, new: SiteTree, pair: tuple[str, str]) -> list[Change]:
    address, target = pair
    if target in new.unread and address not in old.unread:
        return [Change("page", "", "lost", True, "read", new.unread[target].reason)]
    old_page, new_page = (old.pages or {}).get(address), (new.pages or {}).get(target)
    if old_page is not None and new_page is not None:
        return page_changes(old_page, new_page, old, new)
    old_feed, new_feed = old.feeds.get(address), new.feeds.get(target)
    if old_feed is not None and new_feed is not None:
        return feed_changes(old_feed, new_feed)
    if (old_page is None) != (new_page is None) and address not in old.unread and target.startswith("/"):
        before, after = ("page" if page is not None else "feed" for page in (old_page, new_page))
        return [Change("page", "", "changed", True, before, after)]
    return []


def _unread(old: SiteTree, new: SiteTree) -> Iterator[Unread]:
    """Yields files that are not compared: those of the old site, and new ones."""
    yield from old.unread.values()
    for address, unread in new.unread.items():
        if address not in old.addresses:
            yield unread
