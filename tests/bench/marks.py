"""The numbers in a site's own files that its edits change: `marked(TEMPLATE, 3)` is what edit 3 must show."""

from __future__ import annotations

import re
from pathlib import Path

# The words before the number, in the files of every tool's site.
TEMPLATE = '<p class="edition">版'
PARTIAL = '<p class="signature">署名'
STYLE = ".edition"
SITE_TITLE = "計測用ニュース"


def marked(words: str, number: int) -> str:
    """The words with their number."""
    return f"{words}{number}"


def set_number(file: Path, words: str, number: int) -> None:
    """Changes the number after `words` in a file. Raises `ValueError` if the file has no such words."""
    text, count = re.subn(rf"{re.escape(words)}\d+", marked(words, number), file.read_text(encoding="utf-8"))
    if not count:
        raise ValueError(f"{file}: no {words!r} with a number")
    file.write_text(text, encoding="utf-8", newline="\n")
