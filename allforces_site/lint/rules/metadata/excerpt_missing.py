"""A post without an excerpt of its own: lists show the beginning of its text instead."""

from __future__ import annotations

from collections.abc import Iterator

from allforces_site.config.model import Config
from allforces_site.errors import Severity
from allforces_site.lint.finding import Finding, finding_in
from allforces_site.lint.rule import Rule
from allforces_site.lint.source.source_file import SourceFile
from allforces_site.lint.source.summaries import is_published, is_unwritten
from allforces_site.messages.message import say
from allforces_site.text.excerpts import separated


def find(source_file: SourceFile, config: Config) -> Iterator[Finding]:
    """A finding for a published post with neither `excerpt:` nor the separator of `excerpt_separator`.

    It covers a missing description too.
    """
    if not is_published(source_file) or not is_unwritten(source_file, "excerpt"):
        return
    if (separated(source_file.front.body, config.excerpt_separator) or "").strip():
        return
    if is_unwritten(source_file, "description"):
        message = say(
            "there is neither an excerpt nor a description: lists and search engines get the first paragraph"
        )
        hint = say(
            "write `excerpt:` with what a reader gets from the post, and `description:` for search results"
        )
    else:
        message = say("there is no excerpt: lists show the first paragraph")
        hint = say("write `excerpt:` with what a reader gets from the post")
    yield finding_in(source_file, "excerpt", message, hint=hint)


RULE = Rule(
    "excerpt-missing",
    Severity.NOTE,
    say("A post without an excerpt of its own"),
    say("Write a short text for lists under `excerpt:`."),
    find=find,
)
