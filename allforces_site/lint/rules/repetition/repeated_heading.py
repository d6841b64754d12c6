"""A heading that a post has more than once, above different text."""

from __future__ import annotations

from collections.abc import Iterator

from allforces_site.config.model import Config
from allforces_site.errors import Severity
from allforces_site.lint.finding import Finding, finding_at
from allforces_site.lint.rule import Rule
from allforces_site.lint.source.prose import plain
from allforces_site.lint.source.repetition import repetition_of
from allforces_site.lint.source.source_file import SourceFile

# The most further places that are named by their line.
_NAMED = 5


def find(source_file: SourceFile, _: Config) -> Iterator[Finding]:
    """A finding for each repeated heading, at its second place."""
    for first, again, *more in repetition_of(source_file).titles:
        words = plain(source_file.text[first.start : first.end]).split("\n", 1)[0].strip()
        others = f", and again in {_lines([title.line for title in more])}" if more else ""
        yield finding_at(
            source_file,
            again.start,
            f'the heading "{words}" is in line {first.line} already, above other text{others}',
            hint="merge the sections, or give each a heading of its own",
        )


def _lines(lines: list[int]) -> str:
    """Line numbers, the first few by number: `line 8`, `lines 8, 12, 20 and 5 more`."""
    named, rest = lines[:_NAMED], len(lines) - _NAMED
    numbers = ", ".join(map(str, named))
    return f"line{'s' if len(lines) > 1 else ''} {numbers}" + (f" and {rest} more" if rest > 0 else "")


RULE = Rule(
    "repeated-heading",
    Severity.WARNING,
    "A heading again, above other text",
    title_ja="見出しの繰り返し",
    advice_ja="同じ見出しが前にもあります。内容に合わせて言い換えるか、一つにまとめてください。",
    find=find,
)
