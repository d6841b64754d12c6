"""The feeds of a site that `allforces: {feeds: …}` asks for; without it, one of the newest posts.

They are of all posts, or of each category, tag or author. A feed without posts is written too, as pages link
to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

import msgspec

from allforces_site.config.site_feeds import SiteFeed, titled
from allforces_site.model import Claim, Connections, Output, Post
from allforces_site.outputs.feed_entries import entry_of, with_own_ids
from allforces_site.outputs.feed_formats import STYLE_SHEET, TEMPLATES, FeedHead, rendered
from allforces_site.outputs.from_posts import Edit, Posts
from allforces_site.outputs.with_liquid import body_key
from allforces_site.renderer.theme import Theme
from allforces_site.urls.permalinks import output_path


class _Feed(msgspec.Struct, frozen=True):
    """A feed to write, and the places of all posts that belong to it, newest first."""

    settings: SiteFeed
    head: FeedHead
    places: Sequence[int]


def changed(posts: Posts, edit: Edit, theme: Theme) -> Iterator[Output]:
    """Yields the feeds that `edit` changes, if the site has an address: ids and links must be absolute."""
    asked = theme.config.own_feeds if theme.config.url else ()
    other = edit.other_connections(posts.connections)
    there = {feed.head: _newest(feed, other) for feed in _feeds(asked, other, theme)} if other else {}
    for feed in _feeds(asked, posts.connections, theme):
        places = _newest(feed, posts.connections)
        changes = edit.changes_texts if feed.settings.is_full else edit.changes_list
        if changes(places, there.get(feed.head)):
            yield _output(feed, tuple(map(posts.post, places)), theme)
    if edit.is_everything and any(TEMPLATES[settings.format] for settings in asked):
        make = partial(theme.render, STYLE_SHEET, STYLE_SHEET)
        yield Output(STYLE_SHEET, make, key=theme.key(STYLE_SHEET))


def _feeds(asked: Sequence[SiteFeed], connections: Connections, theme: Theme) -> Iterator[_Feed]:
    title = theme.config.title or theme.config.url
    for settings in asked:
        if settings.kind is None:
            head = FeedHead(settings.url, settings.format, title, "/")
            yield _Feed(settings, head, connections.posts[::-1])
        for term in connections.terms(settings.kind) if settings.kind is not None else ():
            url = settings.url_for(term.slug)
            head = FeedHead(url, settings.format, titled(term.name, title, theme.config.lang), term.url)
            yield _Feed(settings, head, term.posts)


def _newest(feed: _Feed, connections: Connections) -> Sequence[int]:
    """The places of the posts that a feed shows."""
    return connections.among_findable(feed.places)[: feed.settings.entries]


def _output(feed: _Feed, posts: tuple[Post, ...], theme: Theme) -> Output:
    is_asked = theme.config.allforces.feeds is not None
    return Output(
        output_path(feed.head.url),
        partial(render_feed, feed.head, posts, theme, is_full=feed.settings.is_full),
        claim=Claim.CONFIGURED if is_asked else Claim.GENERATED,
        key=_key(feed, posts, theme),
    )


def _key(feed: _Feed, posts: Sequence[Post], theme: Theme) -> bytes:
    bodies = [body_key(post, theme) for post in posts] if feed.settings.is_full else []
    if not all(bodies):
        return b""
    summaries = [(post.summary.key, post.source.slug, post.source.url) for post in posts]
    return theme.key(TEMPLATES[feed.head.format], "feed", feed.head, feed.settings.is_full, bodies, summaries)


def render_feed(head: FeedHead, posts: Sequence[Post], theme: Theme, *, is_full: bool) -> bytes:
    """Returns the bytes of a feed, with whole posts or only with their excerpts."""
    return rendered(head, with_own_ids([entry_of(post, theme, is_full=is_full) for post in posts]), theme)
