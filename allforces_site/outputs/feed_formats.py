"""Writes feeds: Atom (RFC 4287), RSS 2.0 (RSS Advisory Board, 2.0.11) and JSON Feed 1.1 (jsonfeed.org)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec

from allforces_site.outputs.feed_entries import Entry
from allforces_site.renderer.theme import Theme, absolute_url
from allforces_site.text.dates import date_iso
from allforces_site.urls.permalinks import output_path

# By format; JSON is written without one.
TEMPLATES: Mapping[str, str | None] = {"atom": "feed.xml", "rss": "rss.xml", "json": None}

# With it, browsers show a feed as a page.
STYLE_SHEET = "feed.xsl"

# What a feed without posts says in place of the date of its newest entry: no output may depend on the time of
# the build.
NO_DATE = datetime.fromtimestamp(0, UTC)

# XML 1.0 allows no other control characters, not even as entities. A text, as compiling it takes 3 ms, and
# most builds write no feed.
_NOT_XML = r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"


class FeedHead(msgspec.Struct, frozen=True):
    """What a feed says of itself: its `url`, its name, and `home`, the page of the same posts. URLs are
    site-relative.
    """

    url: str
    format: str
    title: str
    home: str


def rendered(feed: FeedHead, entries: Sequence[Entry], theme: Theme) -> bytes:
    """Returns the bytes of a feed with `entries`, newest first."""
    template = TEMPLATES[feed.format]
    if template is None:
        return msgspec.json.encode(_json_feed(feed, entries, theme)) + b"\n"
    updated = max((entry.updated for entry in entries), default=NO_DATE)
    path = output_path(feed.url)
    return plain_xml(theme.render(template, path, feed=feed, entries=entries, updated=updated))


def plain_xml(xml: bytes) -> bytes:
    """Returns `xml` without the characters that it must not hold."""
    return re.sub(_NOT_XML, "", xml.decode()).encode()


def _json_feed(feed: FeedHead, entries: Sequence[Entry], theme: Theme) -> dict[str, Any]:
    config = theme.config
    values = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": absolute_url(config, feed.home),
        "feed_url": absolute_url(config, feed.url),
        "description": config.description,
        "language": config.lang,
        "authors": [{"name": config.author_name}] if config.author_name else [],
        "hubs": [{"type": "WebSub", "url": config.allforces.hub}] if config.allforces.hub else [],
    }
    return {**_without_empty(values), "items": list(map(_json_item, entries))}


def _json_item(entry: Entry) -> dict[str, Any]:
    text = {"content_text": entry.summary} if entry.content is None else {"content_html": entry.content}
    values = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "summary": entry.summary,
        "image": entry.image,
        "date_published": date_iso(entry.published),
        "date_modified": date_iso(entry.updated),
        "authors": [{"name": name} for name in entry.authors],
        "tags": entry.terms,
    }
    return {**_without_empty(values), **text}


def _without_empty(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}
