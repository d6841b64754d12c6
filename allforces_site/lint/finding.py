"""What a rule found."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from allforces_site.lint.source.links import SourceLink
from allforces_site.lint.source.source_file import Manuscript


class Finding(msgspec.Struct, frozen=True):
    """One thing a rule found, in the file `source`.

    `line` and `column` count from 1; `excerpt` is the line, or its beginning. `message` says what was found
    and what was wanted, `hint` what to do. `by_hand` is for what `allforces repair` fixes: what to do where
    it does not after all; None for all other findings. `last_line` is where it ends, None on its line.
    """

    message: str
    source: str
    line: int | None = None
    column: int | None = None
    hint: str | None = None
    excerpt: str | None = None
    by_hand: str | None = None
    last_line: int | None = None

    @property
    def is_fixable(self) -> bool:
        """Whether `allforces repair --write` fixes it, at least in part."""
        return self.by_hand is not None


# What the hint of a finding ends with that `repair` fixes.
REPAIR_DOES_IT = "`allforces repair --write` does it"


def left_to_the_editor(finding: Finding) -> Finding:
    """The finding as one that `repair` does not fix."""
    return replace(finding, hint=finding.by_hand, by_hand=None) if finding.is_fixable else finding


# Characters of a line that are shown.
_SHOWN = 120


def finding_at(
    manuscript: Manuscript,
    offset: int,
    message: str,
    *,
    hint: str | None = None,
    by_hand: str | None = None,
    end: int | None = None,
) -> Finding:
    """A finding at an offset of a manuscript's text, with its line; `end` is behind the last line."""
    line, column = manuscript.place(offset)
    shown = shown_line(manuscript, line, column)
    last_line = manuscript.place(max(offset, end - 1))[0] if end is not None else None
    return Finding(message, manuscript.source, line, column, hint, shown, by_hand, last_line)


def finding_in(
    manuscript: Manuscript, key: str, message: str, *, hint: str | None = None, by_hand: str | None = None
) -> Finding:
    """A finding about a key of the front matter; where the key is missing, at the file's first line."""
    line = manuscript.front.lines.get(key)
    shown = shown_line(manuscript, line, 1) if line is not None else None
    return Finding(message, manuscript.source, line or 1, 1, hint, shown, by_hand)


def link_finding(
    source: str, link: SourceLink, message: str, *, hint: str | None = None, by_hand: str | None = None
) -> Finding:
    """A finding about a link of the file `source`."""
    return Finding(message, source, link.line, link.column, hint, by_hand=by_hand)


def shown_line(manuscript: Manuscript, line: int, column: int) -> str:
    """A line as it is shown: the part of it around `column`, where it is long."""
    text = manuscript.lines[line - 1].strip()
    if len(text) <= _SHOWN:
        return text
    first = min(max(0, column - 1 - _SHOWN // 3), len(text) - _SHOWN)
    return f"{'…' if first else ''}{text[first : first + _SHOWN]}{'…' if first + _SHOWN < len(text) else ''}"
