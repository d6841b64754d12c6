"""A finding of a rule, with the fix that the rule proposes for it."""

from __future__ import annotations

import msgspec

from allforces_site.lint.source.edits import Edit
from allforces_site.lint.source.links import SourceLink
from allforces_site.lint.source.source_file import SourceFile
from allforces_site.messages.message import Message


class ProposedFix(msgspec.Struct, frozen=True):
    """How a rule would fix a finding: `message` describes it as an imperative, `edits` are edits of the text.

    An edit that fixes several findings is in the proposal of each. If `is_partial`, something is left to fix
    by hand. `lint.fix` decides whether `allforces repair` makes the edits.
    """

    message: Message
    edits: tuple[Edit, ...]
    is_partial: bool = False


class Finding(msgspec.Struct, frozen=True):
    """One thing a rule found, in the file `source`.

    `line` and `column` count from 1; `excerpt` is the line, or a part of it. `message` says what was found
    and what was wanted, `hint` what to do by hand.
    """

    message: Message
    source: str
    line: int | None = None
    column: int | None = None
    hint: Message | None = None
    excerpt: str | None = None
    proposal: ProposedFix | None = None


# The most characters of a line that are shown.
_SHOWN = 120


def finding_at(
    source_file: SourceFile,
    offset: int,
    message: Message,
    *,
    hint: Message | None = None,
    proposal: ProposedFix | None = None,
) -> Finding:
    """A finding at an offset of a source file's text, with the line as excerpt."""
    line, column = source_file.place(offset)
    shown = shown_line(source_file, line, column)
    return Finding(message, source_file.source, line, column, hint, shown, proposal)


def finding_in(
    source_file: SourceFile,
    key: str,
    message: Message,
    *,
    hint: Message | None = None,
    proposal: ProposedFix | None = None,
) -> Finding:
    """A finding about a key of the front matter; on the first line of the file if the key is missing."""
    line = source_file.front.lines.get(key)
    shown = shown_line(source_file, line, 1) if line is not None else None
    return Finding(message, source_file.source, line or 1, 1, hint, shown, proposal)


def link_finding(
    source: str,
    link: SourceLink,
    message: Message,
    *,
    hint: Message | None = None,
    proposal: ProposedFix | None = None,
) -> Finding:
    """A finding about a link of the file `source`."""
    return Finding(message, source, link.line, link.column, hint, proposal=proposal)


def shown_line(source_file: SourceFile, line: int, column: int) -> str:
    """A line as it is shown: all of it, or the part around `column` if it is long."""
    text = source_file.lines[line - 1].strip()
    if len(text) <= _SHOWN:
        return text
    first = min(max(0, column - 1 - _SHOWN // 3), len(text) - _SHOWN)
    return f"{'…' if first else ''}{text[first : first + _SHOWN]}{'…' if first + _SHOWN < len(text) else ''}"
