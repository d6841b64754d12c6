"""The URLs that posts would have by the dates of their file names, which authors take for their addresses."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from allforces_site.model import SourcePost
from allforces_site.text.dates import filename_date, parse_date
from allforces_site.urls.permalinks import PostAddress, post_url


def file_name_date(post: SourcePost, zone: ZoneInfo) -> datetime | None:
    """The date in the name of a post's file; None without one, or for a day that no calendar has."""
    named = filename_date(post.source)
    try:
        return parse_date(named[0], zone) if named is not None else None
    except ValueError:
        return None


def url_at(post: SourcePost, date: datetime, template: str, source: str | None = None) -> str | None:
    """The URL of a post with another date, or at another path; None if none can be made.

    `template` is the site's permalink of posts; the post's own comes before it.
    """
    own = post.front_matter.get("permalink")
    chosen = own if isinstance(own, str) and own else template
    path = source if source is not None else post.source
    address = PostAddress(date, post.slug, post.categories, path, output_ext=extension_of(path))
    try:
        return post_url(chosen, address)
    except ValueError:
        return None


def file_name_url(post: SourcePost, template: str, zone: ZoneInfo) -> str | None:
    """The URL of a post by the date of its file name; None without one. `template` is that of `url_at`."""
    date = file_name_date(post, zone)
    return url_at(post, date, template) if date is not None else None


def extension_of(source: str) -> str:
    """The extension of the page that a post's file makes."""
    return ".htm" if source.lower().endswith(".htm") else ".html"
