"""Adds the excerpts and descriptions that Liquid changes: lists, heads and keys have what readers see.

Only posts and pages with a tag in their excerpt are rendered for it; what was found stays in the parse cache.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from msgspec.structs import replace

from allforces_site import markdown
from allforces_site.cache.keys import key_of
from allforces_site.cache.parse_cache import Row
from allforces_site.errors import SiteError
from allforces_site.loaders.posts import EXCERPT_CHARS, OWN_EXCERPT_CHARS
from allforces_site.model import Document, Post, Site, SourcePage, StoredDocument, Summary
from allforces_site.outputs.with_liquid import theme_for
from allforces_site.renderer.theme import Theme
from allforces_site.text.excerpts import plain_excerpt

_DECODER = msgspec.msgpack.Decoder(str)


def site_with_excerpts(site: Site, theme: Theme) -> Site:
    """The site with these excerpts, also where posts link to others; itself if there are none."""
    if theme.jekyll is None or not any(item.has_liquid_excerpt for item in _sources(site)):
        return site
    theme, templates = theme_for(site, theme), theme.digest
    found = {post.source.source: _post_excerpt(post, theme, templates) for post in site.posts}
    summaries = {post.source.source: _summary(post, found[post.source.source]) for post in site.posts}
    return replace(
        site,
        posts=tuple(_post(post, summaries) for post in site.posts),
        pages=tuple(_page(page, theme, templates) for page in site.pages),
    )


def _sources(site: Site) -> Iterator[SourcePage]:
    yield from (post.source for post in site.posts)  # type: ignore[misc]
    yield from site.pages


def _post_excerpt(post: Post, theme: Theme, templates: bytes) -> str | None:
    """The excerpt of a post, if Liquid can change it and can be rendered."""
    if not post.source.has_liquid_excerpt:
        return None
    document = post.source.document
    stored = document.key if isinstance(document, StoredDocument) else None
    return _excerpt(post, key_of(stored, templates) if stored is not None else b"", theme)


def _excerpt(item: Post | SourcePage, document_key: bytes, theme: Theme) -> str | None:
    """The excerpt; from the parse cache if the same item was rendered with the same surroundings.

    `document_key` is made of its document and the templates; b"" if there is none.
    """
    key = key_of("excerpt", document_key, theme.liquid.key(item, None)) if document_key else b""
    kept = theme.keys.parse_cache.value(key, _DECODER) if key else None
    if kept is not None:
        return kept
    try:
        document = theme.liquid.document(item)
    except SiteError:  # Reported when the page is made.
        return None
    excerpt = _of_document(document, theme.config.excerpt_separator)
    if key:
        theme.keys.parse_cache.keep([Row(key, msgspec.msgpack.encode(excerpt), b"")])
    return excerpt


def _of_document(document: Document, separator: str) -> str:
    before, found, _ = document.html.partition(separator) if separator.strip() else ("", "", "")
    if found:
        return plain_excerpt(markdown.read_html(before).text, OWN_EXCERPT_CHARS)
    return plain_excerpt(document.first_paragraph, EXCERPT_CHARS)


def _summary(post: Post, excerpt: str | None) -> Summary:
    summary = post.summary
    if excerpt is None:
        return summary
    own = post.source.front_matter.get("description")
    description = summary.description if own else plain_excerpt(excerpt, EXCERPT_CHARS)
    key = key_of(summary.key, excerpt, description)
    return replace(summary, excerpt=excerpt, description=description, key=key)


def _post(post: Post, summaries: dict[str, Summary]) -> Post:
    return replace(
        post,
        summary=summaries[post.source.source],
        source=replace(post.source, has_liquid_excerpt=False),
        previous=summaries[post.previous.source] if post.previous else None,
        next=summaries[post.next.source] if post.next else None,
        related=tuple(summaries[near.source] for near in post.related),
    )


def _page(page: SourcePage, theme: Theme, templates: bytes) -> SourcePage:
    needs = page.document.needs
    if not page.has_liquid_excerpt or not page.is_html or needs is None or needs.paginator:
        return page
    excerpt = _excerpt(page, key_of(repr(page.document), templates), theme)
    if excerpt is None:
        return page
    return replace(page, description=plain_excerpt(excerpt, EXCERPT_CHARS), has_liquid_excerpt=False)
