"""A line in bold that serves as a heading."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from allforces_site.config.model import Config
from allforces_site.errors import Severity
from allforces_site.lint.finding import Finding, finding_at
from allforces_site.lint.phrases.quotations import beginning
from allforces_site.lint.rule import Rule
from allforces_site.lint.source.blocks import PROSE, BlockKind
from allforces_site.lint.source.headings import LONGEST
from allforces_site.lint.source.prose import plain
from allforces_site.lint.source.source_file import SourceFile
from allforces_site.messages.message import say
from allforces_site.text.late_pattern import late_pattern

_BOLD = late_pattern(r"\*\*(?:(?!\*\*).)+\*\*")
# What ends so is a sentence, or a label of what follows; a whole quotation is one, too. `?` and `!` end
# headings as well.
_SENTENCE = late_pattern(r"\*\*(?:.*[。．.,、，;；:：…]|「[^「」]*」|『[^『』]*』|“[^“”]*”)\s*\*\*")


def find(source_file: SourceFile, _: Config) -> Iterator[Finding]:
    """A finding for each line in bold above a text, alone (markdownlint's MD036) or in its paragraph."""
    for block, below in pairwise([*source_file.blocks, None]):
        if block is None or block.kind is not BlockKind.PARAGRAPH or not block.text.lstrip().startswith("**"):
            continue
        line, _separator, rest = block.text.strip().partition("\n")
        has_text = _is_text(rest) if rest else below is not None and below.kind in PROSE
        if has_text and _is_heading(line.strip()):
            yield finding_at(
                source_file,
                block.start,
                say('"{words}" is a heading to the eye only', words=beginning(plain(line))),
                hint=say("write it with #, or as a part of the paragraph below"),
            )


def _is_heading(line: str) -> bool:
    is_bold = _BOLD.fullmatch(line) is not None and "](" not in line
    return is_bold and len(line) <= LONGEST and not _SENTENCE.fullmatch(line)


def _is_text(lines: str) -> bool:
    """Whether lines are running text, not a list of labels and values."""
    return "。" in lines and not any(_BOLD.fullmatch(line.strip()) for line in lines.split("\n"))


RULE = Rule(
    "emphasis-as-heading",
    Severity.NOTE,
    say("A line in bold that serves as a heading"),
    say("Readers who jump from heading to heading miss it, and the contents lack it. Write it with `#`."),
    find=find,
)
