"""A link to a page that search engines are asked to leave out."""

from __future__ import annotations

from collections.abc import Iterator

from allforces_site.errors import Severity
from allforces_site.lint.finding import Finding, link_finding
from allforces_site.lint.rule import Rule
from allforces_site.lint.site_view import SiteView
from allforces_site.messages.message import say
from allforces_site.model import SourcePage, SourcePost
from allforces_site.text.robots import forbids_index


def find_in_site(view: SiteView) -> Iterator[Finding]:
    """A finding for each such link on a page that search engines do show."""
    sources: list[tuple[str, SourcePost | SourcePage]] = [
        *((post.path, post.source) for post in view.site.posts),
        *((page.path, page) for page in view.site.pages),
    ]
    hidden = {path for path, source in sources if forbids_index(source.robots)}
    silent = {source.source for path, source in sources if path in hidden}
    if not hidden:
        return
    for use in view.links.uses:
        if use.own is None or use.source in silent or use.link.is_image:
            continue
        output = view.links.output(use.own.path)
        if output is not None and output.path in hidden:
            yield link_finding(
                use.source,
                use.link,
                say("{path} says `robots: noindex`: search engines do not show that page", path=use.own.path),
                hint=say("link to a page that they may show, or remove `robots: noindex` there"),
            )


RULE = Rule(
    "noindex-link",
    Severity.NOTE,
    say("A link to a page with `noindex`"),
    say(
        "The link leads to a page that is kept out of search results. Link to another page,"
        " or reconsider `noindex`."
    ),
    find_in_site=find_in_site,
)
