"""Edits of a file as a unified diff, in the form that `git apply` and `patch -p1` take.

It is made from the edits, not by comparing two versions as difflib does: where a text is there twice, a
comparison may show the first copy as removed although the second one was.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

import msgspec

from allforces_site.lint.source.edits import Edit, apply_edits
from allforces_site.text.late_pattern import late_pattern

_CONTEXT = 3  # Lines; the default of diff and git.
_NO_END = "\\ No newline at end of file\n"
_SPECIAL = late_pattern(r'["\\\x00-\x1f\x7f]')
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}


class _Change(msgspec.Struct, frozen=True):
    """The lines from `start` to before `end` (from 0) are replaced by `new`."""

    start: int
    end: int
    new: tuple[str, ...]


def git_diff(path: str, content: str, edits: Sequence[Edit]) -> str:
    """The diff of the file at `path` (with `/`, relative to the folder in which it is applied).

    Only `\\n` ends a line, as for git: a `\\r` before it is part of the line.
    """
    lines = _lines(content)
    names = [_name(f"{side}/{path}") for side in "ab"]
    # GNU diff and git write a tab after a name with spaces.
    old, new = (f"{name}\t" if " " in name and not name.startswith('"') else name for name in names)
    parts = [f"diff --git {names[0]} {names[1]}\n--- {old}\n+++ {new}\n"]
    shift = 0
    for hunk in _hunks(_changes(content, lines, edits)):
        parts.append(_hunk(lines, hunk, shift))
        shift += sum(len(change.new) - (change.end - change.start) for change in hunk)
    return "".join(parts)


def _changes(content: str, lines: Sequence[str], edits: Sequence[Edit]) -> Iterator[_Change]:
    """The edits as changes of whole lines; edits that touch the same line become one change."""
    starts = [0, *accumulate(map(len, lines))]
    group: list[Edit] = []
    first = last = 0
    for edit in sorted(edits):
        begin = min(bisect_right(starts, edit.start), len(lines)) - 1
        if group and begin > last:
            yield from _change(content, lines, starts, group, (first, last))
            group = []
        if not group:
            first = max(begin, 0)
        group.append(edit)
        last = max(min(bisect_right(starts, edit.end), len(lines)) - 1, 0)
    if group:
        yield from _change(content, lines, starts, group, (first, last))


def _change(
    content: str, lines: Sequence[str], starts: Sequence[int], edits: Iterable[Edit], span: tuple[int, int]
) -> Iterator[_Change]:
    """The change that some edits make to the lines of `span`, a first and a last one."""
    first, after = span[0], min(span[1] + 1, len(lines))
    begin = starts[first]
    moved = [Edit(edit.start - begin, edit.end - begin, edit.replacement) for edit in edits]
    old, new = list(lines[first:after]), _lines(apply_edits(content[begin : starts[after]], moved))
    while old and new and old[0] == new[0]:
        first, old, new = first + 1, old[1:], new[1:]
    while old and new and old[-1] == new[-1]:
        old, new = old[:-1], new[:-1]
    if old or new:
        yield _Change(first, first + len(old), tuple(new))


def _hunks(changes: Iterable[_Change]) -> Iterator[list[_Change]]:
    """Groups changes whose context lines meet."""
    hunk: list[_Change] = []
    for change in changes:
        if hunk and change.start - hunk[-1].end > 2 * _CONTEXT:
            yield hunk
            hunk = []
        hunk.append(change)
    if hunk:
        yield hunk


def _hunk(lines: Sequence[str], changes: Sequence[_Change], shift: int) -> str:
    """One hunk; the new file has `shift` more lines above it than the old one."""
    begin, end = max(0, changes[0].start - _CONTEXT), min(len(lines), changes[-1].end + _CONTEXT)
    shown, at = [], begin
    for change in changes:
        shown += [f" {line}" for line in lines[at : change.start]]
        shown += [f"-{line}" for line in lines[change.start : change.end]]
        shown += [f"+{line}" for line in change.new]
        at = change.end
    shown += [f" {line}" for line in lines[at:end]]
    added = sum(len(change.new) - (change.end - change.start) for change in changes)
    old, new = _range(begin, end - begin), _range(begin + shift, end - begin + added)
    text = "".join(line if line.endswith("\n") else f"{line}\n{_NO_END}" for line in shown)
    return f"@@ -{old} +{new} @@\n{text}"


def _range(start: int, count: int) -> str:
    """A range of lines as POSIX's `diff -u` writes it: an empty one by the number of the line before it."""
    return f"{start + 1 if count else start},{count}"


def _lines(text: str) -> list[str]:
    lines = [f"{line}\n" for line in text.split("\n")]
    last = lines.pop()[:-1]
    return [*lines, last] if last else lines


def _name(name: str) -> str:
    """A name as git quotes it with core.quotePath off: characters beyond ASCII stay readable."""
    if not _SPECIAL.search(name):
        return name
    quoted = _SPECIAL.sub(lambda found: _ESCAPES.get(found.group(), f"\\{ord(found.group()):03o}"), name)
    return f'"{quoted}"'
