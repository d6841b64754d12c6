"""The text that readers see of a line of Markdown, and forms of it for comparing."""

from __future__ import annotations

import re
import unicodedata

from allforces_site.text.character_references import resolved
from allforces_site.text.excerpts import CLOSERS
from allforces_site.text.late_pattern import late_pattern

_LINE_PREFIX = late_pattern(
    r"[ \t]*(?:(?:#{1,6}|>|[-*+]|[0-9]{1,9}[.)])(?=[ \t\u3000]|$)[ \t\u3000]*)+(?:\[[ xX]\][ \t]+)?"
)
# What a line with such a mark begins with.
_FIRST_MARKS = frozenset(" \t#>-*+0123456789")
_HEADING_END = late_pattern(r"[ \t]+#+[ \t]*$", re.MULTILINE)
_ATTRIBUTES = late_pattern(r"\{:[^{}\n]*\}")
_PICTURE = late_pattern(r"!\[([^\[\]]*)\](?:\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"]*\")?\)|\[[^\[\]]*\])")
_LINK = late_pattern(
    r"\[([^\[\]]*)\]"
    r"(?:\(\s*<?(?:[^()\s<>]|\([^()\s]*\))*>?(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)|\[[^\[\]]*\])"
)
_FOOTNOTE = late_pattern(r"\[\^[^\[\]\s]+\]:?")
_TAG = late_pattern(r"</?[A-Za-z][^<>]*>")
_COMMENT = late_pattern(r"<!--.*?-->", re.DOTALL)
_AUTOLINK = late_pattern(r"<((?:https?|mailto):[^<>\s]+)>")
# Its first character before what must be before it: that is found fast.
_UNDERSCORES = late_pattern(r"_(?:(?<![^\W_]_)_*(?=\S)|(?<=\S_)_*(?![^\W_]))")
_ESCAPED = late_pattern(r"\\([!-/:-@\[-`{-~])")
# Not the half-width marks, which may be part of a word: Yahoo!, 3.5.
SENTENCE_ENDS = ("。", "！", "？")
_SENTENCE = late_pattern(rf"[^。！？!?．\n]*(?:[。！？!?．]+[{re.escape(CLOSERS)}\"']*|\n|$)")


def plain(markdown: str) -> str:
    """`markdown` without its markup, line for line: the text of links, emphasis and code.

    No rendering: good enough for comparing and checking, where a stray character does no harm.
    """
    text = without_line_marks(markdown)
    if "{:" in text:
        text = _ATTRIBUTES.sub("", text)
    if "[" in text:
        text = _FOOTNOTE.sub("", _LINK.sub(r"\1", _PICTURE.sub(r"\1", text) if "![" in text else text))
    if "<" in text:
        text = _TAG.sub("", _without_comments(_AUTOLINK.sub(r"\1", text)))
    if "#" in text:
        text = _HEADING_END.sub("", text)
    if "_" in text:  # No other mark depends on its neighbours.
        text = _UNDERSCORES.sub("", text)
    text = text.replace("~~", "").replace("*", "").replace("`", "")
    if "\\" in text:
        text = _ESCAPED.sub(r"\1", text)
    return resolved(text)


def without_line_marks(text: str) -> str:
    """`text` without what a line of a heading, a quote or a list begins with."""
    if "\n" in text:
        return "\n".join(map(without_line_marks, text.split("\n")))
    found = _LINE_PREFIX.match(text) if text[:1] in _FIRST_MARKS else None
    return text[found.end() :] if found else text


def _without_comments(text: str) -> str:
    # Behind the last end each of thousands of openings would read the whole rest in vain.
    end = text.rfind("-->") + len("-->")
    return _COMMENT.sub("", text[:end]) + text[end:] if end >= len("<!---->") else text


# Characters that NFKC changes one by one: full-width forms of ASCII, the wide space, the ellipsis.
_WIDE = {
    char: unicodedata.normalize("NFKC", char) for char in map(chr, (*range(0xFF01, 0xFF5F), 0x3000, 0x2026))
}
# These, and any other character that NFKC may change, or may join with its neighbour.
_CHANGED = late_pattern(
    "[^\0-\x7f\u2010\u2014-\u2016\u2018-\u201f\u3001-\u3029\u3041-\u3096\u309d\u309e\u30a1-\u30fe\u4e00-\u9fff]"
)


def _normalized(text: str) -> str:
    """`text` in NFKC; for Japanese prose in a third of the usual time."""
    if unicodedata.is_normalized("NFKC", text):
        return text
    signs = set(_CHANGED.findall(text))
    if not signs <= _WIDE.keys():
        return unicodedata.normalize("NFKC", text)
    for sign in signs:
        text = text.replace(sign, _WIDE[sign])
    return text


def folded(text: str) -> str:
    """`text` in a form for comparing words: NFKC, without white space, casefolded."""
    return "".join(_normalized(text).split()).casefold()


def folded_lines(text: str) -> list[str]:
    """The lines of `text`, each as `folded` returns it."""
    return ["".join(line.split()) for line in _normalized(text).casefold().split("\n")]


def sentences(text: str) -> list[str]:
    """The sentences of a plain text, with their end marks; a line end ends a sentence too."""
    return [found.strip() for found in _SENTENCE.findall(text) if found.strip()]
