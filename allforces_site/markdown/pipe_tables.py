"""Tables as kramdown finds them: all lines of a paragraph hold a `|`, with or without a line of `---`.

Source: kramdown 2.4, parser/kramdown/table.rb. What only GitHub takes for a table, such as one right below a
line of text, is left to markdown-it's rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it.rules_block import StateBlock
from markdown_it.rules_block import table as github_table

from allforces_site.text.late_pattern import late_pattern

# kramdown's TABLE_PIPE_CHECK: a line that begins with `|` or holds one that is not escaped.
_PIPE = late_pattern(r"\||.*?[^\\\n]\|")
_SEPARATOR = late_pattern(r"(?=[^-]*-)[+|: \t-]+")
_FOOTER = late_pattern(r"(?=[^=]*=)[+|: \t=]+")
_ALIGNMENT = late_pattern(r"[ \t]?(:?)-+(:?)[ \t]?")
_UNDERLINE = late_pattern(r"(?:-[-=]*|=[-=]*)[ \t]*")
_CODE_ELEMENT = late_pattern(r"(<code[^<>]*>.{0,1000}?</code>)")
_CELL_END = late_pattern(r"(?<!\\)\|")
# Inline HTML: the pipes in an element or tag are no cell's end for the whole table.
_ELEMENT = late_pattern(
    r"<([a-zA-Z][\w-]*)\b[^<>]*>(?:(?!<\1\b)[^\n]){0,1000}?</\1>|</?[a-zA-Z][^<>]*>|<!--.{0,1000}?-->"
)
_TICKS = late_pattern(r"`+")
_ITEM = late_pattern(r"(?:[-+*]|\d+\.)[ \t]")
# What a table may follow, besides a blank line: the start of a container, and an attribute list.
_OPENINGS = frozenset(
    {"list_item_open", "blockquote_open", "dd_open", "footnote_reference_open", "attribute_list"}
)
# Rows of one character below a long head are not filled up beyond so many cells.
_MOST_FILLED = 10_000

# The cells of a row, and its line, counted from that of the table.
Row = tuple[list[str], int]


@dataclass(slots=True)
class _Table:
    """The groups of rows, each with the element around it, and how columns are aligned."""

    groups: list[tuple[str, list[Row]]] = field(default_factory=list)
    alignment: list[str] = field(default_factory=list)

    @property
    def columns(self) -> int:
        return max((len(cells) for _, rows in self.groups for cells, _ in rows), default=0)


def table(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Block rule in the place of markdown-it's: the same tables, but read as by kramdown."""
    if not github_table(state, start_line, end_line, True):
        return False
    return (
        silent
        or pipe_table(state, start_line, end_line, False)
        or github_table(state, start_line, end_line, False)
    )


