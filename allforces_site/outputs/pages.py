"""A page for each page that an author wrote."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from msgspec.structs import replace

from allforces_site.model import Claim, Output, Site, SourcePage
from allforces_site.outputs.head import page_head
from allforces_site.outputs.shown_body import shown_body
from allforces_site.renderer.theme import Theme
from allforces_site.text.plain_values import is_plain


def plan(site: Site, theme: Theme) -> Iterator[Output]:
    """Yields an output for each page, sorted by path."""
    for page in site.pages:
        claim = Claim.WEAK if page.has_liquid else Claim.AUTHORED
        yield Output(
            page.path,
            partial(render_page, page, theme),
            page.source,
            claim,
            page.url,
            page.title,
            in_sitemap=page.in_sitemap,
            changed=page.updated or page.date,
            key=_key(page, theme),
        )


def _key(page: SourcePage, theme: Theme) -> bytes:
    if not is_plain(page.front_matter):
        return b""
    pictures = [theme.gallery.picture(link.target, page.url) for link in page.pictures]
    own = theme.gallery.picture(page.image) if page.image else None
    template = f"{page.layout}.html" if page.layout is not None else None
    return theme.key(template, "page", repr(replace(page, lines={})), pictures, own)


def render_page(page: SourcePage, theme: Theme) -> bytes:
    """Returns the page in its layout, or its bare body if it has no layout."""
    if page.layout is None:
        return page.document.html.encode()
    return theme.render(
        f"{page.layout}.html",
        page.source,
        page=page_head(page, theme.config, theme.gallery.picture(page.image) if page.image else None),
        body=shown_body(page.document, page.url, theme, leads=True),
        headings=page.document.headings,
    )
