"""Everyday words that are spelled in two ways, of which a house uses one."""

from __future__ import annotations

import re

# The two or three spellings of a word.
SPELLINGS: tuple[tuple[str, ...], ...] = (
    ("さまざま", "様々"),
    ("すべて", "全て"),
    ("子ども", "子供"),
    ("できる", "出来る"),
    ("ください", "下さい"),
    ("さらに", "更に"),
    ("すでに", "既に"),
    ("たとえば", "例えば"),
    ("ほとんど", "殆ど"),
    ("または", "又は"),
    ("および", "及び"),
    ("わかりやす", "分かりやす"),
    ("取り組み", "取組み"),
    ("問い合わせ", "問合せ"),
    ("申し込み", "申込み"),
    ("打ち合わせ", "打合せ"),
    ("組み合わせ", "組合せ"),
    ("見積もり", "見積り"),
    ("一人ひとり", "一人一人"),
    ("行う", "行なう"),
    ("十分", "充分"),
    ("ウェブ", "Web"),
    ("デジタル", "ディジタル"),
    ("インターフェース", "インターフェイス", "インタフェース"),
)

_LATIN_WORD = r"(?<![A-Za-z0-9])(?<![A-Za-z0-9] ){word}(?! ?[A-Za-z0-9]|[-_./])"
_NOT_AFTER = {"更に": "変", "及び": "は", "例えば": "", "既に": ""}


def _pattern(word: str) -> re.Pattern[str]:
    if word.isascii():
        return re.compile(_LATIN_WORD.format(word=word))
    before = f"(?<![{_NOT_AFTER[word]}])" if _NOT_AFTER.get(word) else ""
    after = "(?![ま腰])" if word == "及び" else ""
    return re.compile(f"{before}{word}{after}")


# Where each spelling stands as a word.
COMMON_WORDS: dict[str, re.Pattern[str]] = {word: _pattern(word) for words in SPELLINGS for word in words}
