"""A description so long that search results show only its beginning.

Google names no limit: it cuts what does not fit the width of the device (Search Central, "Control your
snippets in search results"). Japanese guides measured 110 to 120 characters on a computer, sometimes 150, and
50 to 100 on a phone; hence the default of `allforces.checks.description_length`.
"""

from __future__ import annotations

from collections.abc import Iterator

from allforces_site.config.model import Config
from allforces_site.errors import Severity
from allforces_site.lint.finding import Finding, finding_in
from allforces_site.lint.phrases.remarks import remark_in_summary
from allforces_site.lint.rule import Rule
from allforces_site.lint.source.source_file import SourceFile
from allforces_site.lint.source.summaries import repeats_title, summary
from allforces_site.lint.source.summary_ends import mid_sentence
from allforces_site.messages.message import say


def find(source_file: SourceFile, config: Config) -> Iterator[Finding]:
    """At most one finding; none where another rule reports a worse mistake of the description."""
    most = config.allforces.checks.description_length
    text = summary(source_file, "description")
    if len(text) <= most or mid_sentence(source_file, text) or repeats_title(source_file, "description"):
        return
    if remark_in_summary(text):
        return
    yield finding_in(
        source_file,
        "description",
        say(
            "the description has {number} characters, search results show about {most}",
            number=len(text),
            most=most,
        ),
        hint=say(
            'the part that is shown ends with "{end}"; put what matters before that',
            end=f"…{text[most - 12 : most]}",
        ),
    )


RULE = Rule(
    "description-long",
    Severity.NOTE,
    say("A description that search results cut"),
    say("Search results leave out its end. Check that what matters comes first."),
    find=find,
)
