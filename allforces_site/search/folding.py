"""Text as search compares it: widths, case and spellings of one word are one, and punctuation only parts."""

from __future__ import annotations

import re
import unicodedata

# Han, kana and Hangul: written without spaces, so that pairs of them are indexed, not words.
CJK = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3038-\u303c\u3041-\u3096\u309d-\u309f\u30a1-\u30fa"
    "\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U000323af"
)

# What parts two runs of letters and digits, in a folded text.
BREAK = "\n"

# A space that authors put between Japanese and Latin for looks. This pattern and the one of long marks begin
# with a character of their own, so that the search jumps from one to the next.
_THIN_SPACE = re.compile(f" (?:(?<=[{CJK}] )(?=[A-Za-z0-9])|(?<=[A-Za-z0-9] )(?=[{CJK}]))")
_SEPARATORS = re.compile(r"[\W_]+")
# サーバー and サーバ, but キー is not キ (JIS Z 8301 left the mark out of words of three sounds and more).
_LAST_LONG_MARK = re.compile("ー(?<=[ァ-ヺー][ァ-ヺー][ァ-ヺ]ー)ー*(?![ァ-ヺー])")
_V_SOUNDS = (("ヴァ", "バ"), ("ヴィ", "ビ"), ("ヴェ", "ベ"), ("ヴォ", "ボ"), ("ヴ", "ブ"))


def fold(text: str) -> str:
    """`text` as search compares it: lower case of `fold_keeping_case`."""
    return fold_keeping_case(text).lower()


def fold_keeping_case(text: str) -> str:
    """`text` in NFKC, each run of other things than letters and digits a `BREAK`.

    Spaces between Japanese and Latin are gone, ヴァ is バ, and the long mark that ends サーバー is gone.
    Capitals stay, because they part ChatGPT.
    """
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    text = _SEPARATORS.sub(BREAK, _THIN_SPACE.sub("", text))
    # Only now, and only if: full-width punctuation stands in each text, and NFKC takes 2 ms a post.
    if not unicodedata.is_normalized("NFKC", text):
        text = unicodedata.normalize("NFKC", text)
    text = _LAST_LONG_MARK.sub("", text)
    if "ヴ" in text:
        for written, plain in _V_SOUNDS:
            text = text.replace(written, plain)
    return text
