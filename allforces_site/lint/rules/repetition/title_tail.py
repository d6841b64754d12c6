"""The same words at the end of many titles: 「…の注目ポイントと導入効果」 behind whatever a post is about."""

from __future__ import annotations

from collections.abc import Iterator

from allforces_site.errors import Severity
from allforces_site.lint.finding import Finding
from allforces_site.lint.near_doubles import finding_about, in_order
from allforces_site.lint.rule import Rule
from allforces_site.lint.site_view import SiteView
from allforces_site.lint.stock_tails import stock_tails
from allforces_site.messages.message import say, some_of

# The most files that a hint names.
_MOST_NAMED = 3


def find_in_site(view: SiteView) -> Iterator[Finding]:
    """One finding for each end, in the newest post that has it.

    It is a fault of the site and one decision of its editor. The newest title is the one that is most easily
    changed, and a new post with an old end is found on its branch, or beside a baseline.
    """
    posts = {post.title: post for post in in_order(view.facts.values()) if "title" in post.texts}
    for tail, titles in stock_tails(posts):
        newest, *others = [posts[title] for title in reversed(titles)]
        yield finding_about(
            newest,
            "title",
            say('{number} titles end in "{tail}"', number=len(titles), tail=tail),
            say(
                "end it with what only this post holds; the same words are in {files}",
                files=some_of([post.source for post in others], _MOST_NAMED),
            ),
        )


RULE = Rule(
    "title-tail",
    Severity.WARNING,
    say("The same words at the end of many titles"),
    say("In a list they say nothing. End each title with what only its post holds."),
    find_in_site=find_in_site,
)
