"""The Atom feed of the newest posts (RFC 4287)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from allforces_site.model import Output, Post, Site
from allforces_site.render import Theme, absolute_url

ENTRIES = 20
PATH = "feed.xml"

# XML 1.0 allows no other control characters, not even as entities.
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ROOTED = re.compile(r'(\s(?:href|src|poster)=")(/(?!/)[^"]*)')


def plan(site: Site, theme: Theme) -> Iterator[Output]:
    """The feed, where there are posts and an address to name them by: ids and links must be absolute."""
    if theme.config.url and site.posts:
        yield Output(PATH, partial(render_feed, site.posts[:ENTRIES], theme))


def render_feed(posts: tuple[Post, ...], theme: Theme) -> bytes:
    """The feed's bytes."""
    entries = [(post.summary, _absolute(post.source.document.html, theme)) for post in posts]
    updated = max(post.summary.updated or post.summary.date for post in posts)
    xml = theme.render("feed.xml", PATH, entries=entries, updated=updated).decode()
    return _NOT_XML.sub("", xml).encode()


def _absolute(html: str, theme: Theme) -> str:
    """Rooted links with the site's address: a feed is read far from the site."""
    return _ROOTED.sub(lambda match: match.group(1) + _with_address(match.group(2), theme), html)


def _with_address(url: str, theme: Theme) -> str:
    # Authors write links with the baseurl in them, as Jekyll leaves them: it is not added again.
    baseurl = theme.config.baseurl
    inside = url.removeprefix(baseurl) if baseurl and url.startswith(f"{baseurl}/") else url
    return absolute_url(theme.config, inside) if inside is not url else f"{theme.config.url}{url}"
