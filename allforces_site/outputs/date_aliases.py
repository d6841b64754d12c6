"""Redirects from the addresses that posts would have by the dates of their file names (`date_aliases`).

Where `date:` names another day, links written by the file name lead nowhere. An alias is made only where
nothing else is, so it hides no page and no other redirect.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from allforces_site.model import Claim, Output, Post, Site
from allforces_site.outputs.redirects import redirect_page
from allforces_site.renderer.theme import Theme
from allforces_site.urls.file_name_urls import extension_of, file_name_url
from allforces_site.urls.permalinks import folders_above, folders_of, output_path, same_name


def plan(site: Site, outputs: Sequence[Output], theme: Theme) -> Iterator[Output]:
    """Yields the aliases at paths that none of `outputs`, the rest of the site, needs; of equal ones none."""
    if not theme.config.allforces.date_aliases:
        return
    aliases = [alias for post in site.posts if (alias := _alias(post, theme)) is not None]
    count = Counter(same_name(alias.path) for alias in aliases)
    taken = {same_name(output.path) for output in outputs}
    folders = folders_of(taken)
    for alias in aliases:
        name = same_name(alias.path)
        is_free = name not in taken and name not in folders and taken.isdisjoint(folders_above(name))
        if is_free and count[name] == 1:
            yield alias


def _alias(post: Post, theme: Theme) -> Output | None:
    config, source = theme.config, post.source
    url = file_name_url(source, config.post_permalink, config.zone)
    if url is None or url == source.url:
        return None
    try:
        own = source.front_matter.get("permalink")
        extension = None if own or url.endswith("/") else extension_of(source.source)
        path = output_path(url, extension)
    except ValueError:
        return None
    return redirect_page(path, url, post.url, theme, source, Claim.REDIRECT)
