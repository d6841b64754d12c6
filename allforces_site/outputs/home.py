"""The home page and its further pages: all posts, newest first."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from allforces_site.model import Output, Site
from allforces_site.outputs.head import home_head, home_title
from allforces_site.outputs.pagination import ListPage, listing_key, paginate
from allforces_site.renderer.theme import Theme
from allforces_site.urls.permalinks import output_path


def plan(site: Site, theme: Theme) -> Iterator[Output]:
    """Yields an output for each page of the list."""
    summaries = [post.summary for post in site.posts]
    for listing in paginate(summaries, "/", theme.config.paginate, theme.config.paginate_path):
        yield Output(
            output_path(listing.url),
            partial(render_home, listing, theme),
            url=listing.url,
            title=home_title(theme.config),
            in_sitemap=True,
            changed=listing.posts[0].date if listing.posts else None,
            key=theme.key("home.html", *listing_key(listing)),
        )


def render_home(listing: ListPage, theme: Theme) -> bytes:
    """Returns one page of the list."""
    return theme.render(
        "home.html",
        listing.url,
        page=home_head(listing, theme.config),
        posts=listing.posts,
        paginator=listing.paginator,
    )
