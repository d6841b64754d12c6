"""A title that another post has too."""

from __future__ import annotations

from collections.abc import Iterator

from allforces_site.errors import Severity
from allforces_site.lint.finding import Finding
from allforces_site.lint.near_doubles import doubled, finding_about
from allforces_site.lint.rule import Rule
from allforces_site.lint.site_view import SiteView


def find_in_site(view: SiteView) -> Iterator[Finding]:
    """A finding for each later post; `near-double` reports posts whose text is nearly the same too."""
    reported = frozenset((double.first, double.later) for double in view.near_doubles)
    for first, later in doubled(view.facts.values(), "title", reported):
        yield finding_about(
            later,
            "title",
            f"{first.source} has the same title",
            "say in the title what is new in this post: readers and search engines confuse the two",
        )


RULE = Rule(
    "double-title",
    Severity.WARNING,
    "A title that another post has too",
    title_ja="ほかの記事と同じ題名",
    advice_ja="内容の違いが分かる題名にしてください。",
    find_in_site=find_in_site,
)
