"""Recognizes a Japanese phrase that was broken off, such as a title cut after 20 characters, by its form."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum

from allforces_site.text.late_pattern import late_pattern

_OPENERS = "「『（【《〈〔［(["
_CLOSERS = "」』）】》〉〕］)]"
_BRACKET = late_pattern(f"[{re.escape(_OPENERS + _CLOSERS)}]")
# `:(` is an emoticon.
_FACE = late_pattern(r"[:;]-?[()]")

# Punctuation that something must follow.
_WAITS = late_pattern(r"[、，,・：:｜|]\Z")
_NOUN_END = "[一-鿿々ァ-ヺーA-Za-z0-9０-９％%]"
# Particles with which no title ends. With を, に, へ, で, は, も, か many do: 「被災地に笑顔を」.
_LEFT_PARTICLE = late_pattern(rf"(?:{_NOUN_END}|[」』）)])(?:の|が)\Z|{_NOUN_END}(?:と|や)\Z")
_POINTING = late_pattern(r"(?:^|[^ぁ-ん])(?:その|この|あの|どの)\Z")
# 、A and ？そ: one character after a pause. X is a company, and a list of letters (ビタミンA、C) is complete.
_LONE = late_pattern(r"(?<![A-Za-z])[、，]\s*[A-WYZa-z]\Z|[、，：:。？！?!]\s*[ぁ-ん]\Z")
_ENDINGS = (_WAITS, _LEFT_PARTICLE, _POINTING, _LONE)
# の可能 without 性 is incomplete, and so is 真意と？ without は; 「次の相手は中国と？」 is complete.
_STUB = late_pattern(
    r"の可能?(?=[（(｜|のが]|\Z)"
    r"|(?:性|意|意味|理由|正体|価値|課題|秘訣|方法|未来|影響|背景|鍵|本質|実態|全貌)と[？?]"
)


class Script(StrEnum):
    """Adjacent characters of one script belong to one word; another script, or none, begins a new word."""

    HAN = "han"
    KATAKANA = "katakana"
    HIRAGANA = "hiragana"
    LATIN = "latin"
    DIGIT = "digit"
    NONE = "none"


def script_of(char: str) -> Script:
    """The script of a character."""
    if "一" <= char <= "鿿" or char in "々〆":
        return Script.HAN
    if "ァ" <= char <= "ヺ" or char == "ー":
        return Script.KATAKANA
    if "ぁ" <= char <= "ん":
        return Script.HIRAGANA
    if char.isascii() and char.isalpha():
        return Script.LATIN
    return Script.DIGIT if char.isascii() and char.isdigit() else Script.NONE


def even(text: str) -> str:
    """`text` in NFKC with runs of white space as one space, for comparing."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


def open_bracket(text: str) -> str | None:
    """The first bracket that opens and never closes; a full-width one may close a half-width one."""
    still_open: list[str] = []
    for found in _BRACKET.finditer(_FACE.sub("  ", text)):
        sign = found[0]
        if sign in _OPENERS:
            still_open.append(sign)
            continue
        kind = _kind(_OPENERS[_CLOSERS.index(sign)])
        at = next((n for n in reversed(range(len(still_open))) if _kind(still_open[n]) == kind), None)
        if at is not None:
            del still_open[at]
    return still_open[0] if still_open else None


def loose_end(text: str) -> str | None:
    """The end of `text` if more must follow it, else None.

    It is a comma or colon; a particle that no title ends with (の, が, と, や after a noun); その; a lone
    letter after a comma.
    """
    text = text.rstrip()
    for pattern in _ENDINGS:
        if found := pattern.search(text, max(0, len(text) - 8)):
            return text[max(0, found.end() - 4) :]
    return None


def stub(text: str) -> str | None:
    """The part of `text` where a phrase lost its last characters, with two characters before it, or None.

    Headlines often end with 「…の可能性」 and 「…とは？」, and a piece of these is no phrase by itself.
    """
    found = _STUB.search(text)
    return text[max(0, found.start() - 2) : found.end()] if found else None


def _kind(opener: str) -> str:
    return unicodedata.normalize("NFKC", opener)
