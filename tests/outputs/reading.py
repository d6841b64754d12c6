"""Feeds and sitemaps as others read them: each is checked against its schema or its rules first."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from pathlib import Path
from time import struct_time
from typing import Any
from urllib.parse import unquote, urlsplit

import feedparser
from lxml import etree

SCHEMAS = Path(__file__).parent / "schemas"
ATOM = "{http://www.w3.org/2005/Atom}"
DC = "{http://purl.org/dc/elements/1.1/}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
IMAGE = "{http://www.google.com/schemas/sitemap-image/1.1}"
MOST_BYTES = 50 * 1024 * 1024


@dataclass(frozen=True)
class Item:
    """An entry as a reader's program knows it."""

    id: str
    title: str
    link: str
    published: datetime
    updated: datetime


def read_feed(data: bytes) -> list[Item]:
    """The entries of a feed in any format, which must be valid, as feedparser reads it if it is XML."""
    if data.startswith(b"{"):
        return _json_items(data)
    check_feed(data)
    parsed = feedparser.parse(data)
    assert not parsed.bozo
    assert parsed.version in ("atom10", "rss20")
    assert parsed.feed.title
    assert parsed.feed.link
    return [_item(entry) for entry in parsed.entries]


def check_feed(data: bytes) -> None:
    """A feed in any format must be valid."""
    if data.startswith(b"{"):
        _json_items(data)
        return
    root = etree.fromstring(data)
    if root.tag == f"{ATOM}feed":
        check_atom(root)
    else:
        check_rss(root)


def _item(entry: Any) -> Item:
    published = _date(entry.published_parsed)
    # feedparser takes `published` in place of an `updated` that is missing, with a warning.
    updated = _date(entry["updated_parsed"]) if "updated" in entry.keys() else published  # noqa: SIM118
    return Item(entry.id, entry.title, entry.link, published, updated)


def _date(parsed: struct_time) -> datetime:
    return datetime(*parsed[:6], tzinfo=UTC)


@cache
def _atom_schema() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(SCHEMAS / "atom.rng"))


def check_atom(root: etree._Element) -> None:
    """RFC 4287: the grammar, its two Schematron rules, and 4.1.1: no two entries with one id and date."""
    _atom_schema().assertValid(root)
    entries = root.findall(f"{ATOM}entry")
    has_author = root.find(f"{ATOM}author") is not None
    for entry in entries:
        assert has_author or entry.find(f"{ATOM}author") is not None
        links = [link.get("rel", "alternate") for link in entry.findall(f"{ATOM}link")]
        assert entry.find(f"{ATOM}content") is not None or "alternate" in links
    assert all(name.text for name in root.iter(f"{ATOM}name"))
    assert "self" in [link.get("rel") for link in root.findall(f"{ATOM}link")]
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == len(ids)


def check_rss(root: etree._Element) -> None:
    """RSS 2.0 (RSS Advisory Board, specification 2.0.11 and best practices profile)."""
    assert (root.tag, root.get("version")) == ("rss", "2.0")
    (channel,) = root
    for name in ("title", "link", "description"):
        assert len(channel.findall(name)) == 1
        assert channel.findtext(name)
    known = {"title", "link", "description", "language", "lastBuildDate", "generator", "item", f"{ATOM}link"}
    assert {child.tag for child in channel} <= known
    guids = []
    for item in channel.findall("item"):
        tags = [child.tag for child in item]
        assert {*tags} <= {
            *("title", "link", "guid", "pubDate", "category", "description"),
            *(f"{ATOM}updated", f"{DC}creator", f"{CONTENT}encoded"),
        }
        assert all(tags.count(name) <= 1 for name in {*tags} - {"category", f"{DC}creator"})
        assert item.findtext("title") or item.findtext("description")
        assert parsedate_to_datetime(item.findtext("pubDate") or "").tzinfo is not None
        guids.append(item.findtext("guid"))
    assert len(set(guids)) == len(guids)


def _json_items(data: bytes) -> list[Item]:
    """The items of a JSON Feed (jsonfeed.org, version 1.1), after checking it."""
    feed = json.loads(data)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"]
    assert {*feed} <= {
        *(
            "version",
            "title",
            "home_page_url",
            "feed_url",
            "description",
            "language",
            "authors",
            "hubs",
            "items",
        ),
    }
    for item in feed["items"]:
        assert isinstance(item["id"], str)
        assert ("content_html" in item) != ("content_text" in item)
        assert {*item} <= {
            *("id", "url", "title", "summary", "image", "date_published", "date_modified", "authors", "tags"),
            *("content_html", "content_text"),
        }
        assert all(isinstance(author["name"], str) for author in item.get("authors", []))
    items = [
        Item(
            item["id"],
            item["title"],
            item["url"],
            datetime.fromisoformat(item["date_published"]).astimezone(UTC),
            datetime.fromisoformat(item["date_modified"]).astimezone(UTC),
        )
        for item in feed["items"]
    ]
    assert len({item.id for item in items}) == len(items)
    return items


# ---- sitemaps ----------------------------------------------------------------------------------


@cache
def _sitemap_schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(SCHEMAS / "sitemap.xsd"))


def read_sitemap(data: bytes) -> etree._Element:
    """A file of a sitemap or an index, which must be valid and no longer than the protocol allows."""
    root = etree.fromstring(data)
    _sitemap_schema().assertValid(root)
    assert len(root) <= 50_000
    assert len(data) <= MOST_BYTES
    return root


def addresses(root: etree._Element) -> list[str]:
    """The addresses of pages in a sitemap, or of files in an index."""
    return [loc.text or "" for loc in root.iter(f"{SITEMAP}loc")]


def pictures(root: etree._Element) -> list[str]:
    """The addresses of pictures in a sitemap."""
    return [loc.text or "" for loc in root.iter(f"{IMAGE}loc")]


# ---- where addresses lead ----------------------------------------------------------------------


def is_published(address: str, output: Path, site: str) -> bool:
    """Whether an address below `site`, such as `https://example.com/blog`, is a file of the output folder."""
    assert address.startswith(f"{site}/"), address
    path = unquote(urlsplit(address).path).removeprefix(urlsplit(site).path).lstrip("/")
    return (output / path / "index.html" if not path or path.endswith("/") else output / path).is_file()
