"""Redirects from the addresses that posts would have by the names of their files (`date_aliases`).

Where `date:` names another day, or the slug is written otherwise than in the address (with a hyphen at its
end), links written by the file name lead nowhere. An alias is made only where nothing else is, so it hides no
page and no other redirect.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress

from allforces_site.model import Claim, Output, Post, Site
from allforces_site.outputs.redirects import redirect_page
from allforces_site.renderer.theme import Theme
from allforces_site.urls.file_name_urls import extension_of, file_name_urls
from allforces_site.urls.permalinks import folders_above, folders_of, output_path, same_name


def plan(site: Site, outputs: Sequence[Output], theme: Theme) -> Iterator[Output]:
    """Yields the aliases at paths that none of `outputs`, the rest of the site, needs; of equal ones none."""
    if not theme.config.allforces.date_aliases:
        return
    aliases = [alias for post in site.posts for alias in _aliases(post, theme)]
    count = Counter(same_name(alias.path) for alias in aliases)
    taken = {same_name(output.path) for output in outputs}
    folders = folders_of(taken)
    for alias in aliases:
        name = same_name(alias.path)
        is_free = name not in taken and name not in folders and taken.isdisjoint(folders_above(name))
        if is_free and count[name] == 1:
            yield alias


def _aliases(post: Post, theme: Theme) -> Iterator[Output]:
    config, source = theme.config, post.source
    for url in file_name_urls(source, config.post_permalink, config.zone):
        own = source.front_matter.get("permalink")
        extension = None if own or url.endswith("/") else extension_of(source.source)
        with suppress(ValueError):  # The name makes no path.
            path = output_path(url, extension)
            yield redirect_page(path, url, post.url, theme, source, Claim.REDIRECT)
