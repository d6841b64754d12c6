"""The URLs that posts would have by the names of their files, which authors take for their addresses."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from allforces_site.model import SourcePost
from allforces_site.text.dates import filename_date, parse_date
from allforces_site.urls.permalinks import PostAddress, encode_url, post_url
from allforces_site.urls.slugs import slugify


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
    chosen = _template_of(post, template)
    path = source if source is not None else post.source
    address = PostAddress(date, post.slug, post.categories, path, output_ext=extension_of(path))
    try:
        return post_url(chosen, address)
    except ValueError:
        return None


def file_name_urls(post: SourcePost, template: str, zone: ZoneInfo) -> list[str]:
    """The URLs, other than its own, that a post has for those who look at the name of its file.

    They have the date of the name, or the slug as it is written there: Jekyll leaves out a hyphen at its end,
    and makes one of spaces and signs. `template` is that of `url_at`.
    """
    date = file_name_date(post, zone)
    by_date = url_at(post, date, template) if date is not None else None
    urls = [url for url in (by_date, post.url) if url is not None]
    named = [_with_written_slug(url, post) for url in urls] if ":" in _template_of(post, template) else []
    return [url for url in dict.fromkeys((by_date, *named)) if url not in (None, post.url)]


def _with_written_slug(url: str, post: SourcePost) -> str | None:
    """`url` with the slug as it is written; None if the end of `url` is not made of the slug."""
    end = next(end for end in ("/", ".html", ".htm", "") if url.endswith(end))
    folder, _, name = url.removesuffix(end).rpartition("/")
    # What `:title` and `:slug` make of it.
    made = (slugify(post.slug, "pretty", cased=True), slugify(post.slug))
    if "/" in post.slug or name not in map(encode_url, made):
        return None
    return f"{folder}/{encode_url(post.slug)}{end}"


def _template_of(post: SourcePost, template: str) -> str:
    own = post.front_matter.get("permalink")
    return own if isinstance(own, str) and own else template


def extension_of(source: str) -> str:
    """The extension of the page that a post's file makes."""
    return ".htm" if source.lower().endswith(".htm") else ".html"
