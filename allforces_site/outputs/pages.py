"""A page for each page that an author wrote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from msgspec.structs import replace

from allforces_site.files.kinds import is_sass
from allforces_site.model import Claim, Output, Site, SourcePage
from allforces_site.outputs.head import page_head
from allforces_site.outputs.redirects import redirect_page, redirect_target
from allforces_site.outputs.shown_body import shown_body
from allforces_site.renderer.theme import Theme
from allforces_site.text.plain_values import is_plain


def plan(site: Site, theme: Theme) -> Iterator[Output]:
    """Yields an output for each page, sorted by path."""
    for page in _numbered(site.pages, theme):
        claim = Claim.WEAK if page.has_faulty_liquid else Claim.AUTHORED
        target = redirect_target(page, theme)
        if target is not None:
            yield redirect_page(page.path, page.url, target, theme, page, claim)
            continue
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
        if is_sass(page.source) and theme.style_sheets.has_source_maps:
            make = partial(source_map, page, theme)
            yield Output(f"{page.path}.map", make, page.source, key=_key(page, theme, "source map"), cost=0)


def _numbered(pages: Iterable[SourcePage], theme: Theme) -> Iterator[SourcePage]:
    """The pages; a list of posts that an author's page makes with `paginator` is several."""
    liquid = theme.jekyll.site if theme.jekyll is not None else None
    for page in pages:
        yield from liquid.numbered(page) if liquid is not None else [page]


def _key(page: SourcePage, theme: Theme, *parts: str) -> bytes:
    if not is_plain(page.front_matter):
        return b""
    shown: list[str | bytes] = [*parts, repr(replace(page, lines={}))]
    if is_sass(page.source):
        shown.append(theme.style_sheets.key)
    has_own_layout = theme.has_own_layout(page.layout)
    if has_own_layout or page.document.needs is not None:
        shown.append(theme.liquid.key(page, page.layout if has_own_layout else None))
    if has_own_layout:
        return theme.key(None, "own layout", *shown)
    pictures = [theme.gallery.picture(link.target, page.url) for link in page.pictures]
    own = theme.gallery.picture(page.image) if page.image else None
    template = f"{page.layout}.html" if page.layout is not None else None
    return theme.key(template, "page", *shown, pictures, own, theme.twins.get(page.url))


def render_page(page: SourcePage, theme: Theme) -> bytes:
    """Returns the page in its layout, or its bare body if it has no layout."""
    document = page.document
    if is_sass(page.source):
        return theme.style_sheets.css(page.source, page.path, _text(page, theme), document.first_line)
    if document.needs is not None:
        if not page.is_html:
            text = _text(page, theme)
            return (theme.liquid.page(page, text) if page.layout else text).encode()
        document = theme.liquid.document(page)
    if page.layout is None:
        return document.html.encode()
    if theme.has_own_layout(page.layout):
        return theme.liquid.page(page, document.html).encode()
    return theme.render(
        f"{page.layout}.html",
        page.source,
        page=page_head(page, theme, theme.gallery.picture(page.image) if page.image else None),
        body=shown_body(document, page.url, theme, leads=True),
        headings=document.headings,
    )


def source_map(page: SourcePage, theme: Theme) -> bytes:
    """Returns the source map of a style sheet in Sass."""
    line = page.document.first_line
    return theme.style_sheets.source_map(page.source, page.path, _text(page, theme), line)


def _text(page: SourcePage, theme: Theme) -> str:
    """The body of a page that is no HTML, rendered with Liquid."""
    return theme.liquid.text(page) if page.document.needs is not None else page.document.html
