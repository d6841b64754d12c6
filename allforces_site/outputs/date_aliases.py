"""Redirects from the addresses that posts would have by the dates of their file names (`date_aliases`).

Where `date:` names another day, links written by the file name lead nowhere. An alias is made only where
nothing else is, so it hides no page and no other redirect.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from allforces_site.config.model import Config
from allforces_site.model import Claim, Output, Post, Site
from allforces_site.outputs.redirects import redirect_page
from allforces_site.renderer.theme import Theme
from allforces_site.text.dates import filename_date, parse_date
from allforces_site.urls.permalinks import (
    PostAddress,
    folders_above,
    folders_of,
    output_path,
    post_url,
    same_name,
)


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
    url = file_name_url(post, theme.config)
    if url is None or url == post.source.url:
        return None
    try:
        own = post.source.front_matter.get("permalink")
        extension = None if own or url.endswith("/") else _extension(post)
        path = output_path(url, extension)
    except ValueError:
        return None
    return redirect_page(path, url, post.url, theme, post.source.source, Claim.REDIRECT)


def file_name_url(post: Post, config: Config) -> str | None:
    """The URL of a post by the date of its file name; None without such a date."""
    source = post.source
    named = filename_date(source.source)
    if named is None:
        return None
    own = source.front_matter.get("permalink")
    try:
        date = parse_date(named[0], config.zone)
        address = PostAddress(
            date, source.slug, source.categories, source.source, output_ext=_extension(post)
        )
        return post_url(own if isinstance(own, str) and own else config.post_permalink, address)
    except ValueError:
        return None


def _extension(post: Post) -> str:
    return ".htm" if post.source.source.lower().endswith(".htm") else ".html"
