"""The news sitemap: the posts of the last two days (Google Search Central, "News sitemap").

It is the one output that changes with the time alone: `next_change` says when.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from functools import partial
from itertools import takewhile

from allforces_site.config.page_language import language
from allforces_site.model import Output, Post
from allforces_site.outputs.from_posts import Edit, Posts
from allforces_site.outputs.redirects import redirect_target
from allforces_site.renderer.theme import Theme

PATH = "news-sitemap.xml"

# A news sitemap names articles of the last two days, and no more than so many.
AGE = timedelta(days=2)
MOST = 1000


def changed(posts: Posts, _edit: Edit, theme: Theme) -> Iterator[Output]:
    """Yields the file if `allforces: {news_sitemap: true}` asks for it and there are such posts.

    The protocol knows no sitemap without addresses. The file holds few posts, so that it is planned anew
    after each edit.
    """
    listed = _listed(posts, theme) if _is_asked(theme) else []
    if listed:
        key = theme.key("news_sitemap.xml", [(post.summary.key, _language(post, theme)) for post in listed])
        yield Output(PATH, partial(render, listed, theme), key=key)


def next_change(dates: Iterable[datetime], theme: Theme) -> datetime | None:
    """When the next post appears in the file or leaves it, if nothing else changes; None: never.

    `dates` are those of all posts.
    """
    if not _is_asked(theme):
        return None
    changes = (date if date > theme.now else date + AGE for date in dates if date > theme.now - AGE)
    return min(changes, default=None)


def _is_asked(theme: Theme) -> bool:
    return theme.config.allforces.news_sitemap and bool(theme.config.url)


def _listed(posts: Posts, theme: Theme) -> list[Post]:
    """The posts that it names, newest first."""
    newest_first = reversed(posts.connections.posts)
    recent = takewhile(lambda place: posts.summary(place).date > theme.now - AGE, newest_first)
    named = [posts.post(place) for place in recent if posts.summary(place).date <= theme.now]
    listed = [post for post in named if post.source.in_sitemap]
    return [post for post in listed if not redirect_target(post.source, theme)][:MOST]


def render(posts: list[Post], theme: Theme) -> bytes:
    """Returns the bytes of the file."""
    name = theme.config.title or theme.config.url
    entries = [(post.summary, _language(post, theme)) for post in posts]
    return theme.render("news_sitemap.xml", PATH, name=name, entries=entries)


def _language(post: Post, theme: Theme) -> str:
    """The language of a post in two or three letters (ISO 639); Chinese has two of its own."""
    lang = language(post.source.front_matter, theme.config).lower()
    return lang if lang in ("zh-cn", "zh-tw") else lang.partition("-")[0]
