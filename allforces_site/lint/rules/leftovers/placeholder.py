"""A place where something was to be filled in later."""

from __future__ import annotations

import re
from collections.abc import Iterator

from allforces_site.config.model import Config
from allforces_site.errors import Severity
from allforces_site.lint.finding import Finding, finding_at, finding_in
from allforces_site.lint.phrases.placeholders import (
    is_example_host,
    placeholders_in,
    signs_of_placeholders,
)
from allforces_site.lint.phrases.quotations import beginning
from allforces_site.lint.rule import Rule
from allforces_site.lint.source.blocks import PROSE, BlockKind
from allforces_site.lint.source.masking import without_code, without_quoted
from allforces_site.lint.source.source_file import SourceFile
from allforces_site.lint.source.spans import blocks_at, first_on_each_line
from allforces_site.messages.message import say
from allforces_site.text.late_pattern import late_pattern

_KINDS = PROSE - {BlockKind.QUOTE}
# A link without a target, or with an example host as its target.
_EMPTY_LINK = late_pattern(r"(?<!!)\[[^\[\]\n]+\]\([ \t]*\)")
_LINK = late_pattern(r"\]\([ \t]*<?(?P<target>https?://[^()\s<>]+)")
_SUSPECT = late_pattern(r"\]\([ \t]*(?:\)|<?http)")
_DEFINED = late_pattern(r"^ {0,3}(\[[^\[\]\n]+\]):", re.MULTILINE)


def find(source_file: SourceFile, _: Config) -> Iterator[Finding]:
    """A finding for each line with placeholders, and one for each such value of the front matter."""
    yield from _of_front_matter(source_file)
    for start, end in first_on_each_line(source_file, (*_words(source_file), *_links(source_file))):
        yield finding_at(
            source_file,
            start,
            say('"{words}" was to be filled in', words=beginning(source_file.text[start:end])),
            hint=say("write what belongs there, or delete it"),
        )


def _of_front_matter(source_file: SourceFile) -> Iterator[Finding]:
    for key in ("title", "excerpt", "description"):
        value = source_file.written(key)
        for start, end in sorted(placeholders_in(without_quoted(value)))[:1]:
            yield finding_in(
                source_file,
                key,
                say('"{words}" in the {key} was to be filled in', words=beginning(value[start:end]), key=key),
                hint=say("write what belongs there; check whether the text has it too"),
            )
            return


def _words(source_file: SourceFile) -> Iterator[tuple[int, int]]:
    text, start = source_file.text, source_file.body_start
    defined = frozenset(_DEFINED.findall(text)) if "]:" in text else frozenset()
    for block in blocks_at(source_file.blocks, signs_of_placeholders(text, start)):
        if block.kind in _KINDS:
            shown = without_quoted(without_code(block.text))
            for first, end in placeholders_in(shown):
                if shown[first:end] not in defined:
                    yield block.start + first, block.start + end


def _links(source_file: SourceFile) -> Iterator[tuple[int, int]]:
    signs = (found.start() for found in _SUSPECT.finditer(source_file.text, source_file.body_start))
    for block in blocks_at(source_file.blocks, signs):
        if block.kind in _KINDS:
            text = without_code(block.text)
            targets = (found for found in _LINK.finditer(text) if is_example_host(found["target"]))
            spans = [
                *(found.span() for found in _EMPTY_LINK.finditer(text)),
                *(one.span("target") for one in targets),
            ]
            yield from ((block.start + start, block.start + end) for start, end in spans)


RULE = Rule(
    "placeholder",
    Severity.WARNING,
    say("Something that was to be filled in"),
    say("Something was to be written later. Write it, or delete the place."),
    find=find,
)
