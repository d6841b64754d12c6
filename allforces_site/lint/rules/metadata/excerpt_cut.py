"""An excerpt that stops in mid-sentence, as a text does of which a script keeps the first 120 characters."""

from __future__ import annotations

from collections.abc import Iterator

from allforces_site.config.model import Config
from allforces_site.errors import Severity
from allforces_site.lint.finding import Finding, finding_in
from allforces_site.lint.phrases.remarks import remark_in
from allforces_site.lint.rule import Rule
from allforces_site.lint.source.source_file import SourceFile
from allforces_site.lint.source.summaries import are_one_text, repeats_title, summary
from allforces_site.lint.source.summary_ends import mid_sentence


def find(source_file: SourceFile, _: Config) -> Iterator[Finding]:
    """At most one finding, which also tells of a description that is the excerpt again. Of an excerpt that is
    the title, excerpt-is-title tells, and of a writing model's remark, model-remark."""
    text = summary(source_file, "excerpt")
    sign = mid_sentence(source_file, text) if text else None
    if sign and not repeats_title(source_file, "excerpt") and remark_in(text, is_first=True) is None:
        both = " and the description, which is the same, stop" if are_one_text(source_file) else " stops"
        yield finding_in(
            source_file,
            "excerpt",
            f"the excerpt{both} in mid-sentence: {sign}",
            hint="end with a whole sentence, or delete the line: then whole sentences of the text are taken",
        )


RULE = Rule(
    "excerpt-cut",
    Severity.WARNING,
    "An excerpt that stops in mid-sentence",
    title_ja="途中で切れた抜粋",
    advice_ja="抜粋が文の途中で終わっています。文を終わらせてください。",
    find=find,
)
