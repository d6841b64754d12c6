"""What a rule found."""

from __future__ import annotations

import msgspec

from allforces_site.lint.source.edits import Edit
from allforces_site.lint.source.links import SourceLink
from allforces_site.lint.source.source_file import SourceFile


class ProposedFix(msgspec.Struct, frozen=True):
    """How a rule would fix what it found: `message` says it as an imperative, `edits` are those of the text.

    An edit that fixes several findings is in the proposal of each. Where `is_partial`, something is left to
    do by hand. Whether `allforces repair` makes the edits is for `lint.fix` to say.
    """

    message: str
    edits: tuple[Edit, ...]
    is_partial: bool = False


class Finding(msgspec.Struct, frozen=True):
    """One thing a rule found, in the file `source`.

    `line` and `column` count from 1; `excerpt` is the line, or its beginning. `message` says what was found
    and what was wanted, `hint` what to do by hand.
    """

    message: str
    source: str
    line: int | None = None
    column: int | None = None
    hint: str | None = None
    excerpt: str | None = None
    proposal: ProposedFix | None = None


# Characters of a line that are shown.
_SHOWN = 120


def finding_at(
    source_file: SourceFile,
    offset: int,
    message: str,
    *,
    hint: str | None = None,
    proposal: ProposedFix | None = None,
) -> Finding:
    """A finding at an offset of a source file's text, with its line."""
    line, column = source_file.place(offset)
    shown = shown_line(source_file, line, column)
    return Finding(message, source_file.source, line, column, hint, shown, proposal)


def finding_in(
    source_file: SourceFile,
    key: str,
    message: str,
    *,
    hint: str | None = None,
    proposal: ProposedFix | None = None,
) -> Finding:
    """A finding about a key of the front matter; where the key is missing, at the file's first line."""
    line = source_file.front.lines.get(key)
    shown = shown_line(source_file, line, 1) if line is not None else None
    return Finding(message, source_file.source, line or 1, 1, hint, shown, proposal)


def link_finding(
    source: str,
    link: SourceLink,
    message: str,
    *,
    hint: str | None = None,
    proposal: ProposedFix | None = None,
) -> Finding:
    """A finding about a link of the file `source`."""
    return Finding(message, source, link.line, link.column, hint, proposal=proposal)


def shown_line(source_file: SourceFile, line: int, column: int) -> str:
    """A line as it is shown: the part of it around `column`, where it is long."""
    text = source_file.lines[line - 1].strip()
    if len(text) <= _SHOWN:
        return text
    first = min(max(0, column - 1 - _SHOWN // 3), len(text) - _SHOWN)
    return f"{'…' if first else ''}{text[first : first + _SHOWN]}{'…' if first + _SHOWN < len(text) else ''}"
