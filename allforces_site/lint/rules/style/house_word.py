"""A spelling that the house does not use, by its own list in the folder of data."""

from __future__ import annotations

from collections.abc import Iterator

from allforces_site.config.model import Config, HouseWord
from allforces_site.errors import Severity
from allforces_site.lint.finding import Finding, ProposedFix, finding_at, finding_in
from allforces_site.lint.house_words import find_house_words, letters_of
from allforces_site.lint.rule import Rule
from allforces_site.lint.source.edits import Edit, apply_edits
from allforces_site.lint.source.running_text import running_words
from allforces_site.lint.source.scalars import scalar_edit
from allforces_site.lint.source.source_file import SourceFile
from allforces_site.messages.message import Message, say

# Keys whose values are text of the author's own.
_TEXT_KEYS = ("title", "excerpt", "description")


def find(source_file: SourceFile, config: Config) -> Iterator[Finding]:
    """A finding for each wrong spelling in the text and in the texts of the front matter."""
    words = config.allforces.checks.words
    if not words:
        return
    for key in _TEXT_KEYS:
        yield from _in_key(source_file, key, words)
    for found in find_house_words(source_file.running, words):
        right = found.word.right
        proposal = ProposedFix(_hint(found.word), (Edit(found.start, found.end, right),))
        yield finding_at(
            source_file, found.start, _message(found.word), hint=_hint(found.word), proposal=proposal
        )


def _in_key(source_file: SourceFile, key: str, words: tuple[HouseWord, ...]) -> Iterator[Finding]:
    value = source_file.written(key)
    found = find_house_words(running_words(value), words)
    if not found:
        return
    corrected = apply_edits(value, [Edit(one.start, one.end, one.word.right) for one in found])
    edit = scalar_edit(source_file, key, corrected)
    for word in dict.fromkeys(one.word for one in found):
        proposal = ProposedFix(_hint(word), (edit,)) if edit is not None else None
        yield finding_in(source_file, key, _message(word), hint=_hint(word), proposal=proposal)


def _message(word: HouseWord) -> Message:
    return say('"{wrong}" is not how this site spells it', wrong=letters_of(word.wrong))


def _hint(word: HouseWord) -> Message:
    if word.why:
        return say('write "{right}": {why}', right=word.right, why=word.why)
    return say('write "{right}"', right=word.right)


RULE = Rule(
    "house-word",
    Severity.WARNING,
    say("A spelling that the house does not use"),
    say("Use the spelling of the word list in the folder of data."),
    find=find,
    fixes=True,
    is_optional=True,
)
