"""Full-width and half-width letters, digits or katakana in one text: ＡＩ beside AI."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from unicodedata import east_asian_width

from allforces_site.config.model import Config
from allforces_site.errors import Severity
from allforces_site.lint.finding import Finding, finding_at
from allforces_site.lint.rule import Rule
from allforces_site.lint.source.source_file import SourceFile
from allforces_site.messages.message import Message, say
from allforces_site.text.late_pattern import late_pattern

# The signs that have two widths, those of the less usual width first. The number of a list's item is none.
_LETTERS = late_pattern("[Ａ-Ｚａ-ｚ]+"), re.compile("[A-Za-z]+")
_DIGITS = late_pattern("[０-９]+"), re.compile(r"(?<![A-Za-z0-9.,])[0-9]+(?![A-Za-z0-9]|[.)]\s)")
_KATAKANA = late_pattern("[\uff66-\uff9f]+"), re.compile("[ァ-ヶー]+")

_WIDE = ("F", "W")
# The less usual ones of all kinds; nearly all texts have none of them.
_UNUSUAL = late_pattern("[０-９Ａ-Ｚａ-ｚ\uff66-\uff9f]")


def find(source_file: SourceFile, _: Config) -> Iterator[Finding]:
    """One finding for each kind of sign that has both widths in the text, at the first in the rarer width."""
    text = source_file.running
    if not _UNUSUAL.search(text):
        return
    for unusual_signs, usual_signs in (_LETTERS, _DIGITS, _KATAKANA):
        unusual, usual = list(unusual_signs.finditer(text)), list(usual_signs.finditer(text))
        if not unusual or not usual or _is_a_style(unusual, usual):
            continue
        odd = unusual[0] if len(unusual) <= len(usual) else usual[0]
        message = _message(odd[0], is_wide=east_asian_width(odd[0][0]) in _WIDE)
        yield finding_at(source_file, odd.start(), message, hint=say("write all in one width"))


def _is_a_style(wide: Sequence[re.Match[str]], narrow: Sequence[re.Match[str]]) -> bool:
    """Whether single digits are wide and longer numbers narrow, as papers have them."""
    if not wide[0][0].isdecimal():
        return False
    return all(len(one[0]) == 1 for one in wide) and all(len(one[0]) > 1 for one in narrow)


def _message(text: str, *, is_wide: bool) -> Message:
    if is_wide:
        return say('"{text}" is in full width, and most signs of its kind here are in half width', text=text)
    return say('"{text}" is in half width, and most signs of its kind here are in full width', text=text)


RULE = Rule(
    "mixed-width",
    Severity.NOTE,
    say("Two widths of signs in one text"),
    say("Write letters, digits and katakana in one width."),
    find=find,
    is_optional=True,
)
