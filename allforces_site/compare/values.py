"""What is read from two sites, and what a comparison finds, as immutable values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Literal, TypeAlias

import msgspec

from allforces_site.compare.addresses import SiteAddress
from allforces_site.messages.message import Message
from allforces_site.urls.lookup import Missing, look_up

# All signals, in the order in which they are shown. `page` is whether a file can be read at all, and
# `canonical_page` whether the canonical address leads to a page of the tree.
SIGNALS = (
    "page",
    "redirect",
    "robots",
    "canonical",
    "canonical_page",
    "title",
    "description",
    "headings",
    "text",
    "hreflang",
    "json_ld",
    "open_graph",
    "twitter",
    "forms",
    "feeds",
)

# The values of a signal by item: `og:title` of `open_graph`; "" is the item of a signal with a single value.
Items = Mapping[str, str]


class CompareError(Exception):
    """What was given cannot be compared: wrong usage. `hint` says what to do."""

    def __init__(self, message: Message, hint: Message) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class Page(msgspec.Struct, frozen=True):
    """An HTML page: its signals as written in it, and its main text, in pieces with a line for each.

    `lang` is the language that it declares, "" if it declares none.
    """

    address: str
    signals: Mapping[str, Items]
    text: str
    lang: str = ""

    def value(self, signal: str) -> str | None:
        """The value of a signal that has a single one."""
        return self.signals.get(signal, {}).get("")


class Entry(msgspec.Struct, frozen=True):
    """An entry of a feed. `id` is what feed readers know it by."""

    id: str
    link: str
    title: str


class Feed(msgspec.Struct, frozen=True):
    """A feed: Atom, RSS or JSON Feed. `id` is its own one; "" if it has none."""

    address: str
    id: str
    entries: Sequence[Entry]


class Unread(msgspec.Struct, frozen=True):
    """A file that is part of the site and could not be read, and why."""

    address: str
    reason: Message


class SiteTree(msgspec.Struct, frozen=True):
    """A site: the files of a folder, or the addresses of a sitemap, which has `pages` of None.

    `addresses` are those of its pages and feeds. `paths` are those of all files of the folder.
    """

    name: str
    site: SiteAddress
    addresses: Collection[str]
    pages: Mapping[str, Page] | None = None
    feeds: Mapping[str, Feed] = {}
    unread: Mapping[str, Unread] = {}
    paths: Collection[str] = ()

    def page_at(self, address: str) -> str | None:
        """The address of the page or file that visitors of `address` get, None if there is none."""
        if self.pages is None:
            forms = (address, f"{address}/", f"{address}.html", address.removesuffix(".html"))
            return next((form for form in forms if form in self.addresses), None)
        if address in self.unread:
            return address
        found = look_up(self.paths, "", address)
        if isinstance(found, Missing):
            return None
        if address in self.addresses:
            return address
        return next((form for form in (f"{address}/", f"{address}.html") if form in self.addresses), address)


Kind: TypeAlias = Literal["lost", "changed", "new"]


class Change(msgspec.Struct, frozen=True):
    """A signal that differs. It is a `loss` if somebody no longer gets what the old site gave.

    `share` is only known of a text: the share of the old one that is in the new one, 0 to 1. `new` of a file
    that can no longer be read is the reason.
    """

    signal: str
    item: str
    kind: Kind
    loss: bool
    old: str | None
    new: str | Message | None
    share: float | None = None


class Move(msgspec.Struct, frozen=True):
    """An address whose page is elsewhere now.

    `via` is how it was found: a redirect by `refresh` or `canonical`, or the same `text` or feed `entries`.
    It is a `loss` if nothing leads visitors of the old address there.
    """

    address: str
    target: str
    via: Literal["refresh", "canonical", "text", "entries"]

    @property
    def loss(self) -> bool:
        return self.via in ("text", "entries")


class LostAddress(msgspec.Struct, frozen=True):
    """An address without a page. `target` is where a redirect leads that ends nowhere."""

    address: str
    title: str
    target: str | None = None


class ChangedPage(msgspec.Struct, frozen=True):
    """A page or feed with its changes, worst first. `target` is its new address, if it moved."""

    address: str
    target: str
    title: str
    changes: Sequence[Change]

    @property
    def losses(self) -> int:
        """How many of its changes are losses."""
        return sum(change.loss for change in self.changes)


class Comparison(msgspec.Struct, frozen=True):
    """All that differs between two sites, worst first, without what is allowed; `allowed` is its number.

    `kept` addresses are in both. Without `has_pages` only addresses were compared. `unread` are files that
    could not be read in the old site, or in both. `unused` are entries of the allow list that match nothing.
    """

    old: SiteTree
    new: SiteTree
    kept: int
    lost: Sequence[LostAddress]
    moved: Sequence[Move]
    added: Sequence[str]
    changed: Sequence[ChangedPage]
    unread: Sequence[Unread] = ()
    allowed: int = 0
    unused: Sequence[str] = ()

    @property
    def has_pages(self) -> bool:
        return self.old.pages is not None and self.new.pages is not None

    @property
    def lang(self) -> str:
        """The language of most pages that declare one, by preference of the new site; Japanese without."""
        for site in (self.new, self.old):
            languages = Counter(page.lang for page in (site.pages or {}).values() if page.lang)
            if languages:
                return languages.most_common(1)[0][0]
        return "ja"

    @property
    def lost_signals(self) -> int:
        """The number of losses on pages that are still there."""
        return sum(page.losses for page in self.changed)

    @property
    def is_loss(self) -> bool:
        """Whether anything is lost."""
        return bool(self.lost or any(move.loss for move in self.moved) or self.lost_signals)
