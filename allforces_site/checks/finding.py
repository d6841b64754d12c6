"""What a rule found."""

from __future__ import annotations

import msgspec

from allforces_site.manuscripts.links import SourceLink
from allforces_site.manuscripts.manuscript import Manuscript


class Finding(msgspec.Struct, frozen=True):
    """One thing a rule found, in the file `source`.

    `line` and `column` count from 1; `excerpt` is the line, or its beginning. `message` says what was found
    and what was wanted, `hint` what to do.
    """

    message: str
    source: str
    line: int | None = None
    column: int | None = None
    hint: str | None = None
    excerpt: str | None = None


# Characters of a line that are shown.
_SHOWN = 120


def finding_at(manuscript: Manuscript, offset: int, message: str, *, hint: str | None = None) -> Finding:
    """A finding at an offset of a manuscript's text, with the line it is in."""
    line, column = manuscript.place(offset)
    return Finding(message, manuscript.source, line, column, hint, shown_line(manuscript, line, column))


def finding_in(manuscript: Manuscript, key: str, message: str, *, hint: str | None = None) -> Finding:
    """A finding about a key of the front matter; where the key is missing, at the file's first line."""
    line = manuscript.front.lines.get(key)
    shown = shown_line(manuscript, line, 1) if line is not None else None
    return Finding(message, manuscript.source, line or 1, 1, hint, shown)


def link_finding(source: str, link: SourceLink, message: str, *, hint: str | None = None) -> Finding:
    """A finding about a link of the file `source`."""
    return Finding(message, source, link.line, link.column, hint)


def shown_line(manuscript: Manuscript, line: int, column: int) -> str:
    """A line as it is shown: the part of it around `column`, where it is long."""
    text = manuscript.lines[line - 1].strip()
    if len(text) <= _SHOWN:
        return text
    first = min(max(0, column - 1 - _SHOWN // 3), len(text) - _SHOWN)
    return f"{'…' if first else ''}{text[first : first + _SHOWN]}{'…' if first + _SHOWN < len(text) else ''}"
