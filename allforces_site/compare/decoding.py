"""Reads the characters of an HTML file, as a browser does: old Japanese sites are not in UTF-8."""

from __future__ import annotations

import codecs
import re

_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{1,40})""", re.IGNORECASE)
_SEARCHED = 1024  # HTML, "prescan a byte stream": browsers look no further.
# The names of the web's standard for encodings stand for Windows' extensions of these.
_WEB_NAMES = {
    "ascii": "cp1252",
    "euc_kr": "cp949",
    "gb2312": "gbk",
    "iso8859-1": "cp1252",
    "shift_jis": "cp932",
}
_OTHER_LABELS = {"x-sjis": "cp932", "windows-31j": "cp932", "x-euc-jp": "euc_jp"}
# Python has codecs that are no encodings of texts, such as `hex`.
_OF_TEXTS = re.compile(r"ascii|big5|cp\d+|euc_\w+|gb\w+|iso\w+(?:-\d+)?|koi8-\w|shift_jis")


def decoded(content: bytes) -> str:
    """The text of an HTML file; U+FFFD for bytes that are no character of its encoding."""
    if content.startswith(codecs.BOM_UTF8):
        return content[3:].decode("utf-8", "replace")
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", "replace")
    declared = _DECLARED.search(content[:_SEARCHED])
    return content.decode(_codec(declared[1].decode("ascii", "replace")) if declared else "utf-8", "replace")


def _codec(label: str) -> str:
    """The codec for a declared label; UTF-8 for one that no browser knows.

    A declaration that can be read as ASCII is in no encoding of two bytes a letter: UTF-16 is UTF-8 too.
    """
    try:
        name = codecs.lookup(_OTHER_LABELS.get(label.lower(), label)).name
    except LookupError:
        return "utf-8"
    return _WEB_NAMES.get(name, name) if _OF_TEXTS.fullmatch(name) else "utf-8"
