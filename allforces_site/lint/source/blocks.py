"""Splits the body of a source file into blocks, each with its place in the text.

The Markdown parser knows blocks better, but not their offsets, and a fix must cut exactly there. No rule
depends on the difference (a list item that continues after a blank line is a block of its own here).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache

import msgspec

from allforces_site.lint.source.found_once import found_once
from allforces_site.lint.source.markers import conflict_separators, is_marker
from allforces_site.lint.source.prose import folded, plain
from allforces_site.lint.source.sentence_spans import said
from allforces_site.markdown.end_tags import EndTags
from allforces_site.markdown.html_blocks import end_of_kept_element
from allforces_site.markdown.ignore_comments import SIGN, silenced_codes
from allforces_site.text.late_pattern import late_pattern


class BlockKind(StrEnum):
    """What a block is, judging by its first line."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST = "list"
    QUOTE = "quote"
    TABLE = "table"
    CODE = "code"
    HTML = "html"
    RULE = "rule"
    DEFINITION = "definition"
    MARKER = "marker"
    AS_WRITTEN = "as written"


# Kinds whose text readers read as prose.
PROSE = frozenset(
    {
        BlockKind.PARAGRAPH,
        BlockKind.HEADING,
        BlockKind.LIST,
        BlockKind.QUOTE,
        BlockKind.TABLE,
        BlockKind.AS_WRITTEN,
    }
)
# Those of them in which markup means something.
RENDERED_PROSE = PROSE - {BlockKind.AS_WRITTEN}


class Block(msgspec.Struct, frozen=True, dict=True):
    """Lines of a body that belong together.

    `start` and `end` are offsets into the file's text, `end` excluding the last line end; `line` is the line
    of the file, from 1, on which it begins.
    """

    kind: BlockKind
    start: int
    end: int
    line: int
    text: str

    @found_once
    def plain(self) -> str:
        """The text that readers see, line for line."""
        if self.kind is BlockKind.AS_WRITTEN:
            return self.text
        return _plain(self.text) if self.kind in PROSE else ""

    @found_once
    def folded(self) -> str:
        """`plain` in a form for comparing: see `prose.folded`."""
        return _folded(self.plain)

    @found_once
    def sentences(self) -> list[str]:
        """Its sentences in this form: see `sentence_spans.said`."""
        return _said(self.plain, self.folded)

    @property
    def is_title(self) -> bool:
        """Whether it is a heading, or a line in bold that serves as one."""
        if self.kind is not BlockKind.PARAGRAPH:
            return self.kind is BlockKind.HEADING
        text = self.text.strip()
        return text.startswith("**") and _BOLD_LINE.fullmatch(text) is not None


# What begins an item of a list, as a part of patterns.
ITEM_MARK = r"(?:[-*+]|[0-9]{1,9}[.)])"
# A post may have a block twice, and a repair reads all blocks again after each edit.
_KEPT = 1024
_plain = lru_cache(_KEPT)(plain)
_folded = lru_cache(_KEPT)(folded)
_said = lru_cache(_KEPT)(said)

# The first characters of lines that may be anything but text.
_FIRST_SIGNS = frozenset(" \t#`~-*_+=<>|[0123456789")
_FENCE = late_pattern(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})")
# In an item of a list a fence may be indented as far as the item's text.
_FENCE_IN_ITEM = late_pattern(r"[ \t]+(`{3,}(?=[^`]*$)|~{3,})")
_BARE_FENCE = late_pattern(r"`{3,}|~{3,}")
_HEADING = late_pattern(r" {0,3}#{1,6}(?:[ \t\u3000]|$)")
_SETEXT = late_pattern(r" {0,3}(?:-+|=+)[ \t]*$")
_RULE = late_pattern(r" {0,3}([-*_])[ \t]*(?:\1[ \t]*){2,}$")
_LIST = late_pattern(rf" {{0,3}}{ITEM_MARK}(?:[ \t]|$)")
_QUOTE = late_pattern(r" {0,3}>")
_HTML = late_pattern(r" {0,3}<(?![A-Za-z][A-Za-z0-9+.-]*:)[A-Za-z/!?]")  # <https://…> begins a paragraph.
_TABLE_RULE = late_pattern(r" {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-*:?[ \t]*)*$")
_DEFINITION = late_pattern(r" {0,3}\[(?!\^)[^\]]+\]:[ \t]*\S")
_INDENTED = late_pattern(r"(?: {4}|\t)[ \t]*\S")
_BOLD_LINE = late_pattern(r"\*\*(?:(?!\*\*).)+\*\*")


