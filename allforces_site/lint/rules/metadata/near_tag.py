"""A tag that is nearly another one: its posts are missing from the page where readers look for them."""

from __future__ import annotations

from collections.abc import Iterator

from allforces_site.errors import Severity
from allforces_site.lint.finding import Finding
from allforces_site.lint.rule import Rule
from allforces_site.lint.site_view import SiteView
from allforces_site.lint.tag_spellings import first_place, near_tags
from allforces_site.messages.counts import posts_number
from allforces_site.messages.message import Message, say, some_of
from allforces_site.model import Term
from allforces_site.text.lookalikes import distinguished

# The most files that a hint names.
_MOST_NAMED = 3


def find_in_site(view: SiteView) -> Iterator[Finding]:
    """One finding for each odd spelling, in the first post that has it."""
    for near in near_tags(view.site):
        source, line = first_place(view.site, near.odd)
        files = sorted(view.site.post(place).source.source for place in near.odd.posts)
        message = say(
            'tag "{odd}" ({odd_posts}) is nearly "{usual}" ({usual_posts}){difference}',
            odd=near.odd.name,
            odd_posts=_posts(near.odd),
            usual=near.usual.name,
            usual_posts=_posts(near.usual),
            difference=distinguished(near.odd.name, near.usual.name),
        )
        hint = say('write "{tag}" in {files}', tag=near.usual.name, files=some_of(files, _MOST_NAMED))
        yield Finding(message, source, line, 1, hint)


def _posts(tag: Term) -> Message:
    return posts_number(tag.count)


RULE = Rule(
    "near-tag",
    Severity.WARNING,
    say("A tag that is nearly another one"),
    say("There is another tag that is nearly the same. Use one spelling for both."),
    find_in_site=find_in_site,
)
