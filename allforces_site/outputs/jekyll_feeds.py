"""The feeds of a site that uses jekyll-feed: of all posts, of categories, tags and collections.

Addresses, ids and entries are those of jekyll-feed 0.17, so that readers' programs show no entry again
after a move. As no output may depend on the time of the build, a feed's `updated` is that of its newest
entry, and a document without a date has the oldest possible one. What search engines must not find
(`robots: noindex`) is left out, since they read feeds as they read sitemaps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any

import msgspec
from msgspec.structs import replace

from allforces_site.config.feeds import Feed, FeedSettings
from allforces_site.model import Connections, Output, Post, Site, SourcePage, SourcePost
from allforces_site.outputs.feed_entries import entry_id
from allforces_site.outputs.feed_formats import plain_xml
from allforces_site.outputs.from_posts import Edit, Posts
from allforces_site.outputs.redirects import redirect_target
from allforces_site.outputs.with_liquid import body_key, document_of, page_document
from allforces_site.renderer.theme import Theme, absolute_url
from allforces_site.site.taxonomy import term_key
from allforces_site.text.plain_values import is_plain
from allforces_site.text.robots import forbids_index
from allforces_site.text.typography import QUOTES, SYMBOLS, may_hold_signs, replaced
from allforces_site.urls.permalinks import document_id, output_path
from allforces_site.urls.slugs import document_slug, titleize_slug

TEMPLATE = "jekyll_feed.xml"

_NO_DATE = datetime.fromtimestamp(0, UTC)
_TAG = re.compile(r"<script.*?</script>|<!--.*?-->|<style.*?</style>|<.*?>", re.DOTALL)
_BARE = re.compile(r"&(?!(?:\w+|#\d+|#x[\da-fA-F]+);)")


class Person(msgspec.Struct, frozen=True):
    """An author as a feed names one."""

    name: str
    email: str = ""
    uri: str = ""


class Entry(msgspec.Struct, frozen=True):
    """An entry. `title`, `summary` and `content` are HTML; without `content` only excerpts are shown."""

    url: str
    id: str
    title: str
    lang: str
    published: datetime
    updated: datetime
    author: Person
    terms: tuple[str, ...]
    summary: str
    content: str | None
    image: str | None


# ---- which posts, and which documents ----------------------------------------------------------


def changed(posts: Posts, edit: Edit, theme: Theme) -> Iterator[Output]:
    """Yields the feeds of posts that `edit` changes."""
    settings = theme.config.feed if theme.config.url else None
    if settings is None:
        return
    lists = _lists(settings, posts.connections)
    other = edit.other_connections(posts.connections)
    there = _lists(settings, other) if other is not None else {}
    for feed, places in lists.items():
        if edit.changes_texts(places, there.get(feed)):
            shown = tuple(map(posts.post, places))
            bodies = [body_key(post, theme) for post in shown]
            summaries = [(post.summary.key, post.source.slug, post.source.url) for post in shown]
            key = _key(feed, theme, bodies, summaries) if all(bodies) else b""
            yield Output(output_path(feed.url), partial(render_posts, feed, shown, theme), key=key)


def _lists(settings: FeedSettings, connections: Connections) -> dict[Feed, Sequence[int]]:
    """The feeds of posts, and the places of the posts that each shows, newest first."""
    feeds = [feed for feed in settings.feeds if feed.collection == "posts"]
    if settings.tags is not None:
        feeds += settings.tags.feeds(term.name for term in connections.terms("tag"))
    of_terms = {
        kind: {term_key(term.name): term.posts for term in connections.terms(kind)}
        for kind in ("tag", "category")
    }

    def places(feed: Feed) -> Sequence[int]:
        if feed.tag is not None:
            return of_terms["tag"].get(term_key(feed.tag), ())
        if feed.category is not None:
            return of_terms["category"].get(term_key(feed.category), ())
        return connections.posts[::-1]

    return {feed: connections.among_findable(places(feed))[: settings.entries] for feed in feeds}


def plan(site: Site, theme: Theme) -> Iterator[Output]:
    """Yields the feeds of collections."""
    settings = theme.config.feed if theme.config.url else None
    for feed in settings.feeds if settings is not None else ():
        if feed.collection == "posts":
            continue
        documents = [page for page in (*site.pages, *site.unwritten) if _is_in(feed, page)]
        documents.sort(key=lambda page: (page.date or _NO_DATE, page.source), reverse=True)
        shown = tuple(documents[: settings.entries if settings else 0])
        key = _documents_key(feed, shown, theme)
        yield Output(output_path(feed.url), partial(render_documents, feed, shown, theme), key=key)


def _is_in(feed: Feed, page: SourcePage) -> bool:
    if page.collection != feed.collection or forbids_index(page.robots):
        return False
    return feed.category is None or feed.category in _names(page.front_matter, "categories", "category")


def _documents_key(feed: Feed, documents: Sequence[SourcePage], theme: Theme) -> bytes:
    if not all(is_plain(page.front_matter) for page in documents):
        return b""
    shown = [repr(replace(page, lines={})) for page in documents]
    liquid = [theme.liquid.key(page, None) for page in documents if page.document.needs is not None]
    return _key(feed, theme, shown, liquid)


def _key(feed: Feed, theme: Theme, *shown: Any) -> bytes:
    return theme.key(TEMPLATE, feed, _has_xsl(theme), *shown)


def _has_xsl(theme: Theme) -> bool:
    """Whether the site has a style sheet for its feeds."""
    return theme.gallery.source is not None and (theme.gallery.source / "feed.xslt.xml").is_file()


# ---- entries -----------------------------------------------------------------------------------


def render_posts(feed: Feed, posts: Sequence[Post], theme: Theme) -> bytes:
    """Returns the bytes of a feed of posts."""
    return _rendered(feed, [_post_entry(post, theme) for post in posts], theme)


def render_documents(feed: Feed, documents: Sequence[SourcePage], theme: Theme) -> bytes:
    """Returns the bytes of a feed of documents of a collection."""
    return _rendered(feed, [_document_entry(page, theme) for page in documents], theme)


def _post_entry(post: Post, theme: Theme) -> Entry:
    source = post.source
    entry = _entry(source, document_of(post, theme).html, theme)
    own = source.front_matter.get("category")
    categories = (str(own),) if own else source.categories
    return replace(
        entry,
        url=post.url,
        id=entry_id(post),
        title=_title(source.title),
        published=source.date,
        updated=source.updated or source.date,
        terms=(*categories, *source.tags),
        image=_image(source.image, theme),
    )


def _document_entry(page: SourcePage, theme: Theme) -> Entry:
    values = page.front_matter
    date = page.date or page.updated or _NO_DATE
    own, slug = values.get("category"), document_slug(page.source, values)
    categories = (str(own),) if own else _names(values, "categories")
    return replace(
        _entry(page, page_document(page, theme).html, theme),
        url=page.url,
        id=document_id(page.url, slug),
        title=_title(str(values.get("title") or titleize_slug(slug))),
        published=date,
        updated=page.updated or date,
        terms=(*categories, *_names(values, "tags")),
        image=_image(page.image, theme),
    )


def _entry(source: SourcePost | SourcePage, html: str, theme: Theme) -> Entry:
    """The parts of an entry that come from front matter and the body in the same way everywhere."""
    from allforces_site.renderer.jekyll.drops import excerpt_of

    settings, values = theme.config.feed, source.front_matter
    own = values.get("feed")
    excerpt_only = own.get("excerpt_only") if isinstance(own, Mapping) else None
    is_short = bool(excerpt_only) or (settings is not None and settings.excerpt_only)
    summary = values.get("description") or values.get("excerpt")
    if not isinstance(summary, str):
        summary = excerpt_of(html, theme.config.excerpt_separator, source.source)
    lang = values.get("lang")
    return Entry(
        url="",
        id="",
        title="",
        lang=lang if isinstance(lang, str) else "",
        published=_NO_DATE,
        updated=_NO_DATE,
        author=_author(values, theme),
        terms=(),
        summary=" ".join(_TAG.sub("", summary).split()),
        content=None if is_short else "" if redirect_target(source, theme) else html.strip(),
        image=None,
    )


def _author(values: Mapping[str, Any], theme: Theme) -> Person:
    """The author that front matter names, or the site's, with what `_data/authors` knows of that name."""
    several = values.get("authors")
    first = several[0] if isinstance(several, (list, tuple)) and several else None
    named = values.get("author") or first or theme.config.author
    known = theme.site.data.get("authors")
    if isinstance(known, Mapping) and isinstance(named, str) and named in known:
        named = known[named] or named
    return _person(named)


