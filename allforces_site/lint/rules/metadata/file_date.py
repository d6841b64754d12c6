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
from allforces_site.messages.message import say
from allforces_site.model import SourcePost
from allforces_site.urls.file_name_urls import file_name_date, url_at


def find_in_site(view: SiteView) -> Iterator[Finding]:
    """A finding for each post whose URL would differ if it were made with the date in the file's name.

    None if such addresses lead to the posts.
    """
    if view.config.allforces.date_aliases:
        return
    for post in view.site.posts:
        named = file_name_date(post.source, view.config.zone)
        if named is None or named.date() == post.source.date.date():
            continue
        if url_at(post.source, named, view.config.post_permalink) != post.source.url:
            yield _finding(post.source, named, view.config)


def _finding(post: SourcePost, named: datetime, config: Config) -> Finding:
    path = PurePosixPath(post.source)
    day = f"{post.date:%Y-%m-%d}"
    renamed = path.with_name(f"{day}-{path.name.split('-', 3)[3]}")
    stays = url_at(post, post.date, config.post_permalink, str(renamed)) == post.url
    return Finding(
        say(
            "the file's name says {named}, the URL {day}: links made from the name lead nowhere",
            named=f"{named:%Y-%m-%d}",
            day=day,
        ),
        post.source,
        post.lines.get("date"),
        1,
        say("rename the file to {name}; the URL stays the same", name=renamed.name)
        if stays
        else say("write the same day in `date:` and in the file's name"),
        f"date: {post.front_matter['date']}" if "date" in post.lines else None,
    )


RULE = Rule(
    "file-date",
    Severity.NOTE,
    say("A file whose date is not the one in its URL"),
    say("Give the file's name the date of its URL."),
    find_in_site=find_in_site,
)
