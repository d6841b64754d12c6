"""Characters that a reader cannot see, or cannot tell from others. Pure."""

from __future__ import annotations

import re
from unicodedata import name as unicode_name
from unicodedata import normalize

# Characters without width that text is pasted with (Unicode's Default_Ignorable_Code_Point), but for the
# variation selectors, which choose the form of an emoji or a kanji.
INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
# Spaces other than that of ASCII (Unicode's Zs): YAML takes them for letters.
WIDE_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"

# Either of them, as a pattern.
ODD = f"[{WIDE_SPACES}{INVISIBLE}]"

_INVISIBLE = re.compile(f"[{INVISIBLE}]")
# Joiners between other characters shape emoji and some scripts; all else says nothing.
_MEANINGLESS = re.compile(rf"(?![\u200c\u200d])[{INVISIBLE}]|\A[\u200c\u200d]+|[\u200c\u200d]+\Z")
_AROUND = re.compile(rf"[{INVISIBLE}]|\A[{WIDE_SPACES}\s]+|[{WIDE_SPACES}\s]+\Z")
_ODD = re.compile(ODD)

_OUR_NAMES = {"\u3000": "full-width space", "\ufeff": "byte order mark"}

# Katakana and kanji that fonts draw alike; hyphens, dots and waves; Cyrillic and Greek letters that are
# drawn as Latin ones. Each character stands for the first of its group.
_GROUPS = (
    "カ力", "ロ口囗", "ニ二", "エ工", "タ夕", "ハ八", "ト卜", "チ千", "ヘへ", "ベべ", "ペぺ", "リり", "オ才",
    "ミ三", "一ー―—–‐‑‒−─━-", "・·•∙‧･", "〜~～∼", "’'‘′", '"“”″', "aа", "eе", "oоο", "pр", "cс", "xх",
    "yу", "iі", "jј", "vν", "kк",
)  # fmt: skip
_DRAWN_AS = {ord(char): group[0] for group in _GROUPS for char in group[1:]}


def described(char: str) -> str:
    """A character by its number and its name: `U+200B (zero width space)`."""
    name = _OUR_NAMES.get(char) or unicode_name(char, "").lower()
    return f"U+{ord(char):04X} ({name})" if name else f"U+{ord(char):04X}"


def without_invisible(text: str) -> str:
    """`text` without characters that show nothing; those that join two others stay between them."""
    return text if text.isascii() else _MEANINGLESS.sub("", text)


def plain_name(text: str) -> str:
    """`text` without any invisible character and without space around it."""
    return _AROUND.sub("", text).strip()


def odd_character(text: str) -> str | None:
    """The first invisible character or unusual space of `text`."""
    return _first(_ODD, text)


def invisible_character(text: str) -> str | None:
    """The first character of `text` that shows nothing."""
    return _first(_INVISIBLE, text)


def _first(pattern: re.Pattern[str], text: str) -> str | None:
    found = None if text.isascii() else pattern.search(text)
    return found.group() if found else None


def difference(first: str, second: str) -> str | None:
    """What two texts differ in that look the same; None for others, and for equal ones."""
    if first == second or _look(first) != _look(second):
        return None
    for text, other in ((first, second), (second, first)):
        hidden = next((char for char in _INVISIBLE.findall(text) if char not in other), None)
        if hidden:
            return f'"{text}" holds the invisible {described(hidden)}'
    one, two = normalize("NFC", first), normalize("NFC", second)
    if one == two:
        apart = first if first != one else second
        return f'one "{apart}" is written with combining characters (not NFC)'
    pairs = ((a, b) for a, b in zip(one, two, strict=False) if a != b)
    pair = next(pairs, None)
    if pair is None:
        return "they hold different numbers of invisible characters"
    return f"one has {described(pair[0])}, the other {described(pair[1])}"


def distinguished(first: str, second: str) -> str:
    """` (…)` to put behind a message that names both texts, where they look the same; else nothing."""
    found = difference(first, second)
    return f" ({found})" if found else ""


def _look(text: str) -> str:
    """What texts have in common that look the same. Case and width can be seen."""
    plain = _ODD.sub(lambda found: " " if found.group().isspace() else "", normalize("NFC", text))
    return plain.translate(_DRAWN_AS)
