"""Cuts known sentences out of a passage, where its markup lets them be cut out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import structs

from allforces_site.lint.source.blocks import ITEM_MARK, BlockKind
from allforces_site.lint.source.edits import Edit, apply_edits
from allforces_site.lint.source.passages import Passage
from allforces_site.lint.source.sentence_spans import is_balanced
from allforces_site.lint.source.sentences_again import Comparison, Place, Row
from allforces_site.text.late_pattern import late_pattern

_CUT = (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST)
# The fewest characters of whole items of a list: two lists may have some in common. The fewest within one.
_SHORTEST_ITEMS = 100
_SHORTEST_IN_ITEM = 40
_ITEM = late_pattern(rf"[ \t]*{ITEM_MARK}[ \t]")
_LINE_MARK = late_pattern(rf"[ \t\u3000]*(?:{ITEM_MARK}[ \t]+)?")
_LINK = late_pattern(r"\]\(|\]\[|://|\[\^|<[a-zA-Z]")


def cuts_in(comparison: Comparison) -> list[Place]:
    """The offsets in the file of the sentences that can be cut out of the passage."""
    passage = comparison.passage
    kind = passage.block.kind
    if kind not in _CUT or (kind is BlockKind.LIST and not comparison.is_mostly_known):
        return []
    rows = list(comparison.rows())
    spans = passage.spans if rows else None
    if spans is None:
        return []
    parts = [part for row in rows for part in _whole_parts(comparison, row, spans)]
    return [_span(passage, part, spans) for part in parts]


def _span(passage: Passage, part: Row, spans: Sequence[Place]) -> Place:
    text, start, end = passage.block.text, spans[part.first][0], spans[part.last - 1][1]
    if part.last == len(spans):
        start, end = len(text[:start].rstrip()), len(text)
    elif start and text[start - 1] != "\n":
        end = len(text[:end].rstrip("\n"))  # The line before stays a line,
    elif text[end - 1] != "\n" and (mark := _LINE_MARK.match(text, start)):
        start = mark.end()  # and what follows stays where it was in a list.
    return passage.start + start, passage.start + end


def _whole_parts(comparison: Comparison, row: Row, spans: Sequence[Place]) -> Iterator[Row]:
    """The parts of a row that can be cut out: all brackets and marks that open in them also close, and they
    have no link that is new. In a list, an item that stays keeps its first sentence."""
    parts: list[Row] = []
    number = row.first
    while number < row.last:
        ends = (
            end for end in range(number + 1, row.last + 1) if _is_whole(comparison, Row(number, end), spans)
        )
        end = next(ends, number)
        if end > number:
            first = parts.pop().first if parts and parts[-1].last == number else number
            parts.append(Row(first, end))
        number = max(end, number + 1)
    if comparison.passage.block.kind is BlockKind.LIST:
        return (cut for part in parts for cut in _in_list(comparison.passage.block.text, part, spans))
    return iter(parts)


def _is_whole(comparison: Comparison, part: Row, spans: Sequence[Place]) -> bool:
    text = comparison.passage.block.text[spans[part.first][0] : spans[part.last - 1][1]]
    return is_balanced(text) and (comparison.has_known_links or _LINK.search(text) is None)


def _in_list(text: str, part: Row, spans: Sequence[Place]) -> Iterator[Row]:
    """What can be cut out of a part of a list: the end of an item, whole items, and of an item that goes on
    what follows its first sentence; none of it if it is short."""
    starts = [number for number in range(part.first, part.last) if _ITEM.match(text, spans[number][0])]
    first, last = (starts[0], part.last) if starts else (part.last, part.last)
    if starts and part.last < len(spans) and not _ITEM.match(text, spans[part.last][0]):
        last = starts[-1]
    rows = ((part.first, first, _SHORTEST_IN_ITEM), (first, last, _SHORTEST_ITEMS))
    for start, end, shortest in (*rows, (last + 1, part.last, _SHORTEST_IN_ITEM)):
        if start < end and spans[end - 1][1] - spans[start][0] >= shortest:
            yield Row(start, end)


def rest_of(passage: Passage, cuts: Iterable[Place]) -> Passage:
    """The passage without what is cut out of it."""
    if not cuts:
        return passage
    text, start = passage.block.text, passage.start
    rest = apply_edits(text, [Edit(first - start, last - start) for first, last in cuts])
    block = structs.replace(passage.block, text=rest)
    return structs.replace(passage, block=block, words=block.folded)