def pipe_table(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Block rule, after those of headings and before that of paragraphs; it interrupts no paragraph."""
    if silent or state.is_code_block(start_line) or not _begins_block(state, start_line):
        return False
    first = _line(state, start_line)
    if not _PIPE.match(first) or first.startswith("$$"):
        return False
    lines = _lines(state, start_line, end_line)
    if lines is None or not _has_pipes(lines):
        return False
    table = _read(lines)
    if not any(kind == "tbody" for kind, _ in table.groups):
        return False
    _push(state, table, start_line, start_line + len(lines))
    state.line = start_line + len(lines)
    return True


def _begins_block(state: StateBlock, line: int) -> bool:
    return not state.tokens or state.tokens[-1].type in _OPENINGS or line == 0 or state.isEmpty(line - 1)


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].rstrip(" \t")


def _lines(state: StateBlock, start_line: int, end_line: int) -> list[str] | None:
    """The lines of the paragraph at `start_line` if each holds a pipe and nothing else follows directly."""
    lines: list[str] = []
    for number in range(start_line, end_line):
        line = _line(state, number)
        if not line or line.startswith("{:") or line == "^":
            break
        if state.sCount[number] < state.blkIndent:
            return lines if _starts_other_block(state, number, end_line) else None
        if state.parentType == "list" and lines and _ITEM.match(line):
            break
        if not _PIPE.match(line):
            return None
        if number == start_line + 1 and _UNDERLINE.fullmatch(line):
            return None
        lines.append(line)
    return lines


def _starts_other_block(state: StateBlock, line: int, end_line: int) -> bool:
    """Whether what is less indented than the container ends it, and does not go on with its paragraph."""
    return any(rule(state, line, end_line, True) for rule in state.md.block.ruler.getRules("paragraph"))


def _has_pipes(lines: Sequence[str]) -> bool:
    """Whether each line holds a pipe that is neither escaped nor in a code span or inline HTML."""
    text = "".join(part if not is_code else _blank(part) for is_code, part in _parts("\n".join(lines)))
    text = _ELEMENT.sub(lambda match: _blank(match[0]), text)
    return all(_PIPE.match(line) for line in text.split("\n"))


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", "x", text)


def _parts(text: str) -> Iterator[tuple[bool, str]]:
    """A text in code spans, with their backticks, and what is between them."""
    start = position = 0
    missing: set[int] = set()
    while opening := _TICKS.search(text, position):
        position, size = opening.end(), len(opening[0])
        is_single_in_spaces = (
            size == 1
            and text[position : position + 1].isspace()
            and (opening.start() == 0 or text[opening.start() - 1].isspace())
        )
        end = -1 if is_single_in_spaces or size in missing else text.find(opening[0], position)
        if end < 0:
            if not is_single_in_spaces:
                missing.add(size)
            continue
        yield False, text[start : opening.start()]
        position = start = end + size
        yield True, text[opening.start() : position]
    yield False, text[start:]


def _read(lines: Sequence[str]) -> _Table:
    table, rows = _Table(), list[Row]()
    has_leading_pipe = lines[0].startswith("|")
    has_footer = False
    for number, line in enumerate(lines):
        if _SEPARATOR.fullmatch(line):
            if rows and not table.alignment and not has_footer and number:
                table.groups.append(("thead", rows))
                table.alignment = [_aligned(*ends) for ends in _ALIGNMENT.findall(line)]
                rows = []
            elif rows and not has_footer:
                table.groups.append(("tbody", rows))
                rows = []
        elif _FOOTER.fullmatch(line):
            if rows:
                table.groups.append(("tbody", rows))
                rows = []
            has_footer = True
        else:
            rows.append((_cells(line, has_leading_pipe), number))
    if rows:
        table.groups.append(("tfoot" if has_footer else "tbody", rows))
    return table


def _aligned(left: str, right: str) -> str:
    if left and right:
        return "center"
    return "left" if left else "right" if right else ""


def _cells(line: str, has_leading_pipe: bool) -> list[str]:
    cells = [""]
    for index, piece in enumerate(_CODE_ELEMENT.split(line)):
        if index % 2:
            cells[-1] += piece
            continue
        for is_code, part in _parts(piece):
            if is_code:
                cells[-1] += part
                continue
            first, *others = (cell.replace("\\|", "|") for cell in _CELL_END.split(part))
            cells[-1] += first
            cells += others
    if has_leading_pipe and not cells[0].strip():
        cells.pop(0)
    if cells and not cells[-1].strip():
        cells.pop()
    return [cell.strip() for cell in cells]


def _push(state: StateBlock, table: _Table, start_line: int, end_line: int) -> None:
    columns = table.columns
    is_filled = columns * sum(len(rows) for _, rows in table.groups) <= _MOST_FILLED
    state.push("table_open", "table", 1).map = [start_line, end_line]
    for kind, rows in table.groups:
        state.push(f"{kind}_open", kind, 1)
        for cells, number in rows:
            filled = cells + [""] * (columns - len(cells)) * is_filled
            _push_row(state, filled, start_line + number, "th" if kind == "thead" else "td", table.alignment)
        state.push(f"{kind}_close", kind, -1)
    state.push("table_close", "table", -1)


def _push_row(state: StateBlock, cells: list[str], line: int, tag: str, alignment: list[str]) -> None:
    state.push("tr_open", "tr", 1).map = lines = [line, line + 1]
    for index, cell in enumerate(cells):
        opening = state.push(f"{tag}_open", tag, 1)
        if index < len(alignment) and alignment[index]:
            opening.attrs = {"style": f"text-align:{alignment[index]}"}
        inline = state.push("inline", "", 0)
        inline.content, inline.map, inline.children = cell, lines, []
        state.push(f"{tag}_close", tag, -1)
    state.push("tr_close", "tr", -1)
