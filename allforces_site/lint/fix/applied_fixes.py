"""Fixes that were made, as values and in words."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from allforces_site.messages.message import Message, as_it_is, say

# Characters of removed or new text that are shown.
_SHOWN = 40


class AppliedFix(msgspec.Struct, frozen=True):
    """A fix by the rule `code`, on the lines `line` to `last_line` (from 1) of the file before any fix.

    `what` says in one line what was done.
    """

    code: str
    line: int
    last_line: int
    what: Message


def described(old: str, new: str) -> Message:
    """The replacement of `old` by `new` in words, on one line."""
    if not old.strip() and not new.strip():
        if "\n" in new:
            return say("added a line break")
        return say("joined two paragraphs") if "\n" in old else say("added a space")
    old, new = old.strip(), new.strip()
    if not new:
        lines = old.count("\n") + 1
        if lines == 1:
            return say("removed {text}", text=_quoted(old))
        return say("removed {text} ({number} lines)", text=_quoted(old), number=lines)
    if not old:
        return say("added {text}", text=_quoted(new))
    return say("{old} became {new}", old=_quoted(old), new=_quoted(new))


def summarized(fixes: Iterable[AppliedFix]) -> tuple[Message, ...]:
    """The fixes of one file by rule, a value of a message: `end-marker (line 9), cut-text (lines 12-14)`."""
    by_code: dict[str, list[AppliedFix]] = {}
    for fix in fixes:
        by_code.setdefault(fix.code, []).append(fix)
    return tuple(say("{code} ({lines})", code=code, lines=_lines(some)) for code, some in by_code.items())


def _lines(fixes: Iterable[AppliedFix]) -> Message:
    spans = sorted({(fix.line, fix.last_line) for fix in fixes})
    if len(spans) == 1 and spans[0][0] == spans[0][1]:
        return say("line {line}", line=spans[0][0])
    shown = tuple(str(first) if first == last else f"{first}-{last}" for first, last in spans)
    return say("lines {lines}", lines=shown)


def _quoted(text: str) -> Message:
    line = " ".join(text.split())
    if len(line) > _SHOWN:
        line = f"{line[:_SHOWN]}…"
    return as_it_is(line) if line.startswith('"') else say('"{text}"', text=line)
