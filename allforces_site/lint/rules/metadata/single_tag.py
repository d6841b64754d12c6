"""A tag that only one post uses: its page leads to no other post."""

from __future__ import annotations

from collections.abc import Iterator

from allforces_site.errors import Severity
from allforces_site.lint.finding import Finding
from allforces_site.lint.rule import Rule
from allforces_site.lint.site_view import SiteView
from allforces_site.lint.tag_spellings import first_place, near_tags
from allforces_site.messages.message import say


def find_in_site(view: SiteView) -> Iterator[Finding]:
    """A finding for each tag that one post uses; none on a site of one post, and none for tags that near-tag
    reports."""
    if len(view.site.posts) < 2:
        return
    near = {name for pair in near_tags(view.site) for name in (pair.odd.name, pair.usual.name)}
    for taxonomy in view.site.connections.taxonomies:
        for tag in taxonomy.terms if taxonomy.kind == "tag" else ():
            if tag.count == 1 and tag.name not in near:
                source, line = first_place(view.site, tag)
                yield Finding(
                    say('tag "{tag}" is used once: its page lists this post alone', tag=tag.name),
                    source,
                    line,
                    1,
                    say("use a tag that other posts have, or delete it"),
                )


RULE = Rule(
    "single-tag",
    Severity.NOTE,
    say("A tag that one post uses"),
    say("If there will be no more posts on the subject, use a tag that other posts have."),
    find_in_site=find_in_site,
)
