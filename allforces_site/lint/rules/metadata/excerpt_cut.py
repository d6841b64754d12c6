"""An excerpt that stops in mid-sentence, as when a script keeps the first 120 characters of a text."""

from __future__ import annotations

from collections.abc import Iterator

from allforces_site.config.model import Config
from allforces_site.errors import Severity
from allforces_site.lint.finding import Finding, finding_in
from allforces_site.lint.phrases.remarks import remark_in_summary
from allforces_site.lint.rule import Rule
from allforces_site.lint.source.source_file import SourceFile
from allforces_site.lint.source.summaries import are_one_text, repeats_title, summary
from allforces_site.lint.source.summary_ends import mid_sentence
from allforces_site.messages.message import say


def find(source_file: SourceFile, _: Config) -> Iterator[Finding]:
    """At most one finding, which also covers a description that repeats the excerpt. An excerpt that is the
    title is left to excerpt-is-title, a writing model's remark to model-remark."""
    text = summary(source_file, "excerpt")
    sign = mid_sentence(source_file, text) if text else None
    if sign and not repeats_title(source_file, "excerpt") and not remark_in_summary(text):
        yield finding_in(
            source_file,
            "excerpt",
            say("the excerpt and the description, which is the same, stop in mid-sentence: {sign}", sign=sign)
            if are_one_text(source_file)
            else say("the excerpt stops in mid-sentence: {sign}", sign=sign),
            hint=say("end with a whole sentence, or delete the line to use whole sentences of the text"),
        )


RULE = Rule(
    "excerpt-cut",
    Severity.WARNING,
    say("An excerpt that stops in mid-sentence"),
    say("The excerpt stops in mid-sentence. Finish the sentence."),
    find=find,
)