def _person(named: object) -> Person:
    if not isinstance(named, Mapping):
        return Person(str(named) if isinstance(named, (str, int, float)) else "")
    name, email, uri = (named.get(key) for key in ("name", "email", "uri"))
    return Person(*(str(value) if value else "" for value in (name, email, uri)))


def _image(image: str | None, theme: Theme) -> str | None:
    return image if image is None or "://" in image else absolute_url(theme.config, image)


def _names(values: Mapping[str, Any], *keys: str) -> tuple[str, ...]:
    """The names of a list of front matter, or of a text with spaces between them."""
    found = [values.get(key) for key in keys]
    lists = [value.split() if isinstance(value, str) else value for value in found]
    return tuple(str(name) for names in lists if isinstance(names, (list, tuple)) for name in names)


def _title(title: str) -> str:
    """A title as HTML on one line, with typographic signs and without tags."""
    smart = replaced(title, QUOTES, SYMBOLS) if may_hold_signs(title) else title
    plain = " ".join(_TAG.sub("", smart).split())
    return _BARE.sub("&amp;", plain).replace("<", "&lt;").replace(">", "&gt;")


# ---- the feed ----------------------------------------------------------------------------------


def _rendered(feed: Feed, entries: Sequence[Entry], theme: Theme) -> bytes:
    config, settings = theme.config, theme.config.feed
    icon, logo = (settings.icon, settings.logo) if settings is not None else (None, None)
    xml = theme.render(
        TEMPLATE,
        output_path(feed.url),
        feed=feed,
        entries=entries,
        updated=max((entry.updated for entry in entries), default=_NO_DATE),
        title=_feed_title(feed, theme),
        author=_person(config.author) if config.author else None,
        icon=_image(icon, theme),
        logo=_image(logo, theme),
        has_xsl=_has_xsl(theme),
    )
    return plain_xml(xml)


def _feed_title(feed: Feed, theme: Theme) -> str:
    parts = [theme.config.title or str(theme.config.extra.get("name") or "")]
    parts += [feed.collection.capitalize()] if feed.collection != "posts" else []
    parts += [feed.category.capitalize()] if feed.category is not None else []
    return _title(" | ".join(parts))
