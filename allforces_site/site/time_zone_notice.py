"""Tells how many addresses of a site depend on a time zone that its settings do not name.

Jekyll takes the zone of the machine that builds, so a site that moves to another machine, or to this
generator, may silently move many of its posts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import timedelta, timezone

from allforces_site.config.model import CONFIG_FILE, Config
from allforces_site.errors import Problem, note
from allforces_site.messages.message import say, say_plural
from allforces_site.model import SourcePost
from allforces_site.urls.permalinks import PostAddress, PostPlaceholders, expand, permalink_template

# The first and the last zone of the world to begin a day.
_WEST, _EAST = timezone(timedelta(hours=-12)), timezone(timedelta(hours=14))
# A moment, and no local time: with a zone, or as YAML reads a time with seconds (in UTC).
_MOMENT = re.compile(
    r"\d{4}-\d{1,2}-\d{1,2}(?:[Tt]|\s+)\d{1,2}:\d\d:\d\d(?:\.\d*)?|.*\d\s*(?:[-+]\d\d:?\d\d|Z|[A-Z]{3,5})",
    re.ASCII,
)


def time_zone_problems(config: Config, posts: Iterable[SourcePost]) -> list[Problem]:
    """The note on a site without `timezone`, if the address of any post depends on it."""
    if "timezone" in config.named:
        return []
    posts = list(posts)
    moved = sum(_depends(post, config) for post in posts)
    if not moved:
        return []
    return [
        note(
            "no-timezone",
            say_plural(
                "the site names no time zone, on which {moved} of {number} address of posts depend;"
                " they are those of {zone}, while Jekyll takes the zone of the machine",
                "the site names no time zone, on which {moved} of {number} addresses of posts depend;"
                " they are those of {zone}, while Jekyll takes the zone of the machine",
                number=len(posts),
                moved=moved,
                zone=config.timezone,
            ),
            CONFIG_FILE,
            hint=say(
                "write timezone: {zone}, or the zone in which the site was built so far", zone=config.timezone
            ),
        )
    ]


def _depends(post: SourcePost, config: Config) -> bool:
    """Whether a post has another address in another time zone."""
    values = post.front_matter
    written = values.get("date")
    if written is None or not _MOMENT.fullmatch(str(written).strip()):
        return False
    own = values.get("permalink")
    template = permalink_template(own) if isinstance(own, str) and own else config.post_permalink
    if ":" not in template:
        return False
    west, east = (
        PostPlaceholders(PostAddress(post.date.astimezone(zone), post.slug, post.categories, post.source))
        for zone in (_WEST, _EAST)
    )
    return expand(template, west) != expand(template, east)
