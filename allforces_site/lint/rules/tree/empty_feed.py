"""A feed without entries: those who subscribe to it never get anything."""

from __future__ import annotations

import re
from collections.abc import Iterator

from allforces_site.errors import Severity, SiteError
from allforces_site.lint.finding import Finding
from allforces_site.lint.rule import Rule
from allforces_site.lint.site_view import SiteView
from allforces_site.messages.message import say
from allforces_site.model import Output
from allforces_site.text.late_pattern import late_pattern

_ENDINGS = (".xml", ".rss", ".atom")
_FEED = late_pattern(r"<(?:feed|rss|rdf:RDF)[\s>]")
_ENTRY = late_pattern(r"<(?:entry|item)[\s>]")
_COMMENT = late_pattern(r"<!--.*?-->", re.DOTALL)


def find_in_site(view: SiteView) -> Iterator[Finding]:
    """A finding for each such feed of the author."""
    for path in sorted(view.outputs):
        output = view.outputs[path]
        # Those that the generator makes are empty only as long as there are no posts.
        if output.source is not None and path.endswith(_ENDINGS) and _is_empty_feed(output):
            message = say("the feed /{path} has no entries", path=path)
            hint = say("correct how it selects posts, or remove it and the links to it")
            yield Finding(message, output.source, 1, 1, hint)


def _is_empty_feed(output: Output) -> bool:
    try:
        text = output.make().decode("utf-8", "replace")
    except SiteError:  # The build reports it.
        return False
    text = _COMMENT.sub("", text) if "<!--" in text else text
    return _FEED.search(text[:4000]) is not None and _ENTRY.search(text) is None


RULE = Rule(
    "empty-feed",
    Severity.WARNING,
    say("A feed without entries"),
    say("Not one post is in it. Correct how it selects posts, or remove the feed."),
    find_in_site=find_in_site,
    reads_files=True,
)
