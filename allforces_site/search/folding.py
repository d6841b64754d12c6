"""Folds text for search: width, case and spelling variants become the same, punctuation only separates."""

from __future__ import annotations

import unicodedata

from allforces_site.text.late_pattern import late_pattern

# Han, kana and Hangul: written without spaces, so pairs of them are indexed instead of words.
CJK = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3038-\u303c\u3041-\u3096\u309d-\u309f\u30a1-\u30fa"
    "\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U000323af"
)

# Separates two runs of letters and digits in a folded text.
BREAK = "\n"

# A space that authors put between Japanese and Latin for looks. This pattern and that of the long mark begin
# with a literal character, so that `re` jumps from one to the next.
_THIN_SPACE = late_pattern(f" (?:(?<=[{CJK}] )(?=[A-Za-z0-9])|(?<=[A-Za-z0-9] )(?=[{CJK}]))")
_SEPARATORS = late_pattern(r"[\W_]+")
# サーバー equals サーバ, but キー is not キ (JIS Z 8301 dropped the mark in words of three sounds or more).
_LAST_LONG_MARK = late_pattern("ー(?<=[ァ-ヺー][ァ-ヺー][ァ-ヺ]ー)ー*(?![ァ-ヺー])")
_V_SOUNDS = (("ヴァ", "バ"), ("ヴィ", "ビ"), ("ヴェ", "ベ"), ("ヴォ", "ボ"), ("ヴ", "ブ"))


def fold(text: str) -> str:
    """Returns `fold_keeping_case` of `text` in lower case: the form in which search compares texts."""
    return fold_keeping_case(text).lower()


def fold_keeping_case(text: str) -> str:
    """Returns `text` in NFKC, with a `BREAK` for each run of characters other than letters and digits.

    Spaces between Japanese and Latin and the long mark at the end of サーバー are dropped; ヴァ becomes バ.
    Capitals are kept, because they split ChatGPT.
    """
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    text = _SEPARATORS.sub(BREAK, _THIN_SPACE.sub("", text))
    # Only now and only if needed: each text holds full-width punctuation, and NFKC takes 2 ms per post.
    if not unicodedata.is_normalized("NFKC", text):
        text = unicodedata.normalize("NFKC", text)
    text = _LAST_LONG_MARK.sub("", text)
    if "ヴ" in text:
        for written, plain in _V_SOUNDS:
            text = text.replace(written, plain)
    return text
