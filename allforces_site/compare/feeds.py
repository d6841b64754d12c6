"""Reads the ids of feeds: Atom, RSS (also RSS 1.0) and JSON Feed."""

from __future__ import annotations

import json
import re
from typing import Any

from allforces_site.compare.texts import plain
from allforces_site.compare.values import Entry, Feed, Unread
from allforces_site.compare.xml_reading import Element, XmlError, read_xml
from allforces_site.messages.message import say

# How many bytes at the beginning of a file say whether it is a feed.
HEAD = 4096
_FEED = re.compile(rb"<(?:[\w-]+:)?(?:feed|rss|RDF)[\s>]|jsonfeed\.org\\?/version\\?/")
_HTML = re.compile(rb"<html[\s>]|<!doctype html", re.IGNORECASE)


def is_feed(head: bytes) -> bool:
    """Whether a file that begins with `head` is a feed."""
    return _FEED.search(head[:HEAD]) is not None and _HTML.search(head[:HEAD]) is None


def read_feed(address: str, content: bytes) -> Feed | Unread:
    """The feed that `content` is; what is wrong with it, if it cannot be read."""
    try:
        if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
            return _json_feed(address, json.loads(content))
        return _xml_feed(address, read_xml(content))
    except XmlError as exc:
        return Unread(address, say("this feed cannot be read: {problem}", problem=exc.message))
    except (ValueError, RecursionError):  # RecursionError: it is nested too deeply.
        return Unread(address, say("this feed cannot be read: it is no JSON"))


def _xml_feed(address: str, root: Element) -> Feed:
    if root.name == "feed":
        entries = [_atom_entry(child) for child in root.children if child.name == "entry"]
        return Feed(address, plain(root.text_of("id")), entries)
    # The entries of RSS 1.0 are beside its channel.
    channels = [root, *(child for child in root.children if child.name == "channel")]
    items = [child for channel in channels for child in channel.children if child.name == "item"]
    return Feed(address, "", [_rss_entry(item) for item in items])


def _atom_entry(entry: Element) -> Entry:
    links = [child.attributes for child in entry.children if child.name == "link"]
    pages = (link.get("href", "") for link in links if link.get("rel", "alternate") == "alternate")
    return Entry(plain(entry.text_of("id")), plain(next(pages, "")), plain(entry.text_of("title")))


def _rss_entry(item: Element) -> Entry:
    link = item.text_of("link")
    # Without a guid, feed readers know an entry by its link.
    known_by = item.text_of("guid") or item.attributes.get("about", "") or link
    return Entry(plain(known_by), plain(link), plain(item.text_of("title")))


def _json_feed(address: str, feed: Any) -> Feed | Unread:
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        return Unread(address, say("this feed cannot be read: found no list `items` in it"))
    entries = [
        Entry(_text(item, "id") or _text(item, "url"), _text(item, "url"), _text(item, "title"))
        for item in items
        if isinstance(item, dict)
    ]
    return Feed(address, "", entries)


def _text(item: dict[str, Any], key: str) -> str:
    value = item.get(key)
    return plain(str(value)) if isinstance(value, (str, int)) else ""
