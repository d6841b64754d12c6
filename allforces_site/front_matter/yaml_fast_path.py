"""Reads the YAML of most front matter: one `key: value` per line, the value plain, quoted or a flat list.

libyaml and PyYAML take five times as long. Everything else is left to them.
"""

from __future__ import annotations

import re

Scalar = str | int | bool

# Control characters, line breaks that only YAML knows, tabs: libyaml does not read these as plain text.
_UNUSUAL = re.compile("[\0-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_KEY = re.compile("[A-Za-z][A-Za-z0-9_-]{0,63}")
_DOUBLE_QUOTED = r'"[^"\\]*(?:\\["\\][^"\\]*)*"'
_SINGLE_QUOTED = r"'[^']*'"
_QUOTED = re.compile(f"{_DOUBLE_QUOTED}|{_SINGLE_QUOTED}")
_ESCAPED = re.compile(r'\\(["\\])')
_WHOLE = re.compile("[1-9][0-9]{0,14}")
# Begins with a letter, or is a date that YAML 1.1 reads as text, as its zone has no colon.
_PLAIN = re.compile(r"[^\W\d_][^:#]*|[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2} [+-][0-9]{4}")
_ITEM = re.compile(rf"{_DOUBLE_QUOTED} *|{_SINGLE_QUOTED} *|[^\W\d_][^:#?,\[\]{{}}]*")
_LIST = re.compile(rf"\[ *(?:(?:{_ITEM.pattern})(?:, *(?:{_ITEM.pattern}))*)?\]")
_BOOLEANS = {"true": True, "false": False}
# Plain words, in lower case, that YAML does not read as text.
_WORDS = frozenset({"yes", "no", "on", "off", "null", *_BOOLEANS})


def read_lines(
    text: str, texts: frozenset[str] = frozenset()
) -> tuple[dict[str, Scalar | list[str]], dict[str, str], dict[str, int]] | None:
    """`values`, `written` and `lines` as a `YamlMapping` has them; None for a text of any other form.

    The values of the fields `texts` are text as it is written.
    """
    if _UNUSUAL.search(text):
        return None
    values: dict[str, Scalar | list[str]] = {}
    written: dict[str, str] = {}
    lines: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if not line:
            continue
        key, _, rest = line.partition(": ")
        shown = rest.strip(" ")
        value = _flat_list(shown) if shown.startswith("[") else _scalar(shown)
        if value is None or key in values or not _KEY.fullmatch(key):
            return None
        if not isinstance(value, (str, list)) and key in texts:
            if isinstance(value, bool):
                return None
            value = shown
        values[key], lines[key] = value, number
        if not isinstance(value, list):
            written[key] = value if isinstance(value, str) else shown
    return values, written, lines


def _scalar(text: str) -> Scalar | None:
    if _QUOTED.fullmatch(text):
        return _unquoted(text)
    if _WHOLE.fullmatch(text):
        return int(text)
    return _BOOLEANS[text] if text in _BOOLEANS else _plain(text)


def _plain(text: str) -> str | None:
    return text if _PLAIN.fullmatch(text) and text.lower() not in _WORDS else None


def _flat_list(text: str) -> list[str] | None:
    if not _LIST.fullmatch(text):
        return None
    items = [item.rstrip(" ") for item in _ITEM.findall(text)]
    if any(item.lower() in _WORDS for item in items):
        return None
    return [_unquoted(item) if item[0] in "\"'" else item for item in items]


def _unquoted(text: str) -> str:
    inside = text[1:-1]
    return _ESCAPED.sub(r"\1", inside) if "\\" in inside and text[0] == '"' else inside
