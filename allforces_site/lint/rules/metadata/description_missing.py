"""A post without a description of its own: search engines get its excerpt instead."""

from __future__ import annotations

from collections.abc import Iterator

from allforces_site.config.model import Config
from allforces_site.errors import Severity
from allforces_site.lint.finding import Finding, finding_in
from allforces_site.lint.rule import Rule
from allforces_site.lint.source.source_file import SourceFile
from allforces_site.lint.source.summaries import is_published, is_unwritten
from allforces_site.messages.message import say


def find(source_file: SourceFile, _: Config) -> Iterator[Finding]:
    """A finding for a published post with an excerpt and no description; excerpt-missing reports a post
    without both."""
    if not is_published(source_file) or not is_unwritten(source_file, "description"):
        return
    if not is_unwritten(source_file, "excerpt"):
        yield finding_in(
            source_file,
            "description",
            say("there is no description: search engines and social networks get the excerpt"),
            hint=say("write a `description:` for people who search"),
        )


RULE = Rule(
    "description-missing",
    Severity.NOTE,
    say("A post without a description of its own"),
    say("Write the text for search results under `description:`."),
    find=find,
)
