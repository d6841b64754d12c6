"""An excerpt or description that only repeats the title."""

from __future__ import annotations

from collections.abc import Iterator

from allforces_site.config.model import Config
from allforces_site.errors import Severity
from allforces_site.lint.finding import Finding, finding_in
from allforces_site.lint.rule import Rule
from allforces_site.lint.source.source_file import SourceFile
from allforces_site.lint.source.summaries import KEYS, repeats_title
from allforces_site.messages.message import say


def find(source_file: SourceFile, _: Config) -> Iterator[Finding]:
    """At most one finding for both keys. Punctuation, spaces, width and case do not count."""
    repeating = [key for key in KEYS if repeats_title(source_file, key)]
    if not repeating:
        return
    yield finding_in(
        source_file,
        repeating[0],
        say("the {key} says nothing that the title does not say", key=repeating[0])
        if len(repeating) == 1
        else say("the excerpt and the description say nothing that the title does not say"),
        hint=say("write what the title leaves open, or delete the line to use the beginning of the text"),
    )


RULE = Rule(
    "excerpt-is-title",
    Severity.WARNING,
    say("An excerpt or description that only repeats the title"),
    say("Say in the excerpt or description, in one sentence, what the title does not say."),
    find=find,
)
