"""Characters that were lost, or read in another encoding than they were written in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from allforces_site.config.model import Config
from allforces_site.errors import Severity
from allforces_site.lint.finding import Finding, finding_at
from allforces_site.lint.phrases.quotations import beginning
from allforces_site.lint.rule import Rule
from allforces_site.lint.source.blocks import BlockKind
from allforces_site.lint.source.masking import without_code
from allforces_site.lint.source.source_file import SourceFile
from allforces_site.messages.message import say
from allforces_site.text.late_pattern import late_pattern

_LOST = "\ufffd"
# What Windows-1252 shows for the second and third byte of a Japanese character in UTF-8 (0x80 to 0xBF).
_TRAILING = (
    "\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014\u2018-\u201e"
)
_TRAILING += "\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122"
# In French, é may be followed by quotation marks, dashes and spaces, but not by these.
_ODD = "[\u0080-\u009f\u00a1-\u00aa\u00ac-\u00ba\u00bc-\u00bf\u0152-\u02dc\u20ac]"
_AS_LATIN = late_pattern(
    rf"(?:[\u00e3-\u00e9\u00ef][{_TRAILING}]{{2}}){{2}}"
    rf"|[\u00e3-\u00e9\u00ef](?:{_ODD}[{_TRAILING}]|[{_TRAILING}]{_ODD})"
    r"|\u00e2\u20ac[\u2122\u0153\u009d\u201c\u201d\u00a6\u00a2]|\u00c3[\u0080-\u00bf]{1,2}\u00c3"
)
# Kana in UTF-8 begin with E3 81, E3 82 or E3 83, which Shift_JIS shows as these three characters.
_AS_SHIFT_JIS = late_pattern(r"[縺繧繝][^\sぁ-ん。、]{1,3}[縺繧繝][^\sぁ-ん。、]{1,3}")
# A pattern is searched only if the text has one of its characters: that takes a tenth of the time.
_PATTERNS = (
    ("\u00e2\u00c3\u00e3\u00e4\u00e5\u00e6\u00e7\u00e8\u00e9\u00ef", _AS_LATIN),
    ("縺繧繝", _AS_SHIFT_JIS),
    (_LOST, late_pattern(_LOST)),
)
_NAMED = late_pattern(r"文字化け|mojibake|U\+FFFD", re.IGNORECASE)


def find(source_file: SourceFile, _: Config) -> Iterator[Finding]:
    """A finding for each line with such characters, except in a text about garbled characters."""
    text = source_file.text
    places = [
        found.start()
        for signs, pattern in _PATTERNS
        if any(sign in text for sign in signs)
        for found in pattern.finditer(text)
    ]
    if not places or _NAMED.search(text):
        return
    code = [block for block in source_file.blocks if block.kind is BlockKind.CODE]
    reported: set[int] = set()
    for place in sorted(places):
        line, column = source_file.place(place)
        if line in reported or any(block.start <= place < block.end for block in code):
            continue
        shown = source_file.lines[line - 1]
        if without_code(shown)[column - 1] == " ":
            continue
        reported.add(line)
        words = beginning(shown[max(0, column - 9) : column + 15])
        yield finding_at(
            source_file,
            place,
            say('"{words}" holds a character that was lost', words=words)
            if text[place] == _LOST
            else say('"{words}" holds text that was read in a wrong encoding', words=words),
            hint=say("write what was there; save the file as UTF-8"),
        )


RULE = Rule(
    "mojibake",
    Severity.ERROR,
    say("Lost or garbled characters"),
    say("There are characters that were lost or garbled. Compare the text with its manuscript."),
    find=find,
)
