"""A file whose name has another date than its post's URL: links made from the name lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import PurePosixPath

from allforces_site.config.model import Config
from allforces_site.errors import Severity
from allforces_site.lint.finding import Finding
from allforces_site.lint.rule import Rule
from allforces_site.lint.site_view import SiteView
from allforces_site.model import SourcePost
from allforces_site.text.dates import filename_date, parse_date
from allforces_site.urls.permalinks import PostAddress, post_url


def find_in_site(view: SiteView) -> Iterator[Finding]:
    """A finding for each post whose URL would differ if it were made with the date in the file's name.

    None if such addresses lead to the posts.
    """
    if view.config.allforces.date_aliases:
        return
    for post in view.site.posts:
        named = _date_of_name(post.source, view.config)
        if named is None or named.date() == post.source.date.date():
            continue
        if _url(post.source, named, post.source.source, view.config) != post.source.url:
            yield _finding(post.source, named, view.config)


def _finding(post: SourcePost, named: datetime, config: Config) -> Finding:
    path = PurePosixPath(post.source)
    day = f"{post.date:%Y-%m-%d}"
    renamed = path.with_name(f"{day}-{path.name.split('-', 3)[3]}")
    stays = _url(post, post.date, str(renamed), config) == post.url
    return Finding(
        f"the file's name says {named:%Y-%m-%d}, the URL {day}: links made from the name lead nowhere",
        post.source,
        post.lines.get("date"),
        1,
        f"rename the file to {renamed.name}; the URL stays the same"
        if stays
        else "write the same day in `date:` and in the file's name",
        f"date: {post.front_matter['date']}" if "date" in post.lines else None,
    )


def _date_of_name(post: SourcePost, config: Config) -> datetime | None:
    named = filename_date(post.source)
    try:
        return parse_date(named[0], config.zone) if named is not None else None
    except ValueError:
        return None


def _url(post: SourcePost, date: datetime, source: str, config: Config) -> str | None:
    """The URL that the post would have with another date or at another path."""
    own = post.front_matter.get("permalink")
    template = own if isinstance(own, str) else config.post_permalink
    output_ext = ".htm" if source.lower().endswith(".htm") else ".html"
    address = PostAddress(date, post.slug, post.categories, source, output_ext=output_ext)
    try:
        return post_url(template, address)
    except ValueError:
        return None


RULE = Rule(
    "file-date",
    Severity.NOTE,
    "A file whose date is not the one in its URL",
    title_ja="URLと異なるファイル名の日付",
    advice_ja="ファイル名の日付を、URLの日付に合わせてください。",
    find_in_site=find_in_site,
)
