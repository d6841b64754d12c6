"""Finds where the page of an address is now: redirected, or elsewhere with the same text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from allforces_site.compare.texts import is_kept, without_spaces
from allforces_site.compare.values import Feed, LostAddress, Move, Page, SiteTree

# A shorter text, such as that of an empty list, can be that of many pages.
_TELLING_LENGTH = 40
# How many pages with the same title are compared with one that is lost, and with all that are: it takes
# seconds where all pages of a site have the same title.
_MOST_NAMESAKES, _MOST_COMPARED = 20, 5000


def redirected(address: str, old: Page | None, new: Page, tree: SiteTree) -> Move | LostAddress | None:
    """Where the page at an old address leads now; None if it leads nowhere else, or did so before."""
    if target := new.value("redirect"):
        if old is not None and old.value("redirect"):
            return None
        end = _end_of_chain(target, tree)
        if end is None:
            return LostAddress(address, _title(old), target)
        return Move(address, end, "refresh")
    return _by_canonical(address, old, new, tree)


def _end_of_chain(target: str, tree: SiteTree) -> str | None:
    """Where redirects end; None if that is no page of the tree, or if they lead round in a circle."""
    seen: set[str] = set()
    while target.startswith("/"):
        found = tree.page_at(target.partition("#")[0])
        if found is None or found in seen:
            return None
        seen.add(found)
        page = (tree.pages or {}).get(found)
        further = page.value("redirect") if page is not None else None
        if further is None:
            return found
        target = further
    return target


def _by_canonical(address: str, old: Page | None, new: Page, tree: SiteTree) -> Move | None:
    """The move that a canonical address to another page means, if the old text is there and not here."""
    canonical = (new.value("canonical") or "").partition("#")[0]
    if old is None or canonical in ("", address, old.value("canonical")):
        return None
    target = (tree.pages or {}).get(tree.page_at(canonical) or "") if canonical.startswith("/") else None
    if target is None or target.address == new.address or not old.text:
        return None
    if is_kept(old.text, new.text) or not is_kept(old.text, target.text):
        return None
    return Move(address, target.address, "canonical")


class PagesByText:
    """Finds the pages of a site by their text."""

    def __init__(self, pages: Iterable[Page], is_new: Mapping[str, bool]) -> None:
        """`is_new` are the addresses that the old site does not have: they are preferred."""
        self._is_new = is_new
        self._room = _MOST_COMPARED
        self._by_text: dict[str, list[Page]] = defaultdict(list)
        self._by_title: dict[str, list[Page]] = defaultdict(list)
        for page in pages:
            if page.value("redirect") is None:
                self._by_text[without_spaces(page.text)].append(page)
                if is_new.get(page.address):
                    self._by_title[page.value("title") or ""].append(page)

    def find(self, page: Page) -> Move | None:
        """Where the text of a page is now, with little changed if its title is the same."""
        title, text = page.value("title"), without_spaces(page.text)
        if not text:
            return None
        found = [
            other
            for other in self._by_text.get(text, ())
            if len(text) >= _TELLING_LENGTH or other.value("title") == title
        ]
        if not found and title:
            named = self._by_title.get(title, [])[: min(self._room, _MOST_NAMESAKES)]
            self._room -= len(named)
            found = [other for other in named if is_kept(page.text, other.text)]
        if not found:
            return None
        best = min(found, key=lambda other: self._distance(page, other))
        return Move(page.address, best.address, "text")

    def _distance(self, page: Page, other: Page) -> tuple[bool, bool, bool, str]:
        return (
            not self._is_new.get(other.address),
            page.value("title") != other.value("title"),
            _last_step(page.address) != _last_step(other.address),
            other.address,
        )


def moved_feed(feed: Feed, feeds: Iterable[Feed]) -> Move | None:
    """The new feed with most of the entries of an old one, None if there is none with any."""
    ids = {entry.id for entry in feed.entries}
    shared = {other.address: len(ids & {entry.id for entry in other.entries}) for other in feeds}
    best = max(shared, key=lambda address: shared[address], default=None)
    return Move(feed.address, best, "entries") if best is not None and shared[best] else None


def lost_address(address: str, page: Page | None) -> LostAddress:
    """An address that leads nowhere."""
    return LostAddress(address, _title(page))


def _title(page: Page | None) -> str:
    return (page.value("title") or "") if page is not None else ""


def _last_step(address: str) -> str:
    steps: Sequence[str] = address.rstrip("/").split("/")
    return steps[-1].partition(".")[0]
