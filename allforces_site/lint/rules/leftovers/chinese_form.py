"""A form of a Han character that Chinese has and Japanese has not."""

from __future__ import annotations

from collections.abc import Iterator

from allforces_site.config.model import Config
from allforces_site.errors import Severity
from allforces_site.lint.finding import Finding, finding_at, finding_in
from allforces_site.lint.phrases.quotations import beginning
from allforces_site.lint.rule import Rule
from allforces_site.lint.source.blocks import PROSE
from allforces_site.lint.source.language import is_japanese
from allforces_site.lint.source.masking import without_code, without_named
from allforces_site.lint.source.scripts import chinese_forms
from allforces_site.lint.source.source_file import SourceFile
from allforces_site.messages.message import Message, say
from allforces_site.text.late_pattern import late_pattern

_CHINESE_TITLE = late_pattern(r"\[[^\[\]\nぁ-んァ-ヶ]+\](?=[(\[])")
_HINT = say("write the Japanese form, or put the Chinese name into parentheses")


def find(source_file: SourceFile, config: Config) -> Iterator[Finding]:
    """A finding for each such character, where a Japanese post first has it.

    Words in quotation marks or parentheses are names as they are written in China; a link without kana shows
    the title of a page in Chinese.
    """
    forms = set(chinese_forms(source_file.text)) if is_japanese(source_file, config) else set()
    if not forms:
        return
    for key in ("title", "excerpt", "description"):
        value = source_file.written(key)
        for place in _places(value, forms):
            yield finding_in(source_file, key, _message(value, place), hint=_HINT)
    for block in source_file.blocks:
        if forms and block.kind in PROSE:
            for place in _places(block.text, forms):
                yield finding_at(source_file, block.start + place, _message(block.text, place), hint=_HINT)


def _places(text: str, forms: set[str]) -> list[int]:
    """The first places of the characters, which are removed from `forms`."""
    if forms.isdisjoint(text):
        return []
    masked = without_named(_CHINESE_TITLE.sub(lambda link: " " * len(link[0]), without_code(text)))
    found = sorted(masked.index(char) for char in forms if char in masked)
    forms.difference_update(text[place] for place in found)
    return found


def _message(text: str, place: int) -> Message:
    words = beginning(text[max(0, place - 8) : place + 9])
    return say('{char} in "{words}" is a Chinese form', char=text[place], words=words)


RULE = Rule(
    "chinese-form",
    Severity.NOTE,
    say("A character in a Chinese form"),
    say("The character has this form only in Chinese. Write the Japanese one, or the name in parentheses."),
    find=find,
)
