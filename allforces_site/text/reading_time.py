"""The time that it takes to read a text that mixes Japanese with Latin words."""

from __future__ import annotations

import re
import unicodedata

import msgspec

# Characters read one by one: Han with radicals, extensions and compatibility forms, kana, bopomofo and
# Hangul, with 々 〆 〇 ー and the kana iteration marks; without ゠ ・ and the voicing marks.
_CJK = (
    "\u1100-\u11ff\u2e80-\u2fd5\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3038-\u303c\u3041-\u3096\u309d-\u309f"
    "\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f\u3131-\u318e\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\ua960-\ua97c\uac00-\ud7a3\ud7b0-\ud7fb\uf900-\ufaff\uff66-\uff9d\uffa1-\uffdc"
    "\U0001aff0-\U0001b16f\U00020000-\U000323af"
)
# Punctuation that is in most sentences. Counting it into the runs halves their number.
_PAUSES = "、。"
_CJK_RUN = re.compile(f"[{_CJK}{_PAUSES}]+")
_VOICING = "\u3099\u309a\uff9e\uff9f"
_WORD = re.compile(rf"[^\W_{_VOICING}]+(?:(?:['’.-](?=[^\W_])|[\u0300-\u036f]+)[^\W_]*)*")
# Punctuation and symbols that are in no word and join none. A text of these and ASCII has only plain words.
_SIGNS = (
    "\xa0-\xa9\xab-\xb1\xd7\xf7\u2010-\u2018\u201a-\u206f\u2190-\u23ff\u2500-\u2775\u3000-\u3004\u3008-\u3020"
    "\u30fb\ufe0f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\U0001f300-\U0001faff"
)
_NOT_PLAIN = re.compile(f"[^\0-\x7f{_SIGNS}]")
# By the code of a character: "a" for letters and digits, "-" for what may join two of them, else a space.
_ASCII_KINDS = bytes(
    ord("a") if chr(code).isalnum() and code < 0x80 else ord("-") if chr(code) in "'.-" else ord(" ")
    for code in range(256)
)
_JOINT = re.compile(rb"-(?<=a-)(?=a)")
_KEYCAP = re.compile("[0-9]\ufe0f?\u20e3")


class ReadingSpeed(msgspec.Struct, frozen=True):
    """Silent reading speeds. Raises ValueError for a speed below 1.

    500 characters per minute is this site's own figure for Japanese news text. It is faster than the
    figure measured for reading aloud: 357 ± 56 characters per minute (IReST; Trauzettel-Klosinski and
    Dietz, "Standardized assessment of reading performance", IOVS 53(9), 2012). 220 words per minute is a
    cautious figure for English: silent reading of non-fiction is 238 on average, and 175 to 300 for
    most adults (Brysbaert, "How many words do we read per minute?", J. Mem. Lang. 109, 2019).
    """

    cjk_chars_per_minute: int = 500
    words_per_minute: int = 220

    def __post_init__(self) -> None:
        if self.cjk_chars_per_minute < 1 or self.words_per_minute < 1:
            raise ValueError("a reading speed must be 1 or more a minute")


def reading_minutes(text: str, speed: ReadingSpeed) -> int:
    """Returns the whole minutes to read `text`, rounded up; 0 for a text without a letter or digit.

    Japanese, Chinese and Korean characters count at `speed.cjk_chars_per_minute`, every other run of
    letters and digits as a word at `speed.words_per_minute`; `'`, `-` and `.` inside a word do not split
    it. Punctuation and emoji do not count. Full-width ＡＩ is the word AI, half-width ｶﾞ the character ガ.
    """
    return minutes_and_words(text, speed)[0]


def minutes_and_words(text: str, speed: ReadingSpeed) -> tuple[int, int]:
    """Returns `reading_minutes`, and the number of words; each CJK character is one."""
    characters, words = _count(text)
    # In whole numbers, so that 500 characters are one minute and never two.
    needed = characters * speed.words_per_minute + words * speed.cjk_chars_per_minute
    minutes = -(-needed // (speed.cjk_chars_per_minute * speed.words_per_minute))
    return minutes, characters + words


def _count(text: str) -> tuple[int, int]:
    """Returns the numbers of CJK characters and of other words."""
    # For decomposed Hangul and kana. NFKC would take five times as long as all the rest.
    text = unicodedata.normalize("NFC", text)
    if "\u20e3" in text:
        text = _KEYCAP.sub(" ", text)
    pieces = _CJK_RUN.split(text)
    rest = " ".join(pieces)
    pauses = sum(map(text.count, _PAUSES))
    return len(text) - len(rest) + len(pieces) - 1 - pauses, _count_words(rest)


def _count_words(text: str) -> int:
    """Returns the number of matches of `_WORD`; faster if all words are plain, by a factor of four."""
    if _NOT_PLAIN.search(text):
        return len(_WORD.findall(text))
    kinds = text.encode("ascii", "replace").translate(_ASCII_KINDS)
    return len(kinds.replace(b"-", b" ").split()) - len(_JOINT.findall(kinds))
