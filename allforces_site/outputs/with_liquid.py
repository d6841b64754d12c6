"""Binds a theme to the site whose posts and pages its templates in Liquid see."""

from __future__ import annotations

from msgspec.structs import replace

from allforces_site.model import Site
from allforces_site.renderer.theme import Theme


def theme_for(site: Site, theme: Theme) -> Theme:
    """The theme, with the site if any of its posts, pages or layouts needs Liquid."""
    jekyll = theme.jekyll
    if jekyll is None or not (jekyll.layouts or _has_liquid(site)):
        return theme
    # Imported here, because most sites have no Liquid.
    from allforces_site.renderer.jekyll.site import JekyllSite

    bound = JekyllSite(theme.config, site, jekyll.data, jekyll.templates, jekyll.now)
    return replace(theme, jekyll=replace(jekyll, site=bound))


def _has_liquid(site: Site) -> bool:
    return any(post.source.needs is not None for post in site.posts) or any(
        page.document.needs is not None for page in (*site.pages, *site.unwritten)
    )
