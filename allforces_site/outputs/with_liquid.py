"""Binds a theme to the site whose posts and pages its templates in Liquid see."""

from __future__ import annotations

from msgspec.structs import replace

from allforces_site.model import Document, Post, Site, SourcePage, StoredDocument
from allforces_site.renderer.theme import Theme


def theme_for(site: Site, theme: Theme) -> Theme:
    """The theme, with the site if any of its posts, pages or layouts needs Liquid."""
    jekyll = theme.jekyll
    if jekyll is None or not (jekyll.layouts or _has_liquid(site)):
        return theme
    # Imported here, because most sites have no Liquid.
    from allforces_site.renderer.jekyll.site import JekyllSite

    bound = JekyllSite(
        theme.config,
        site,
        jekyll.data,
        jekyll.templates,
        jekyll.now,
        theme.style_sheets,
        jekyll.filters,
        jekyll.front_texts,
    )
    return replace(theme, jekyll=replace(jekyll, site=bound))


def document_of(post: Post, theme: Theme) -> Document:
    """The body of a post, rendered with Liquid if it holds any. Raises `SiteError`."""
    needs_liquid = post.source.needs is not None and theme.jekyll is not None
    return theme.liquid.document(post) if needs_liquid else post.source.document.load()


def page_document(page: SourcePage, theme: Theme) -> Document:
    """The body of a page, rendered with Liquid if it holds any. Raises `SiteError`."""
    return page.document if page.document.needs is None else theme.liquid.document(page)


def body_key(post: Post, theme: Theme) -> bytes:
    """A key of what `document_of` returns and of the front matter; b"" if the document is not stored."""
    document = post.source.document
    if not isinstance(document, StoredDocument):
        return b""
    needs_liquid = post.source.needs is not None and theme.jekyll is not None
    return document.key + (theme.liquid.key(post, None) if needs_liquid else b"")


def _has_liquid(site: Site) -> bool:
    return any(post.source.needs is not None for post in site.posts) or any(
        page.document.needs is not None for page in (*site.pages, *site.unwritten)
    )
