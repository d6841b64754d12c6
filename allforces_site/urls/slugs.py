"""Slugs, equal to those of Jekyll 4.3.1 (`utils.rb`) except that ours are in NFC."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Any

from allforces_site.text.dates import filename_date

# Slug modes and what each keeps besides letters, marks and decimal digits.
_SLUG_EXTRAS: Mapping[str, str] = {"default": "", "latin": "", "pretty": "._~!$&'()+,;=@"}
# The Latin letters of I18n.transliterate whose plain spelling is not their canonical base letter.
_LATIN: Mapping[str, str] = {
    "Æ": "AE", "Ð": "D", "×": "x", "Ø": "O", "Þ": "Th", "ß": "ss", "æ": "ae", "ð": "d", "ø": "o", "þ": "th",
    "Đ": "D", "đ": "d", "Ħ": "H", "ħ": "h", "ı": "i", "Ĳ": "IJ", "ĳ": "ij", "ĸ": "k", "Ŀ": "L", "ŀ": "l",
    "Ł": "L", "ł": "l", "ŉ": "'n", "Ŋ": "NG", "ŋ": "ng", "Œ": "OE", "œ": "oe", "Ŧ": "T", "ŧ": "t",
}  # fmt: skip


def slugify(text: str, mode: str = "default", cased: bool = False) -> str:
    """Returns `text` as a part of a URL, in NFC; "" if nothing of it can be kept. Jekyll's `Utils.slugify`.

    Modes: `raw` replaces white space only; `default` everything but letters, marks and decimal digits;
    `pretty` keeps ``._~!$&'()+,;=@`` too; `ascii` keeps only a-z and 0-9; `latin` drops accents
    and then does the same as `default`; any other mode, such as `none`, replaces nothing. `cased` keeps
    capitals. As in Jekyll, only one hyphen is removed from each end.
    """
    text = unicodedata.normalize("NFC", text)
    if mode == "raw":
        slug = re.sub(r"[\t-\r ]+", "-", text)
    elif mode == "ascii":
        slug = re.sub(r"[^A-Za-z0-9]+", "-", text)
    elif mode in _SLUG_EXTRAS:
        slug = _hyphenated(_plain_latin(text) if mode == "latin" else text, _SLUG_EXTRAS[mode])
    else:
        return text if cased else lower(text)
    slug = slug.removeprefix("-").removesuffix("-")
    return slug if cased else lower(slug)


def titleize_slug(slug: str) -> str:
    """Returns a title for a post that has none: the words of its slug, capitalised."""
    return " ".join(word.capitalize() for word in slug.rstrip("-").split("-"))


def _hyphenated(text: str, extras: str) -> str:
    return re.sub("\0+", "-", "".join(char if char in extras or _stays(char) else "\0" for char in text))


@cache
def _stays(char: str) -> bool:
    category = unicodedata.category(char)
    return category[0] in "LM" or category == "Nd"


def _plain_latin(text: str) -> str:
    return "".join(char if char.isascii() else _plain_letter(char) for char in text)


def _plain_letter(char: str) -> str:
    if not "À" <= char <= "ž":
        return "?"
    base = unicodedata.normalize("NFD", char)[0]
    return _LATIN.get(char, base if base.isascii() else "?")


def lower(text: str) -> str:
    """Returns `text` in lower case, like Ruby."""
    # Ruby, unlike Python, has no final form of sigma.
    return text.replace("Σ", "σ").lower()


def document_slug(source: str, values: Mapping[str, Any]) -> str:
    """Returns the slug of a document of a collection: that of front matter (`values`), or of its name."""
    own, named = values.get("slug"), filename_date(source)
    name = source.rpartition("/")[2]
    return str(own) if own else named[1] if named else name.rpartition(".")[0] or name