def read_blocks(text: str, start: int, first_line: int, rendered_end: int | None = None) -> tuple[Block, ...]:
    """The blocks of `text` from the offset `start` on, which is on line `first_line`.

    From the line at the offset `rendered_end` on, where there is one, readers see the text as written:
    what is between the markers and the fences of it is one block each.
    """
    end = len(text) if rendered_end is None else rendered_end
    return tuple(_Scanner(text, start, first_line, end).blocks())


def scan_blocks(text: str, start: int, first_line: int, last: BlockKind | None) -> Iterator[Block]:
    """The blocks of `text` from an offset on, one after the other; `last` is the kind of the one above."""
    return _Scanner(text, start, first_line, len(text)).blocks(last)


class _Scanner:
    def __init__(self, text: str, start: int, first_line: int, rendered_end: int) -> None:
        self._text = text
        self._start = start
        self._first_line = first_line
        self._rendered_end = rendered_end

    def blocks(self, last: BlockKind | None = None) -> Iterator[Block]:
        """The blocks, in order, below one of the kind `last`."""
        self._lines = self._text[self._start :].split("\n")
        self._offsets = [self._start]
        for line in self._lines:
            self._offsets.append(self._offsets[-1] + len(line) + 1)
        self._separators = conflict_separators(self._lines)
        self._ignores = _ignore_comments(self._lines) if SIGN in self._text else frozenset()
        has_fences = "```" in self._text or "~~~" in self._text
        self._bare_fences = _bare_fences(self._lines) if has_fences else []
        self._run = (0, 0)
        self._end_tags = EndTags(self._text)
        rendered = bisect_left(self._offsets, self._rendered_end, hi=len(self._lines))
        at = 0
        while at < len(self._lines):
            if not self._lines[at].strip():
                at += 1
                continue
            if at < rendered:
                kind, end = self._block_at(at, last)
                end = min(end, rendered)
            else:
                kind, end = self._as_written_at(at)
            yield self._block(kind, at, end)
            # Code in an item is not the end of its list.
            is_in_item = last is BlockKind.LIST and self._code_in_item(at) == end
            at, last = end, BlockKind.LIST if is_in_item else kind

    def _block_at(self, at: int, last: BlockKind | None) -> tuple[BlockKind, int]:
        """The kind of the block that begins on line `at`, and the number of the line after it."""
        if self._lines[at][0] in _FIRST_SIGNS:
            if (found := self._marked_at(at, last)) is not None:
                return found
        elif not self._line(at + 1).strip():
            return BlockKind.PARAGRAPH, at + 1  # As most blocks of a post are.
        end = self._after(at)
        if end - at >= 2 and "|" in self._lines[at] and _TABLE_RULE.match(self._lines[at + 1]):
            return BlockKind.TABLE, end
        return self._paragraph(at, end)

    def _marked_at(self, at: int, last: BlockKind | None) -> tuple[BlockKind, int] | None:
        """The same for a block whose first line has a mark, else None."""
        line = self._lines[at]
        if line[0] == "#" and _HEADING.match(line):
            return BlockKind.HEADING, at + 1
        if self._is_marker(at):
            return BlockKind.MARKER, at + 1
        if at in self._ignores:
            return BlockKind.HTML, at + 1
        if fence := _FENCE.match(line):
            return BlockKind.CODE, self._after_fence(at, fence[1])
        if _INDENTED.match(line):
            if last is not BlockKind.LIST:
                return BlockKind.CODE, self._after_indented(at)
            end = self._code_in_item(at)
            return (BlockKind.LIST, self._after_items(at)) if end is None else (BlockKind.CODE, end)
        if _HEADING.match(line):
            return BlockKind.HEADING, at + 1
        if _RULE.match(line):
            return BlockKind.RULE, at + 1
        for kind, pattern in _OPENINGS:
            if pattern.match(line):
                if kind is BlockKind.LIST:
                    return kind, self._after_items(at)
                end = self._after(at)
                return kind, self._after_element(at, end) if kind is BlockKind.HTML else end
        return None

    def _as_written_at(self, at: int) -> tuple[BlockKind, int]:
        """The kind and end of what begins in a line that is shown as written.

        Nothing in a fence is taken for a marker: a fix would delete it.
        """
        if self._begins_apart(at):
            return self._block_at(at, None)
        end = next((n for n in range(at + 1, len(self._lines)) if self._begins_apart(n)), len(self._lines))
        while not self._lines[end - 1].strip():
            end -= 1
        return BlockKind.AS_WRITTEN, end

    def _paragraph(self, at: int, end: int) -> tuple[BlockKind, int]:
        """A paragraph, or a heading if a line of dashes follows it."""
        for number in range(at + 1, end):
            line = self._lines[number]
            if _SETEXT.match(line):
                return BlockKind.HEADING, number + 1
            if _LIST.match(line) or _QUOTE.match(line):
                break  # It ends the paragraph: dashes below it do not belong to the paragraph.
        return BlockKind.PARAGRAPH, end

    def _begins_apart(self, at: int) -> bool:
        return self._is_marker(at) or _FENCE.match(self._lines[at]) is not None

    def _is_marker(self, at: int) -> bool:
        return is_marker(self._lines[at]) or at in self._separators

    def _after(self, at: int) -> int:
        """The number of the line after the block of text that begins on line `at`."""
        first, end = self._run
        if not first <= at < end:  # Otherwise an earlier block has found the same break.
            end = at + 1
            while end < len(self._lines) and not self._is_break(end):
                end += 1
            self._run = at, end
        return end

    def _is_break(self, number: int) -> bool:
        line = self._lines[number]
        if not line.strip():
            return True
        if line[0] not in _FIRST_SIGNS:
            return False
        if self._is_marker(number) or number in self._ignores:
            return True
        return bool(_HEADING.match(line) or _FENCE.match(line))

    def _after_element(self, at: int, end: int) -> int:
        """The number of the line after raw HTML that begins on line `at`, which goes on over empty lines to
        its end tag, unless Markdown is asked for in it; without one `end`."""
        line = self._lines[at]
        position = self._offsets[at] + len(line) - len(line.lstrip())
        stop = end_of_kept_element(self._end_tags, self._text, position)
        if stop is None or self._text.find("markdown=", position, stop) >= 0:
            return end
        below = bisect_left(self._offsets, stop)
        if self._text[stop : self._offsets[below] - 1].strip() or _INDENTED.match(self._line(below)):
            below = max(end, below)
        return next((number for number in range(at + 1, below) if self._is_marker(number)), below)

    def _line(self, number: int) -> str:
        return self._lines[number] if number < len(self._lines) else ""

    def _after_indented(self, at: int) -> int:
        for number in range(at + 1, len(self._lines)):
            if not _INDENTED.match(self._lines[number]):
                return number
        return len(self._lines)

    def _after_items(self, at: int) -> int:
        """The number of the line after the items of a list on line `at` and below it, up to code in one."""
        end = self._after(at)
        return next((number for number in range(at + 1, end) if self._code_in_item(number) is not None), end)

    def _code_in_item(self, at: int) -> int | None:
        """The number of the line after the fenced code in an item that begins on line `at`, or None."""
        fence = _FENCE_IN_ITEM.match(self._lines[at]) if self._lines[at][:1] in (" ", "\t") else None
        if fence is None:
            return None
        first = bisect_left(self._bare_fences, (at + 1, ""))
        below = (number for number, bare in self._bare_fences[first:] if bare.startswith(fence[1]))
        return next((number + 1 for number in below), None)

    def _after_fence(self, at: int, fence: str) -> int:
        """The number of the line after a fenced block; after the last line if the fence never closes."""
        closing = re.compile(rf" {{0,3}}{re.escape(fence[0])}{{{len(fence)},}}[ \t]*$")
        for number in range(at + 1, len(self._lines)):
            if closing.match(self._lines[number]):
                return number + 1
        return len(self._lines)

    def _block(self, kind: BlockKind, at: int, end: int) -> Block:
        start, stop = self._offsets[at], self._offsets[end] - 1
        if kind is BlockKind.CODE and end == len(
            self._lines
        ):  # A fence that never closes does not include blank lines at the end.
            stop = start + len(self._text[start:stop].rstrip())
        return Block(kind, start, stop, self._first_line + at, self._text[start:stop])


def _bare_fences(lines: list[str]) -> list[tuple[int, str]]:
    """The numbers of lines that are nothing but an indented fence, with the fence."""
    found = ((number, line.strip()) for number, line in enumerate(lines) if line[:1] in (" ", "\t"))
    return [(number, bare) for number, bare in found if _BARE_FENCE.fullmatch(bare)]


def _ignore_comments(lines: list[str]) -> frozenset[int]:
    """The numbers of lines that are a comment that silences rules: a block each, as in Markdown."""
    return frozenset(number for number, line in enumerate(lines) if silenced_codes(line) is not None)


_OPENINGS = (
    (BlockKind.QUOTE, _QUOTE),
    (BlockKind.LIST, _LIST),
    (BlockKind.HTML, _HTML),
    (BlockKind.DEFINITION, _DEFINITION),
)
