"""An excerpt or description that another post has too."""

from __future__ import annotations

from collections.abc import Iterator

from allforces_site.errors import Severity
from allforces_site.lint.finding import Finding
from allforces_site.lint.near_doubles import doubled, finding_about
from allforces_site.lint.rule import Rule
from allforces_site.lint.site_view import SiteView
from allforces_site.messages.message import say


def find_in_site(view: SiteView) -> Iterator[Finding]:
    """A finding for each later post, about one of the two keys; none if title or text are doubled too."""
    facts = view.facts.values()
    reported = {(double.first, double.later) for double in view.near_doubles}
    reported |= {(first.source, later.source) for first, later in doubled(facts, "title", frozenset())}
    for key in ("excerpt", "description"):
        for first, later in doubled(facts, key, frozenset(reported)):
            reported.add((first.source, later.source))
            yield finding_about(
                later,
                key,
                say("{file} has the same {key}", file=first.source, key=key),
                say("say in the {key} what this post is about", key=key),
            )


RULE = Rule(
    "double-excerpt",
    Severity.WARNING,
    say("An excerpt or description that another post has too"),
    say("Write an excerpt or a description that fits this post."),
    find_in_site=find_in_site,
)
