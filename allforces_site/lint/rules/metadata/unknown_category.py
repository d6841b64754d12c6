"""A category that `content_categories` does not list: it gets a page that no navigation leads to."""

from __future__ import annotations

from collections.abc import Iterator

from allforces_site.errors import Severity
from allforces_site.lint.finding import Finding
from allforces_site.lint.rule import Rule
from allforces_site.lint.site_view import SiteView
from allforces_site.messages.message import Message, say
from allforces_site.text.nearest_names import NearestNames, did_you_mean

# The most categories that a hint lists.
_MOST_LISTED = 8


def find_in_site(view: SiteView) -> Iterator[Finding]:
    """A finding for each category of each post that is not configured; none if no category is configured."""
    names = [category.name for category in view.config.content_categories]
    known = frozenset(names)
    near = NearestNames(names, 0.5)
    for post in view.site.posts if names else ():
        # Spellings that differ by case or width have one name here; reading the site reports them.
        for category in (link.name for link in post.summary.categories):
            if category not in known:
                lines = post.source.lines
                yield Finding(
                    say('category "{category}" is not among content_categories', category=category),
                    post.source.source,
                    lines.get("categories") or lines.get("category"),
                    1,
                    _hint(category, near.find(category), names),
                )


def _hint(category: str, near: str | None, names: list[str]) -> Message:
    if near:
        return say("{hint} Or add it in _config.yml", hint=did_you_mean(category, near))
    return say("write one of {names}, or add it in _config.yml", names=tuple(names[:_MOST_LISTED]))


RULE = Rule(
    "unknown-category",
    Severity.WARNING,
    say("A category that the configuration does not list"),
    say("Choose one of the categories in `content_categories:`, or add it there."),
    find_in_site=find_in_site,
)
