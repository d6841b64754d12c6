"""Texts and reports that can be written as UTF-8, whatever the names of files in them."""

from __future__ import annotations

import msgspec


def utf8_text(text: str) -> str:
    """The text with `?` in place of each byte of a file's name that is not UTF-8 (PEP 383)."""
    return text.encode("utf-8", "replace").decode()


def json_report(content: object) -> str:
    """A report for scripts: JSON with a value a line, in UTF-8."""
    try:
        packed = msgspec.json.encode(content)
    except UnicodeEncodeError:  # A name that is not UTF-8.
        import json

        packed = utf8_text(json.dumps(content, ensure_ascii=False)).encode()
    # Ten times as fast as `json` with an indent.
    return msgspec.json.format(packed, indent=1).decode() + "\n"
