"""The home page and its further pages: all posts, newest first."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from allforces_site.model import Output
from allforces_site.outputs.from_posts import Edit, Posts
from allforces_site.outputs.head import home_head
from allforces_site.outputs.json_ld import home_title
from allforces_site.outputs.pagination import ListPage, changed_pages, listing_key
from allforces_site.renderer.theme import Theme
from allforces_site.urls.permalinks import output_path


def changed(posts: Posts, edit: Edit, theme: Theme) -> Iterator[Output]:
    """Yields an output for each page of the list that `edit` changes."""
    config, newest_first = theme.config, posts.connections.posts[::-1]
    other = edit.other_connections(posts.connections)
    there = other.posts[::-1] if other is not None else None
    for listing in changed_pages(
        newest_first, there, "/", config.paginate, config.paginate_path, posts, edit
    ):
        yield Output(
            output_path(listing.url),
            partial(render_home, listing, theme),
            url=listing.url,
            title=home_title(config),
            in_sitemap=True,
            changed=listing.date,
            key=theme.key("home.html", *listing_key(listing), theme.twins.get(listing.url)),
        )


def render_home(listing: ListPage, theme: Theme) -> bytes:
    """Returns one page of the list."""
    return theme.render(
        "home.html",
        listing.url,
        page=home_head(listing, theme),
        posts=listing.posts,
        paginator=listing.paginator,
    )
