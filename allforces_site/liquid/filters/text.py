"""Filters of texts: Liquid's standard ones, and Jekyll's."""

from __future__ import annotations

import base64
import binascii
import html
import re
from collections.abc import Callable, Mapping
from typing import Any
from unicodedata import name
from urllib.parse import quote_plus, unquote_to_bytes

from allforces_site.liquid.context import Context
from allforces_site.liquid.errors import LiquidError
from allforces_site.liquid.values import inspect, items_of, to_s, to_text
from allforces_site.messages.message import say
from allforces_site.urls.permalinks import escape_component
from allforces_site.urls.slugs import slugify

_HTML = {"&": "&amp;", ">": "&gt;", "<": "&lt;", '"': "&quot;", "'": "&#39;"}
_UNESCAPED = re.compile(r"[\"><']|&(?!(?:[a-zA-Z]+|#\d+);)", re.ASCII)
_HTML_BLOCKS = re.compile(r"<script.*?</script>|<!--.*?-->|<style.*?</style>", re.DOTALL)
_HTML_TAGS = re.compile(r"<.*?>", re.DOTALL)
# Ruby's white space: that of C, without U+3000 and the like; `strip` also removes NUL at the end.
_SPACES = " \t\n\v\f\r"
_SPACE_RUN = re.compile(r"[ \t\n\v\f\r]+")
_MODES = ("raw", "default", "pretty", "ascii", "latin", "none")


