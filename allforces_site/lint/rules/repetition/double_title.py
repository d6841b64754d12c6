"""A title that another post has too."""

from __future__ import annotations

from collections.abc import Iterator

from allforces_site.errors import Severity
from allforces_site.lint.finding import Finding
from allforces_site.lint.near_doubles import doubled, finding_about
from allforces_site.lint.rule import Rule
from allforces_site.lint.site_view import SiteView
from allforces_site.messages.message import say


def find_in_site(view: SiteView) -> Iterator[Finding]:
    """A finding for each later post; `near-double` reports posts whose text is nearly the same too."""
    reported = frozenset((double.first, double.later) for double in view.near_doubles)
    for first, later in doubled(view.facts.values(), "title", reported):
        yield finding_about(
            later,
            "title",
            say("{file} has the same title", file=first.source),
            say("say in the title what is new in this post: readers and search engines confuse the two"),
        )


RULE = Rule(
    "double-title",
    Severity.WARNING,
    say("A title that another post has too"),
    say("Give it a title that shows how the posts differ."),
    find_in_site=find_in_site,
)
