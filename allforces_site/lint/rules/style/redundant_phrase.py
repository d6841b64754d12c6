"""Words that say a thing twice, or in more words than it needs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from allforces_site.config.model import Config
from allforces_site.errors import Severity
from allforces_site.lint.finding import Finding, finding_at
from allforces_site.lint.phrases.redundant import REDUNDANT
from allforces_site.lint.rule import Rule
from allforces_site.lint.source.source_file import SourceFile
from allforces_site.messages.message import say


def find(source_file: SourceFile, _: Config) -> Iterator[Finding]:
    """A finding for each phrase."""
    text = source_file.running
    for phrase in REDUNDANT:
        if not any(sign in text for sign in phrase.signs):
            continue
        for found in re.finditer(phrase.pattern, text):
            yield finding_at(
                source_file,
                found.start(),
                say('"{phrase}" takes more words than it needs', phrase=found[0]),
                hint=say('write for example "{short}"', short=phrase.short),
            )


RULE = Rule(
    "redundant-phrase",
    Severity.NOTE,
    say("More words than a thing needs"),
    say("Say it in fewer words."),
    find=find,
    is_optional=True,
)
