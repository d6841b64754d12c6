"""A line that begins in mid-sentence."""

from __future__ import annotations

from collections.abc import Iterator

from allforces_site.config.model import Config
from allforces_site.errors import Severity
from allforces_site.lint.finding import Finding, finding_at
from allforces_site.lint.phrases.quotations import beginning
from allforces_site.lint.rule import Rule
from allforces_site.lint.source.beginnings import read_lost_beginnings
from allforces_site.lint.source.blocks import BlockKind
from allforces_site.lint.source.language import is_japanese
from allforces_site.lint.source.source_file import SourceFile
from allforces_site.messages.message import say


def find(source_file: SourceFile, config: Config) -> Iterator[Finding]:
    """A finding for each line without its beginning, in Japanese.

    Where the paragraph above stops in mid-sentence, `cut-text` reports the gap between the two.
    """
    if not is_japanese(source_file, config):
        return
    blocks = source_file.blocks
    below_cuts = {cut.number + 1 for cut in source_file.cuts if cut.block.kind is BlockKind.PARAGRAPH}
    for number, offset in read_lost_beginnings(blocks):
        block = blocks[number]
        if offset == 0 and number in below_cuts:
            continue
        yield finding_at(
            source_file,
            block.start + offset,
            say('"{words}" begins in mid-sentence', words=beginning(block.text[offset:])),
            hint=say("write the beginning of the sentence, or delete what is left of it"),
        )


RULE = Rule(
    "lost-beginning",
    Severity.WARNING,
    say("A line that begins in mid-sentence"),
    say("The beginning of the sentence is not there. Write it, or delete what is left of it."),
    find=find,
)
