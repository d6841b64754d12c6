"""A code fence that never closes, and backticks within a line that look like one."""

from __future__ import annotations

from collections.abc import Iterator

from allforces_site.config.model import Config
from allforces_site.errors import Severity
from allforces_site.lint.finding import Finding, finding_at
from allforces_site.lint.rule import Rule
from allforces_site.lint.source.blocks import RENDERED_PROSE, Block, BlockKind
from allforces_site.lint.source.masking import without_code
from allforces_site.lint.source.source_file import SourceFile
from allforces_site.messages.message import say
from allforces_site.text.late_pattern import late_pattern

_OPENING = late_pattern(r" {0,3}(?P<fence>`{3,}|~{3,})[^\n]*")
_TICKS = late_pattern(r"(?<!`)`{3,}(?!`)")


def find(source_file: SourceFile, _: Config) -> Iterator[Finding]:
    """A finding for the fence that makes code of the rest of the text, and for each fence within a line."""
    if "```" not in source_file.text and "~~~" not in source_file.text:
        return
    for block in source_file.blocks:
        if block.kind is BlockKind.CODE and _is_open(block):
            yield finding_at(
                source_file,
                block.start,
                say("this code fence never closes: everything after it is shown as code"),
                hint=say("write the same characters on a line of their own after the code"),
            )
        elif block.kind in RENDERED_PROSE and "```" in block.text:
            for found in _TICKS.finditer(without_code(block.text)):
                yield finding_at(
                    source_file,
                    block.start + found.start(),
                    say("{fence} within a line is no code fence; readers see it", fence=found.group()),
                    hint=say("give it a line of its own if there is code, or delete it"),
                )


def _is_open(block: Block) -> bool:
    """Whether a block is a fenced one without an end."""
    opening = _OPENING.match(block.text)
    if opening is None:
        return False
    fence, (last, *lines) = opening["fence"], reversed(block.text.split("\n"))
    closing = last.strip()
    return not lines or len(closing) < len(fence) or closing.strip(fence[0]) != ""


RULE = Rule(
    "unclosed-fence",
    Severity.ERROR,
    say("A code fence that never closes"),
    say(
        "The code is never closed, so that the text after it is shown as code. Close it where the code ends."
    ),
    find=find,
)
