"""The news sitemap: the posts of the last two days (Google Search Central, "News sitemap").

It is the one output that changes with the time alone: `next_change` says when.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from allforces_site.config.page_language import language
from allforces_site.model import Output, Post, Site
from allforces_site.outputs.redirects import redirect_target
from allforces_site.renderer.theme import Theme

PATH = "news-sitemap.xml"

# A news sitemap names articles of the last two days, and no more than so many.
AGE = timedelta(days=2)
MOST = 1000


def plan(site: Site, theme: Theme) -> Iterator[Output]:
    """Yields the file if `allforces: {news_sitemap: true}` asks for it and there are such posts.

    The protocol knows no sitemap without addresses.
    """
    posts = _posts(site, theme)
    if posts:
        key = theme.key("news_sitemap.xml", [(post.summary.key, _language(post, theme)) for post in posts])
        sources = tuple(post.source.source for post in posts)
        yield Output(PATH, partial(render, posts, theme), key=key, summaries=sources)


def next_change(site: Site, theme: Theme) -> datetime | None:
    """When the next post appears in the file or leaves it, if nothing else changes; None: never."""
    if not _is_asked(theme):
        return None
    dates = (post.summary.date for post in site.posts)
    changes = (date if date > theme.now else date + AGE for date in dates if date > theme.now - AGE)
    return min(changes, default=None)


def _is_asked(theme: Theme) -> bool:
    return theme.config.allforces.news_sitemap and bool(theme.config.url)


def _posts(site: Site, theme: Theme) -> list[Post]:
    """The posts that it names, newest first."""
    if not _is_asked(theme):
        return []
    recent = [post for post in site.posts if theme.now - AGE < post.summary.date <= theme.now]
    listed = [post for post in recent if post.source.in_sitemap]
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
