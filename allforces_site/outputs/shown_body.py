"""The body of a post or page as it is shown: with the sizes of its pictures."""

from __future__ import annotations

from functools import partial

from markupsafe import Markup

from allforces_site.images.markup import with_sizes
from allforces_site.model import Document, Picture
from allforces_site.renderer.theme import Theme, relative_url


def shown_body(document: Document, url: str, theme: Theme, *, leads: bool) -> Markup:
    """Returns the HTML of a body. `leads`: no picture is above it, so its first one may be seen at once."""
    if not any(link.is_image for link in document.links):
        return Markup(document.html)

    def picture_of(target: str) -> Picture | None:
        return theme.gallery.picture(target, url)

    return Markup(with_sizes(document.html, picture_of, partial(relative_url, theme.config), leads=leads))
