"""A tag that is nearly another one: its posts are missing from the page where readers look for them."""

from __future__ import annotations

from collections.abc import Iterator

from allforces_site.errors import Severity
from allforces_site.lint.finding import Finding
from allforces_site.lint.rule import Rule
from allforces_site.lint.site_view import SiteView
from allforces_site.lint.tag_spellings import first_place, near_tags
from allforces_site.text.counted import counted, some_names
from allforces_site.text.lookalikes import distinguished

# The most files that a hint names.
_MOST_NAMED = 3


def find_in_site(view: SiteView) -> Iterator[Finding]:
    """One finding for each odd spelling, in the first post that has it."""
    for near in near_tags(view.site):
        source, line = first_place(view.site, near.odd)
        files = sorted(view.site.post(place).source.source for place in near.odd.posts)
        named = some_names(files, _MOST_NAMED)
        yield Finding(
            f'tag "{near.odd.name}" ({counted(near.odd.count, "post")}) is nearly "{near.usual.name}"'
            f" ({counted(near.usual.count, 'post')}){distinguished(near.odd.name, near.usual.name)}",
            source,
            line,
            1,
            f'write "{near.usual.name}" in {named}',
        )


RULE = Rule(
    "near-tag",
    Severity.WARNING,
    "A tag that is nearly another one",
    title_ja="よく似たタグ",
    advice_ja="ほぼ同じタグがほかにもあります。どちらかに揃えてください。",
    find_in_site=find_in_site,
)
