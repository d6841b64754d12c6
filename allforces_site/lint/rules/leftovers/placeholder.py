"""A place where something was to be filled in later."""

from __future__ import annotations

import re
from collections.abc import Iterator

from allforces_site.config.model import Config
from allforces_site.errors import Severity
from allforces_site.lint.finding import Finding, finding_at, finding_in
from allforces_site.lint.phrases.placeholders import Patterns, is_example_host, patterns_for, placeholders_in
from allforces_site.lint.phrases.quotations import beginning
from allforces_site.lint.rule import Rule
from allforces_site.lint.source.blocks import PROSE, Block, BlockKind
from allforces_site.lint.source.masking import without_code, without_quoted
from allforces_site.lint.source.source_file import SourceFile
from allforces_site.messages.message import say

_KINDS = PROSE - {BlockKind.QUOTE}
# A link without a target, or with an example host as its target.
_EMPTY_LINK = re.compile(r"(?<!!)\[[^\[\]\n]+\]\([ \t]*\)")
_LINK = re.compile(r"\]\([ \t]*<?(?P<target>https?://[^()\s<>]+)")
_DEFINED = re.compile(r"^ {0,3}(\[[^\[\]\n]+\]):", re.MULTILINE)


def find(source_file: SourceFile, _: Config) -> Iterator[Finding]:
    """A finding for each line with placeholders, and one for each such value of the front matter."""
    yield from _of_front_matter(source_file)
    defined = frozenset(_DEFINED.findall(source_file.text)) if "]:" in source_file.text else frozenset()
    patterns = patterns_for(source_file.text)
    reported: set[int] = set()
    for block in source_file.blocks:
        if block.kind not in _KINDS:
            continue
        for start, end in _places(block, patterns, defined):
            line, _column = source_file.place(block.start + start)
            if line not in reported:
                reported.add(line)
                yield finding_at(
                    source_file,
                    block.start + start,
                    say('"{words}" was to be filled in', words=beginning(block.text[start:end])),
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


def _places(block: Block, patterns: Patterns, defined: frozenset[str]) -> list[tuple[int, int]]:
    places: list[tuple[int, int]] = []
    if placeholders_in(block.text, patterns):
        text = without_quoted(without_code(block.text))
        places += [place for place in placeholders_in(text, patterns) if text[slice(*place)] not in defined]
    if "](" in block.text:
        places += _links(without_code(block.text))
    return sorted(places)


def _links(text: str) -> Iterator[tuple[int, int]]:
    yield from (found.span() for found in _EMPTY_LINK.finditer(text))
    for found in _LINK.finditer(text):
        if is_example_host(found["target"]):
            yield found.span("target")


RULE = Rule(
    "placeholder",
    Severity.WARNING,
    say("Something that was to be filled in"),
    say("Something was to be written later. Write it, or delete the place."),
    find=find,
)
