"""The feeds that `allforces: {feeds: …}` asks for: an address each, with its format.

A placeholder in an address stands for the slug of a category, tag or author; each of them then has a feed.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from allforces_site.messages.labels import label
from allforces_site.messages.message import WrongValueError, say
from allforces_site.urls.permalinks import encode_url, output_path

ENTRIES = 20

# RFC 4287 7; RSS Advisory Board, "RSS Autodiscovery"; JSON Feed 1.1, "Suggestions for Publishers".
MEDIA_TYPES: Mapping[str, str] = {
    "atom": "application/atom+xml",
    "rss": "application/rss+xml",
    "json": "application/feed+json",
}

# The kinds of terms whose slugs an address may hold, after a colon.
KINDS = ("category", "tag", "author")


class SiteFeed(msgspec.Struct, frozen=True):
    """A feed of all posts, or one of each term, at `url`, which is site-relative and may hold a placeholder.

    `format` is a key of `MEDIA_TYPES`; `content` is `full` or `excerpt`; `entries` are the most it holds.
    """

    url: str
    format: str = "atom"
    content: str = "full"
    entries: int = ENTRIES

    @property
    def kind(self) -> str | None:
        """The kind of terms that it is made for; None for the feed of all posts."""
        return next((kind for kind in KINDS if f":{kind}" in self.url), None)

    @property
    def is_full(self) -> bool:
        """Whether entries hold the whole text."""
        return self.content == "full"

    def url_for(self, slug: str) -> str:
        """The URL of the feed of the term with this slug."""
        return encode_url(self.url.replace(f":{self.kind}", slug))


def titled(name: str, site_title: str, lang: str) -> str:
    """The name of the feed of a term, on a site in a language."""
    return f"{name}{label(' | ', lang)}{site_title}" if site_title else name


class FeedLink(msgspec.Struct, frozen=True):
    """How pages link to a feed: its site-relative URL, its media type, its name."""

    url: str
    type: str
    title: str


def feed_address(value: str) -> str:
    """The address of a feed as a template. Raises WrongValueError for one that no file can have."""
    url = encode_url("/" + value.lstrip("/"))
    held = [kind for kind in KINDS if f":{kind}" in url]
    if len(held) > 1 or url.count(":") > len(held):
        raise WrongValueError(say('"{value}" may hold one of :category, :tag and :author, once', value=value))
    if url.endswith("/"):
        raise WrongValueError(say('"{value}" is no name of a file such as /feed.xml', value=value))
    output_path(url.replace(":", ""))
    return url


def links_of(feeds: tuple[SiteFeed, ...], site_title: str) -> tuple[FeedLink, ...]:
    """The links to the feeds of all posts."""
    return tuple(FeedLink(feed.url, MEDIA_TYPES[feed.format], site_title) for feed in feeds if not feed.kind)


def links_of_term(feeds: tuple[SiteFeed, ...], kind: str, slug: str, title: str) -> tuple[FeedLink, ...]:
    """The links to the feeds of a term; `title` is their name."""
    own = [feed for feed in feeds if feed.kind == kind]
    return tuple(FeedLink(feed.url_for(slug), MEDIA_TYPES[feed.format], title) for feed in own)
