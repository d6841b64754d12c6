"""An excerpt or description that only repeats the title."""

from __future__ import annotations

from collections.abc import Iterator

from allforces_site.config.model import Config
from allforces_site.errors import Severity
from allforces_site.lint.finding import Finding, finding_in
from allforces_site.lint.rule import Rule
from allforces_site.lint.source.source_file import SourceFile
from allforces_site.lint.source.summaries import KEYS, repeats_title


def find(source_file: SourceFile, _: Config) -> Iterator[Finding]:
    """At most one finding for both keys. Punctuation, spaces, width and case do not count."""
    repeating = [key for key in KEYS if repeats_title(source_file, key)]
    if not repeating:
        return
    names = " and the ".join(repeating)
    yield finding_in(
        source_file,
        repeating[0],
        f"the {names} {'says' if len(repeating) == 1 else 'say'} nothing that the title does not say",
        hint="write what the title leaves open, or delete the line to use the beginning of the text",
    )


RULE = Rule(
    "excerpt-is-title",
    Severity.WARNING,
    "An excerpt or description that only repeats the title",
    title_ja="題名と同じ抜粋・説明文",
    advice_ja="題名にないことを、抜粋や説明文に一文で書いてください。",
    find=find,
)
