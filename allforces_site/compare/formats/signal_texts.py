"""How the signals, what happened to them and some of their values are called."""

from __future__ import annotations

from allforces_site.compare.json_ld import INVALID
from allforces_site.compare.values import Change
from allforces_site.messages.message import Message, say

SIGNAL_NAMES = {
    "page": say("File"),
    "redirect": say("Where it redirects to"),
    "robots": say("Instructions to search engines (robots)"),
    "canonical": say("Canonical address"),
    "canonical_page": say("Page of the canonical address"),
    "title": say("Title"),
    "description": say("Description"),
    "headings": say("Headings"),
    "text": say("Main text"),
    "hreflang": say("Pages in other languages (hreflang)"),
    "json_ld": say("Structured data (JSON-LD)"),
    "open_graph": say("Data for social networks (Open Graph)"),
    "twitter": say("Card on X"),
    "forms": say("Forms"),
    "feeds": say("Entries of the feed"),
}
KIND_NAMES = {"lost": say("lost"), "moved": say("moved"), "changed": say("changed"), "new": say("new")}

# Values that are words of the JSON and no text of a page.
_VALUE_NAMES = {
    ("canonical_page", "yes"): say("leads to a page of the site"),
    ("page", "read"): say("can be read"),
    ("page", "page"): say("a page"),
    ("page", "feed"): say("a feed"),
}


def item_name(item: str) -> str | Message:
    """The item of a signal as readers see it."""
    return say("(invalid JSON)") if item == INVALID else item


def value_name(change: Change, value: str | Message | None) -> str | Message | None:
    """A value of a change as readers see it; None if there is none."""
    if value is None or isinstance(value, Message):
        return value
    return _VALUE_NAMES.get((change.signal, value), value)
