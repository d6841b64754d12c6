"""The page for addresses that do not exist. Hosts serve `/404.html`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from msgspec.structs import replace

from allforces_site.messages.labels import label
from allforces_site.model import Output, Site
from allforces_site.outputs.head import index_head
from allforces_site.renderer.theme import Theme
from allforces_site.urls.permalinks import output_path

URL = "/404.html"


def plan(site: Site, theme: Theme) -> Iterator[Output]:  # noqa: ARG001 (every plan takes both)
    """Yields the page."""
    make = partial(render_not_found, theme)
    yield Output(output_path(URL), make, url=URL, title=_title(theme), key=theme.key("404.html"))


def render_not_found(theme: Theme) -> bytes:
    """Returns the page. Search engines skip it; it is served at any address and has no canonical one."""
    about = label("The page may have been moved or deleted.", theme.config.lang)
    head = index_head("not-found", _title(theme), URL, theme, about)
    return theme.render("404.html", URL, page=replace(head, robots="noindex", canonical=None, graph=None))


def _title(theme: Theme) -> str:
    return label("Page not found", theme.config.lang)
