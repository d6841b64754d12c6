"""The Atom feed of the newest posts (RFC 4287)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from urllib.parse import urljoin, urlsplit

from allforces_site.config.feeds import FEED_PLUGIN
from allforces_site.model import Output, Post
from allforces_site.outputs.from_posts import Edit, Posts
from allforces_site.outputs.with_liquid import body_key, document_of
from allforces_site.renderer.theme import Theme, absolute_url

ENTRIES = 20
PATH = "feed.xml"

# XML 1.0 allows no other control characters, not even as entities. A text, as compiling it takes 3 ms, and
# most builds write no feed.
_NOT_XML = r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
_LINK = re.compile(r"""(\s(?:href|src|poster)=)(["'])(.*?)\2""", re.DOTALL)


def changed(posts: Posts, edit: Edit, theme: Theme) -> Iterator[Output]:
    """Yields the feed if there are posts and the site has an address: ids and links must be absolute.

    A site that uses jekyll-feed has the feeds of that (`jekyll_feeds`).
    """
    if theme.config.uses(FEED_PLUGIN):
        return
    newest = posts.connections.findable[::-1][:ENTRIES]
    if theme.config.url and newest and edit.changes_posts(newest):
        shown = tuple(map(posts.post, newest))
        yield Output(PATH, partial(render_feed, shown, theme), key=_key(shown, theme))


def _key(posts: tuple[Post, ...], theme: Theme) -> bytes:
    bodies = [body_key(post, theme) for post in posts]
    if not all(bodies):
        return b""
    return theme.key("feed.xml", bodies, [post.summary.key for post in posts])


def render_feed(posts: tuple[Post, ...], theme: Theme) -> bytes:
    """Returns the bytes of the feed."""
    entries = [(post.summary, _body_with_absolute_links(post, theme)) for post in posts]
    updated = max(post.summary.updated or post.summary.date for post in posts)
    return plain_xml(theme.render("feed.xml", PATH, entries=entries, updated=updated))


def plain_xml(xml: bytes) -> bytes:
    """Returns `xml` without the characters that it must not hold."""
    return re.sub(_NOT_XML, "", xml.decode()).encode()


def _body_with_absolute_links(post: Post, theme: Theme) -> str:
    """Returns the body with absolute links, because a feed is read elsewhere."""
    base = absolute_url(theme.config, post.url)
    return _LINK.sub(
        lambda match: f"{match[1]}{match[2]}{_absolute_link(match[3], base)}{match[2]}",
        document_of(post, theme).html,
    )


def _absolute_link(url: str, base: str) -> str:
    try:
        # A link that begins with `/` gets no baseurl: as in Jekyll, authors write the baseurl themselves.
        return urljoin(base, url) if not urlsplit(url).scheme else url
    except ValueError:  # Not a valid URL.
        return url
