"""Letters of other writing systems, and forms of Han characters that only Chinese uses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from allforces_site.text.late_pattern import late_pattern

# Blocks of the Unicode standard (Blocks.txt): Cyrillic, Armenian, Hebrew, Arabic, Syriac, Thaana; the scripts
# of India and Southeast Asia; Georgian, Hangul, Ethiopic, Khmer, Mongolian; Hangul syllables. Not Greek: α, β
# and μ are signs in Japanese.
_FOREIGN = late_pattern(
    "[\u0400-\u058f\u0590-\u07bf\u0900-\u0fff\u1000-\u139f\u1780-\u18af\u1c80-\u1c8f\u2de0-\u2dff\u3130-\u318f"
    "\ua640-\ua69f\uac00-\ud7ff\ufb13-\ufdff\ufe70-\ufefc]+"
)
# A piece of a Turkish, Polish or Vietnamese word between Japanese characters. A word with one letter with a
# sign (café) is a loan word.
_LATIN_WITHIN = late_pattern(
    "(?<=[ぁ-んァ-ヶー一-鿿々])(?=[a-z]*(?:[\u0100-\u024f\u1e00-\u1eff]|[ß-öø-ÿ][a-z]*[ß-öø-ɏ]))"
    "[a-zß-öø-ɏ\u1e00-\u1eff]+(?=[ぁ-んァ-ヶー一-鿿々])"
)
_HAS_SIGNS = late_pattern("[ß-öø-ɏ\u1e00-\u1eff]")
# Whatever is in none of the blocks that Japanese prose has: quicker to search for than the ranges above.
_UNCOMMON = late_pattern(
    "[^\u3000-\u312f\u4e00-\u9fff\\x00-\\x7f\uff00-\uffef\u2000-\u2ddf\u00a0-\u00de\u00f7\u0250-\u03ff]"
)
JAPANESE = late_pattern(r"[ぁ-んァ-ヶ一-鿿々]")
KANA = late_pattern(r"[ぁ-んァ-ヶ]")


def foreign_letters(text: str) -> Iterator[re.Match[str]]:
    """Runs of letters of a script that Japanese does not use."""
    first = _UNCOMMON.search(text)
    return iter(()) if first is None else _FOREIGN.finditer(text, first.start())


def letters_within_words(text: str) -> Iterator[tuple[int, int]]:
    """The spans of such letters right beside kana or Han characters, and of pieces of other Latin words
    between these."""
    first = _UNCOMMON.search(text)
    if first is None:
        return
    for found in _FOREIGN.finditer(text, first.start()):
        start, end = found.span()
        if JAPANESE.match(text[start - 1 : start]) or JAPANESE.match(text, end):
            yield start, end
    if _HAS_SIGNS.search(text, first.start()):
        yield from (found.span() for found in _LATIN_WITHIN.finditer(text))


def chinese_forms(text: str) -> frozenset[str]:
    """The Han characters of `text` that simplified Chinese has and Japanese does not: 们, 购.

    They are those of GB 2312 that are not among the 10,000 of JIS X 0213, which has also the characters of
    names and old books.
    """
    if _is_in(text, "euc_jis_2004"):
        return frozenset()
    return frozenset(
        char
        for char in set(text)
        if "一" <= char <= "鿿" and not _is_in(char, "euc_jis_2004") and _is_in(char, "gb2312")
    )


def _is_in(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
