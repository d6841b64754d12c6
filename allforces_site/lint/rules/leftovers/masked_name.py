"""A name hidden behind 某, while the text gives it away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from allforces_site.config.model import Config
from allforces_site.errors import Severity
from allforces_site.lint.finding import Finding, finding_at, finding_in
from allforces_site.lint.phrases.masked_names import (
    is_of_nobody,
    masks_given_away,
    masks_in,
    masks_of_known_ones,
    may_have_mask,
    signs_of_masks,
)
from allforces_site.lint.rule import Rule
from allforces_site.lint.source.blocks import PROSE, BlockKind
from allforces_site.lint.source.masking import without_code, without_quoted
from allforces_site.lint.source.source_file import SourceFile
from allforces_site.lint.source.spans import blocks_at
from allforces_site.messages.message import say, say_plural

_KINDS = PROSE - {BlockKind.QUOTE}
# A text that speaks of somebody so often, and not of a talk in private, speaks of a known one.
_OFTEN = 3
_WRITE = say("write the name, or leave out what gives it away")


def find(source_file: SourceFile, _: Config) -> Iterator[Finding]:
    """A finding for each hidden name, at its first place, and one for the front matter."""
    signs = list(signs_of_masks(source_file.text))
    if not signs:
        return
    texts = [
        (block.start, without_code(block.text))
        for block in blocks_at(source_file.blocks, signs)
        if block.kind in _KINDS and may_have_mask(block.text)
    ]
    values = {key: source_file.written(key) for key in ("title", "excerpt", "description")}
    values = {key: value for key, value in values.items() if may_have_mask(value)}
    hidden = _hidden([*values.values(), *(text for _start, text in texts)])
    yield from _in_front_matter(source_file, values, hidden)
    places: dict[str, list[int]] = {}
    for start, text in texts:
        for at, mask in masks_in(without_quoted(text)):
            if mask in hidden or (hidden and is_of_nobody(mask)):
                places.setdefault(mask, []).append(start + at)
    for mask, offsets in places.items():
        message = say_plural(
            '"{words}" hides a name that the text gives away',
            '"{words}" hides a name that the text gives away, in {number} places',
            words=mask,
            number=len(offsets),
        )
        yield finding_at(source_file, offsets[0], message, hint=_WRITE)


def _hidden(texts: list[str]) -> set[str]:
    """The masks of known names in all of some texts; those that are quoted are somebody else's words."""
    hidden, often = set(), Counter[str]()
    for text in texts:
        shown = without_quoted(text)
        hidden |= {mask for at, mask in masks_given_away(text) if shown[at] == text[at]}
        often.update(masks_of_known_ones(shown))
    return hidden | {mask for mask, number in often.items() if number >= _OFTEN}


def _in_front_matter(source_file: SourceFile, values: dict[str, str], hidden: set[str]) -> Iterator[Finding]:
    for key, value in values.items():
        for _at, mask in masks_in(without_quoted(value)):
            if mask in hidden:
                message = say(
                    '"{words}" in the {key} hides a name that the post gives away', words=mask, key=key
                )
                yield finding_in(source_file, key, message, hint=_WRITE)
                return


RULE = Rule(
    "masked-name",
    Severity.WARNING,
    say("A hidden name that the text gives away"),
    say("The text does not name whose product or news it is, but everybody can tell. Write the name."),
    find=find,
)
