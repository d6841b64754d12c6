"""Fixes that were made, as values and in words."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

# Characters of removed or new text that are shown.
_SHOWN = 40


class AppliedFix(msgspec.Struct, frozen=True):
    """A fix by the rule `code`, on the lines `line` to `last_line` (from 1) of the file before any fix.

    `what` says in one line what was done.
    """

    code: str
    line: int
    last_line: int
    what: str


def described(old: str, new: str) -> str:
    """The replacement of `old` by `new` in words, on one line."""
    old, new = old.strip(), new.strip()
    if not new:
        count = old.count("\n") + 1
        return f"removed {_quoted(old)}" + (f" ({count} lines)" if count > 1 else "")
    return f"{_quoted(old)} became {_quoted(new)}" if old else f"added {_quoted(new)}"


def summarized(fixes: Iterable[AppliedFix]) -> str:
    """The fixes of one file on one line, by rule: `end-marker (line 9), cut-text (lines 12-14, 20)`."""
    by_code: dict[str, list[AppliedFix]] = {}
    for fix in fixes:
        by_code.setdefault(fix.code, []).append(fix)
    return ", ".join(f"{code} ({_lines(of_code)})" for code, of_code in by_code.items())


def _lines(fixes: Iterable[AppliedFix]) -> str:
    spans = [
        str(first) if first == last else f"{first}-{last}"
        for first, last in sorted({(fix.line, fix.last_line) for fix in fixes})
    ]
    is_one = len(spans) == 1 and "-" not in spans[0]
    return f"{'line' if is_one else 'lines'} {', '.join(spans)}"


def _quoted(text: str) -> str:
    line = " ".join(text.split())
    if len(line) > _SHOWN:
        line = f"{line[:_SHOWN]}…"
    return line if line.startswith('"') else f'"{line}"'
