"""A tag that only one post uses: its page leads to no other post."""

from __future__ import annotations

from collections.abc import Iterator

from allforces_site.errors import Severity
from allforces_site.lint.finding import Finding
from allforces_site.lint.rule import Rule
from allforces_site.lint.site_view import SiteView
from allforces_site.lint.tag_spellings import first_place, near_tags


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
                    f'tag "{tag.name}" is used once: its page lists this post alone',
                    source,
                    line,
                    1,
                    "use a tag that other posts have, or delete it",
                )


RULE = Rule(
    "single-tag",
    Severity.NOTE,
    "A tag that one post uses",
    title_ja="一度しか使われないタグ",
    advice_ja="同じ話題の記事が増えないようなら、よく使うタグに替えてください。",
    find_in_site=find_in_site,
)
