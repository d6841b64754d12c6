"""The file that shows the site's key for IndexNow, which proves that who sends addresses may do so."""

from __future__ import annotations

from collections.abc import Iterator

from allforces_site.model import Claim, Output, Site
from allforces_site.renderer.theme import Theme


def plan(site: Site, theme: Theme) -> Iterator[Output]:  # noqa: ARG001 (every plan takes both)
    """Yields the file, if the site has a key."""
    settings = theme.config.allforces.indexnow
    if settings is not None:
        key = settings.key
        yield Output(f"{key}.txt", key.encode, claim=Claim.CONFIGURED, key=theme.key(None, "indexnow", key))