def integer(value: object) -> int:
    """Liquid's Utils.to_integer. Raises `LiquidError`."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    text = to_s(value).strip()
    if re.fullmatch(r"[-+]?\d+(?:_\d+)*", text, re.ASCII) and len(text) < 4000:
        return int(text)
    raise LiquidError(say("{found} is no whole number", found=inspect(value)))


# ---- Liquid's --------------------------------------------------------------------------------


def _downcase(_: Context, value: object) -> str:
    return to_s(value).replace("Σ", "σ").lower()


def _upcase(_: Context, value: object) -> str:
    return to_s(value).upper()


def _capitalize(_: Context, value: object) -> str:
    text = to_s(value)
    return text[:1].title() + text[1:].lower()


def _escape(_: Context, value: object) -> str | None:
    return html.escape(to_s(value)).replace("&#x27;", "&#39;") if value is not None else None


def _escape_once(_: Context, value: object) -> str:
    return _UNESCAPED.sub(lambda match: _HTML[match[0]], to_s(value))


def _url_encode(_: Context, value: object) -> str | None:
    return quote_plus(to_s(value), safe="~") if value is not None else None


def _url_decode(_: Context, value: object) -> str | None:
    if value is None:
        return None
    try:
        return unquote_to_bytes(to_s(value).replace("+", " ")).decode()
    except UnicodeDecodeError:
        raise LiquidError(say("{found} is not UTF-8 when it is decoded", found=inspect(value))) from None


def _base64(encode: Callable[[bytes], bytes]) -> Callable[[Context, object], str]:
    def convert(_: Context, value: object) -> str:
        try:
            return encode(to_s(value).encode()).decode()
        except (binascii.Error, UnicodeDecodeError, ValueError):
            raise LiquidError(say("{found} is no Base64", found=inspect(value))) from None

    return convert


def _slice(_: Context, value: object, offset: object, length: object = None) -> Any:
    items: Any = value if isinstance(value, list) else to_s(value)
    empty: Any = [] if isinstance(value, list) else ""
    start, count = integer(offset), integer(length) if length else 1
    start = start + len(items) if start < 0 else start
    return items[start : start + count] if 0 <= start <= len(items) and count >= 0 else empty


def _truncate(_: Context, value: object, length: object = 50, end: object = "...") -> str | None:
    if value is None:
        return None
    text, most, tail = to_s(value), integer(length), to_s(end)
    return text[: max(most - len(tail), 0)] + tail if len(text) > most else text


def _truncatewords(_: Context, value: object, words: object = 15, end: object = "...") -> str | None:
    if value is None:
        return None
    text, most = to_s(value), max(integer(words), 1)
    found = _SPACE_RUN.sub(" ", text.strip(_SPACES)).split(" ")
    return text if len(found) <= most else " ".join(found[:most]) + to_s(end)


def _split(_: Context, value: object, pattern: object) -> list[str]:
    text, separator = to_s(value), to_s(pattern)
    if separator == " ":
        parts = [part for part in _SPACE_RUN.split(text) if part]
    else:
        parts = text.split(separator) if separator else list(text)
    while parts and not parts[-1]:  # As Ruby does.
        parts.pop()
    return parts


def _strip(_: Context, value: object) -> str:
    return to_s(value).lstrip(_SPACES + "\0").rstrip(_SPACES + "\0")


def _lstrip(_: Context, value: object) -> str:
    return to_s(value).lstrip(_SPACES + "\0")


def _rstrip(_: Context, value: object) -> str:
    return to_s(value).rstrip(_SPACES + "\0")


def _strip_html(_: Context, value: object) -> str:
    return _HTML_TAGS.sub("", _HTML_BLOCKS.sub("", to_s(value)))


def _strip_newlines(_: Context, value: object) -> str:
    return re.sub(r"\r?\n", "", to_s(value))


def _newline_to_br(_: Context, value: object) -> str:
    return re.sub(r"\r?\n", "<br />\n", to_s(value))


def _replace(_: Context, value: object, old: object, new: object = "") -> str:
    return to_s(value).replace(to_s(old), _ruby_replacement(to_s(new), to_s(old)))


def _replace_first(_: Context, value: object, old: object, new: object = "") -> str:
    return to_s(value).replace(to_s(old), _ruby_replacement(to_s(new), to_s(old)), 1)


def _ruby_replacement(new: str, old: str) -> str:
    r"""The replacement as `String#gsub` reads it: `\0` and `\&` are what was found, `\\` a backslash."""
    if "\\" not in new:
        return new
    return re.sub(
        r"\\([0&\\1-9])",
        lambda match: "\\" if match[1] == "\\" else old if match[1] in "0&" else "",
        new,
    )


def _replace_last(_: Context, value: object, old: object, new: object) -> str:
    before, found, after = to_s(value).rpartition(to_s(old)) if to_s(old) else (to_s(value), "", "")
    return before + to_s(new) + after if found or not to_s(old) else after


def _remove(_: Context, value: object, old: object) -> str:
    return to_s(value).replace(to_s(old), "") if to_s(old) else to_s(value)


def _remove_first(_: Context, value: object, old: object) -> str:
    return to_s(value).replace(to_s(old), "", 1)


def _remove_last(context: Context, value: object, old: object) -> str:
    return _replace_last(context, value, old, "")


def _append(_: Context, value: object, text: object) -> str:
    return to_s(value) + to_s(text)


def _prepend(_: Context, value: object, text: object) -> str:
    return to_s(text) + to_s(value)


# ---- Jekyll's --------------------------------------------------------------------------------


def _slugify(_: Context, value: object, mode: object = None) -> str | None:
    if value is None:
        return None
    name = to_s(mode) if mode is not None else "default"
    return slugify(to_s(value), name if name in _MODES else "none")


def _xml_escape(_: Context, value: object) -> str:
    return (
        to_s(value)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace('"', "&quot;")
        .replace("'", "&apos;")
    )


def _cgi_escape(_: Context, value: object) -> str:
    if value is None:
        raise LiquidError(say("nil cannot be escaped"))
    return quote_plus(to_s(value), safe="~")


def _uri_escape(_: Context, value: object) -> str | None:
    return escape_component(to_s(value)) if value is not None else None


def _normalize_whitespace(_: Context, value: object) -> str:
    return _SPACE_RUN.sub(" ", to_s(value)).strip(_SPACES + "\0")


def _number_of_words(_: Context, value: object, mode: object = None) -> int:
    if not isinstance(value, str):
        raise LiquidError(say("{found} is no text, and has no words", found=inspect(value)))
    wide = sum(map(_is_cjk, value))
    if mode == "cjk" or (mode == "auto" and wide):
        spaced = "".join(" " if _is_cjk(char) else char for char in value)
        return wide + len(spaced.split(None) if spaced.isascii() else _words(spaced))
    return len(_words(value))


def _words(text: str) -> list[str]:
    return [word for word in _SPACE_RUN.split(text) if word]


# The scripts that Ruby's \p{Han}, \p{Katakana}, \p{Hiragana} and \p{Hangul} name.
_CJK_NAMES = (
    "CJK UNIFIED",
    "CJK COMPATIBILITY IDEOGRAPH",
    "CJK RADICAL",
    "KANGXI",
    "HIRAGANA",
    "HANGUL",
    "KATAKANA",
)
_CJK_OTHERS = frozenset("々〇〡〢〣〤〥〦〧〨〩〸〹〺〻")
_NOT_CJK = frozenset("ー・゠゛゜\uff70\u3099\u309a\uff9e\uff9f〱〲〳〴〵")


def _is_cjk(char: str) -> bool:
    if char < "\u1100":
        return False
    if char in _CJK_OTHERS:
        return True
    if char in _NOT_CJK:
        return False
    named = name(char, "")
    return named.startswith((*_CJK_NAMES, "HALFWIDTH KATAKANA", "HALFWIDTH HANGUL"))


def _array_to_sentence_string(_: Context, value: object, connector: object = "and") -> str:
    if not isinstance(value, (list, str, dict)):
        raise LiquidError(say("{found} is no list", found=inspect(value)))
    items = [to_text(item) for item in (list(value) if isinstance(value, str) else items_of(value))]
    word = to_s(connector)
    if len(items) < 2:
        return "".join(items)
    return (
        f"{items[0]} {word} {items[1]}" if len(items) == 2 else f"{', '.join(items[:-1])}, {word} {items[-1]}"
    )


def _inspect(context: Context, value: object) -> str:
    return _xml_escape(context, inspect(value))


TEXT_FILTERS: Mapping[str, Callable[..., Any]] = {
    "downcase": _downcase,
    "upcase": _upcase,
    "capitalize": _capitalize,
    "escape": _escape,
    "h": _escape,
    "escape_once": _escape_once,
    "url_encode": _url_encode,
    "url_decode": _url_decode,
    "base64_encode": _base64(base64.b64encode),
    "base64_decode": _base64(lambda text: base64.b64decode(text, validate=True)),
    "base64_url_safe_encode": _base64(base64.urlsafe_b64encode),
    "base64_url_safe_decode": _base64(base64.urlsafe_b64decode),
    "slice": _slice,
    "truncate": _truncate,
    "truncatewords": _truncatewords,
    "split": _split,
    "strip": _strip,
    "lstrip": _lstrip,
    "rstrip": _rstrip,
    "strip_html": _strip_html,
    "strip_newlines": _strip_newlines,
    "newline_to_br": _newline_to_br,
    "replace": _replace,
    "replace_first": _replace_first,
    "replace_last": _replace_last,
    "remove": _remove,
    "remove_first": _remove_first,
    "remove_last": _remove_last,
    "append": _append,
    "prepend": _prepend,
    "slugify": _slugify,
    "xml_escape": _xml_escape,
    "cgi_escape": _cgi_escape,
    "uri_escape": _uri_escape,
    "normalize_whitespace": _normalize_whitespace,
    "number_of_words": _number_of_words,
    "array_to_sentence_string": _array_to_sentence_string,
    "inspect": _inspect,
}
