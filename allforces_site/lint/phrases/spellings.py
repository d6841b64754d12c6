"""Everyday words that are spelled in two ways, of which a house uses one."""

from __future__ import annotations

import re

from allforces_site.text.late_pattern import late_pattern

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
    ("わかる", "分かる"),
    ("わからな", "分からな"),
    ("つなが", "繋が"),
    ("つなげ", "繋げ"),
    ("とどまら", "留まら"),
    ("ご存じ", "ご存知"),
    ("気づい", "気付い"),
    ("位置づけ", "位置付け"),
    ("たどり", "辿り"),
    ("あふれ", "溢れ"),
    ("たどりつ", "たどり着"),
    ("つまず", "躓"),
    ("切り開", "切り拓"),
    ("諸刃の剣", "両刃の剣"),
    ("おそらく", "恐らく"),
    ("すばらし", "素晴らし"),
    ("まったく", "全く"),
    ("きわめて", "極めて"),
    ("はるか", "遥か"),
    ("いまや", "今や"),
    ("どこ", "何処"),
    ("1つ", "一つ"),
    ("2つ", "二つ"),
    ("3つ", "三つ"),
    ("か月", "カ月", "ヶ月", "ヵ月"),
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
    ("エンターテインメント", "エンターテイメント"),
    ("イニシアチブ", "イニシアティブ"),
    ("ルーティン", "ルーチン"),
    ("NVIDIA", "Nvidia"),
)

_LATIN_WORD = r"(?<![A-Za-z0-9])(?<![A-Za-z0-9] ){word}(?! ?[A-Za-z0-9]|[-_./])"
_NUMERALS = ("一つ", "二つ", "三つ")
# Beside these the letters are of other words: 変更に, それどころか, 唯一つ, しか月へ行けない.
_NOT_AFTER = {
    "更に": "変",
    "及び": "は",
    "留まら": "目に",
    "どこ": "ほ",
    **dict.fromkeys(("1つ", "2つ", "3つ"), "[0-9.,]"),
    **dict.fromkeys(_NUMERALS, "[一-鿿つ]"),
    **dict.fromkeys(("か月", "カ月", "ヶ月", "ヵ月"), "[^0-9０-９一-鿿]"),
}
_NOT_BEFORE = {
    "及び": "ま|腰",
    "どこ": "ろ",
    "まったく": "ら",
    **dict.fromkeys(_NUMERALS, "一つ|ひとつ|返事|名|星|巴|葉|折|編"),
}


def _pattern(word: str) -> re.Pattern[str]:
    if word.isascii():
        return late_pattern(_LATIN_WORD.format(word=word))
    before = f"(?<!{_NOT_AFTER[word]})" if word in _NOT_AFTER else ""
    after = f"(?!{_NOT_BEFORE[word]})" if word in _NOT_BEFORE else ""
    return late_pattern(f"{before}{word}{after}")


# Where each spelling stands as a word.
COMMON_WORDS: dict[str, re.Pattern[str]] = {word: _pattern(word) for words in SPELLINGS for word in words}
