"""A small page at each former address of a page (`redirect_from`) that leads to the page."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from allforces_site.model import Claim, Output, Site
from allforces_site.renderer.theme import Theme, absolute_url
from allforces_site.urls.permalinks import output_path


def plan(site: Site, theme: Theme) -> Iterator[Output]:
    """Yields an output for each former address."""
    moved = [(post.source.redirect_from, post.url, post.source.source) for post in site.posts]
    moved += [(page.redirect_from, page.url, page.source) for page in site.pages]
    for addresses, url, source in moved:
        for address in addresses:
            yield Output(
                output_path(address),
                partial(render_redirect, address, url, theme),
                source,
                Claim.REDIRECT,
                key=theme.key("redirect.html", address, url),
            )


def render_redirect(address: str, url: str, theme: Theme) -> bytes:
    """Returns the page at `address` that leads to `url`."""
    return theme.render("redirect.html", address, target=absolute_url(theme.config, url))
