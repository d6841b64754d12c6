"""Characters that a reader cannot see, or cannot distinguish from others. Pure."""

from __future__ import annotations

import re
from unicodedata import normalize

from allforces_site.messages.message import Message, as_it_is, say
from allforces_site.text.character_names import name_of
from allforces_site.text.late_pattern import late_pattern

# Characters without width that come with pasted text (Unicode's Default_Ignorable_Code_Point), except the
# variation selectors, which choose the form of an emoji or a kanji.
INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
# Spaces other than the ASCII one (Unicode's Zs); YAML takes them for letters.
WIDE_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"

# Both, as a pattern.
ODD = f"[{WIDE_SPACES}{INVISIBLE}]"

_INVISIBLE = late_pattern(f"[{INVISIBLE}]")
# Joiners between other characters shape emoji and some scripts; all others have no meaning.
_MEANINGLESS = late_pattern(rf"(?![\u200c\u200d])[{INVISIBLE}]|\A[\u200c\u200d]+|[\u200c\u200d]+\Z")
_AROUND = late_pattern(rf"[{INVISIBLE}]|\A[{WIDE_SPACES}\s]+|[{WIDE_SPACES}\s]+\Z")
_ODD = late_pattern(ODD)

# Katakana and kanji that look alike; hyphens, dots and waves; Cyrillic and Greek letters that look like Latin
# ones. All characters of a group are mapped to its first.
_GROUPS = (
    "カ力", "ロ口囗", "ニ二", "エ工", "タ夕", "ハ八", "ト卜", "チ千", "ヘへ", "ベべ", "ペぺ", "リり", "オ才",
    "ミ三", "一ー―—–‐‑‒−─━-", "・·•∙‧･", "〜~～∼", "’'‘′", '"“”″', "aа", "eе", "oоο", "pр", "cс", "xх",
    "yу", "iі", "jј", "vν", "kк",
)  # fmt: skip
_DRAWN_AS = {ord(char): group[0] for group in _GROUPS for char in group[1:]}


def described(char: str) -> Message:
    """Returns the code and name of a character: `U+200B (zero width space)`."""
    code = f"U+{ord(char):04X}"
    name = name_of(char)
    return say("{code} ({name})", code=code, name=name) if name else as_it_is(code)


def without_invisible(text: str) -> str:
    """Returns `text` without invisible characters, except joiners between two other characters."""
    return text if text.isascii() else _MEANINGLESS.sub("", text)


def plain_name(text: str) -> str:
    """Returns `text` without invisible characters and without space around it."""
    return _AROUND.sub("", text).strip()


def odd_character(text: str) -> str | None:
    """Returns the first invisible character or unusual space of `text`, or None."""
    return _first(_ODD, text)


def invisible_character(text: str) -> str | None:
    """Returns the first invisible character of `text`, or None."""
    return _first(_INVISIBLE, text)


def _first(pattern: re.Pattern[str], text: str) -> str | None:
    match = None if text.isascii() else pattern.search(text)
    return match[0] if match else None


def difference(first: str, second: str) -> Message | None:
    """Returns in what two texts differ that look the same; None if they look different or are equal."""
    if first == second or _look(first) != _look(second):
        return None
    for text, other in ((first, second), (second, first)):
        hidden = next((char for char in _INVISIBLE.findall(text) if char not in other), None)
        if hidden:
            return say('"{text}" holds the invisible {character}', text=text, character=described(hidden))
    one, two = normalize("NFC", first), normalize("NFC", second)
    if one == two:
        apart = first if first != one else second
        return say('one "{text}" is written with combining characters (not NFC)', text=apart)
    pairs = ((a, b) for a, b in zip(one, two, strict=False) if a != b)
    pair = next(pairs, None)
    if pair is None:
        return say("they hold different numbers of invisible characters")
    return say("one has {one}, the other {other}", one=described(pair[0]), other=described(pair[1]))


def distinguished(first: str, second: str) -> Message:
    """Returns the difference of two texts that look the same, as ` (…)` for a message with both; else ""."""
    reason = difference(first, second)
    return say(" ({difference})", difference=reason) if reason else as_it_is("")


def _look(text: str) -> str:
    """Returns the same value for texts that look the same. Case and width can be seen, so they matter."""
    plain = _ODD.sub(lambda odd: " " if odd[0].isspace() else "", normalize("NFC", text))
    return plain.translate(_DRAWN_AS)
