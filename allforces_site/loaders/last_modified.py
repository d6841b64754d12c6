"""When a post or page was last changed: `last_modified_at` of its front matter, if it is plausible.

Feed readers, search engines and the page itself show it. A time before the post's own date or in the future
is a slip of the author or of a script, and would make an old post the newest of a feed.
"""

from __future__ import annotations

from datetime import datetime, time
from typing import TypeVar
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from allforces_site.errors import Problem, warning
from allforces_site.loaders.fields import Fields
from allforces_site.messages.message import say
from allforces_site.model import SourcePage, SourcePost

KEY = "last_modified_at"

Source = TypeVar("Source", SourcePost, SourcePage)


def last_modified(fields: Fields, date: datetime | None, zone: ZoneInfo) -> datetime | None:
    """`last_modified_at` in the site's zone; None, with a warning, if it is before `date`.

    A day without a time gives None without a warning if `date` is on the same day: it says nothing new.
    """
    modified = fields.date(KEY, zone)
    if modified is None or date is None or modified >= date:
        return modified
    is_day = modified.time() == time() and modified.date() == date.astimezone(zone).date()
    if not is_day:
        fields.warn(
            "last-modified",
            say(
                "{key} {changed} is before the date of the post, {date}; it is left out",
                key=KEY,
                changed=modified.isoformat(),
                date=date.isoformat(),
            ),
            KEY,
            hint=say("write the time of the last change, or delete the line"),
        )
    return None


def without_future_change(source: Source, now: datetime) -> tuple[Source, tuple[Problem, ...]]:
    """The post or page as of `now`: without a last change in the future, and the warning about it."""
    if not changes_later(source, now):
        return source, ()
    assert source.updated is not None
    problem = warning(
        "last-modified",
        say(
            "{key} {changed} is in the future; it is left out until then",
            key=KEY,
            changed=source.updated.isoformat(),
        ),
        source.source,
        source.lines.get(KEY),
        hint=say("write the time of the last change, or delete the line"),
    )
    return replace(source, updated=None), (problem,)


def changes_later(source: SourcePost | SourcePage, now: datetime) -> bool:
    """Whether `last_modified_at` of a post or page is after `now`."""
    return source.updated is not None and source.updated > now
