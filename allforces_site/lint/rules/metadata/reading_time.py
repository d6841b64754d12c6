"""A declared reading time that is far from the measured one."""

from __future__ import annotations

from collections.abc import Iterator

from allforces_site.errors import Severity
from allforces_site.lint.facts import FileFacts
from allforces_site.lint.finding import Finding
from allforces_site.lint.rule import Rule
from allforces_site.lint.site_view import SiteView
from allforces_site.messages.message import Message, say, say_plural

# One minute does not matter: readers differ by more in speed (see reading.ReadingSpeed).
_LEAST_MINUTES = 2
# From this share of repeated text on, the measured minutes say more about it than about the post.
_MUCH_REPEATED = 0.2


def find_in_site(view: SiteView) -> Iterator[Finding]:
    """A finding for each post whose `reading_time` is off by more than half of the measured minutes.

    With `allforces.reading_time: measured` a build shows the measured minutes; nobody sees the declared ones,
    and nothing is reported.
    """
    if view.config.allforces.reading_time == "measured":
        return
    for post in view.site.posts:
        declared, measured = post.source.declared_minutes, post.source.measured_minutes
        if declared is not None and is_far(declared, measured):
            yield Finding(
                say(
                    "readers see {declared}, but {measured} were measured",
                    declared=_minutes(declared),
                    measured=_minutes(measured),
                ),
                post.source.source,
                post.source.lines.get("reading_time"),
                1,
                _hint(measured, view.facts.get(post.source.source)),
                f"reading_time: {declared}",
            )


def is_far(declared: int, measured: int) -> bool:
    """Whether `declared` differs from `measured` by more than half of it, and by two minutes or more."""
    difference = abs(declared - measured)
    return difference >= _LEAST_MINUTES and 2 * difference > measured


def _minutes(number: int) -> Message:
    return say_plural("{number} minute", "{number} minutes", number=number)


def _hint(measured: int, facts: FileFacts | None) -> Message:
    if facts is not None and facts.repeated >= _MUCH_REPEATED:
        return say(
            "delete repeated text first, {share} of the post: the measured minutes include it",
            share=f"{facts.repeated:.0%}",
        )
    return say(
        "write {measured}, or for all posts `allforces: {{reading_time: measured}}` in _config.yml",
        measured=measured,
    )


RULE = Rule(
    "reading-time",
    Severity.WARNING,
    say("A declared reading time that is off by more than half"),
    say("The reading time that the post declares is far from the measured one. Check `reading_time:`."),
    find_in_site=find_in_site,
)
