"""A post that nearly doubles another one."""

from __future__ import annotations

from collections.abc import Iterator

from allforces_site.errors import Severity
from allforces_site.lint.finding import Finding
from allforces_site.lint.near_doubles import NEARLY, NearDouble
from allforces_site.lint.rule import Rule
from allforces_site.lint.site_view import SiteView
from allforces_site.messages.message import Message, say

# The most further posts that are named.
_NAMED = 3


def find_in_site(view: SiteView) -> Iterator[Finding]:
    """A finding for each post that doubles earlier ones, with the nearest of them first."""
    doubles_of: dict[str, list[NearDouble]] = {}
    for double in view.near_doubles:
        doubles_of.setdefault(double.later, []).append(double)
    for later, doubles in doubles_of.items():
        doubles.sort(key=lambda double: (-max(double.share, double.first_share), double.first))
        yield Finding(
            _message(doubles),
            later,
            1,
            1,
            say("keep one of them, with a redirect from the other's address, or say in this one what is new"),
        )


def _message(doubles: list[NearDouble]) -> Message:
    nearest, *others = doubles
    message, named = _nearest(nearest), tuple(map(_named, others[:_NAMED]))
    if not others:
        return message
    more = len(others) - _NAMED
    if more <= 0:
        return say("{nearest}, and much in {others}", nearest=message, others=named)
    return say(
        "{nearest}, and much in {others} and {number} more", nearest=message, others=named, number=more
    )


def _nearest(double: NearDouble) -> Message:
    if double.share >= NEARLY:
        share = f"{double.share:.0%}"
        return say("{share} of the text is in {file} too", share=share, file=double.first)
    share = f"{double.first_share:.0%}"
    return say("{share} of the text of {file} is in this longer one too", share=share, file=double.first)


def _named(double: NearDouble) -> Message:
    return say("{file} ({share})", file=double.first, share=f"{max(double.share, double.first_share):.0%}")


RULE = Rule(
    "near-double",
    Severity.WARNING,
    say("A post that nearly doubles another"),
    say("Half of the text or more is in another post too. Make one post of both, or withdraw one of them."),
    find_in_site=find_in_site,
)
