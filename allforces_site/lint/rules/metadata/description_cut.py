"""A description that stops in mid-sentence."""

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
    """At most one finding. A description that repeats the excerpt is left to excerpt-cut, a writing model's
    remark to model-remark."""
    text = summary(source_file, "description")
    sign = mid_sentence(source_file, text) if text else None
    if not sign or are_one_text(source_file) or repeats_title(source_file, "description"):
        return
    if not remark_in_summary(text):
        yield finding_in(
            source_file,
            "description",
            say("the description stops in mid-sentence: {sign}", sign=sign),
            hint=say("end with a whole sentence, or delete the line to use the excerpt"),
        )


RULE = Rule(
    "description-cut",
    Severity.WARNING,
    say("A description that stops in mid-sentence"),
    say("The description stops in mid-sentence. Finish the sentence."),
    find=find,
)
