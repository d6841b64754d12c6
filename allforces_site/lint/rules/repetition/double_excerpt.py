"""An excerpt or description that another post has too."""

from __future__ import annotations

from collections.abc import Iterator

from allforces_site.errors import Severity
from allforces_site.lint.finding import Finding
from allforces_site.lint.near_doubles import doubled, finding_about
from allforces_site.lint.rule import Rule
from allforces_site.lint.site_view import SiteView


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
                f"{first.source} has the same {key}",
                f"say in the {key} what this post is about",
            )


RULE = Rule(
    "double-excerpt",
    Severity.WARNING,
    "An excerpt or description that another post has too",
    title_ja="ほかの記事と同じ抜粋・説明文",
    advice_ja="この記事の内容に合わせて、抜粋や説明文を書き直してください。",
    find_in_site=find_in_site,
)
