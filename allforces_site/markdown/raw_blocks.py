"""Raw HTML whose content is Markdown: `<div markdown="1">`, `"block"` and `"span"`.

Rules: https://kramdown.gettalong.org/syntax.html#html-blocks. The attribute is removed. The tag
begins its line; its end tag stands on the same line, or on a line of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from markdown_it.rules_block import StateBlock

_OPENING = re.compile(
    r"<(?P<tag>[A-Za-z][\w-]*)(?P<before>(?:\s[^<>]*?)?)\smarkdown=(?P<quote>[\"']?)(?P<mode>1|block|span)(?P=quote)"
    r"(?P<after>(?:\s[^<>]*)?)>(?P<rest>.*)"
)


@dataclass(frozen=True, slots=True)
class _Element:
    tag: str
    start: str
    mode: str
    rest: str

    @property
    def end(self) -> str:
        return f"</{self.tag}>"


def raw_block(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Block rule: an element with a `markdown` attribute; its content is parsed, its tags are not."""
    position = state.bMarks[start_line] + state.tShift[start_line]
    if not state.src.startswith("<", position) or state.is_code_block(start_line):
        return False
    match = _OPENING.fullmatch(state.src[position : state.eMarks[start_line]].rstrip(" \t"))
    if match is None:
        return False
    start = f"<{match['tag']}{match['before']}{match['after']}>"
    element = _Element(match["tag"], start, match["mode"], match["rest"])
    if element.rest.endswith(element.end):
        stop_line: int | None = start_line
    else:
        stop_line = _stop_line(state, element.tag, start_line + 1, end_line)
    if stop_line is None:
        return False
    if not silent:
        _push_element(state, element, start_line, stop_line)
    return True


def _stop_line(state: StateBlock, tag: str, line: int, end_line: int) -> int | None:
    """The line that holds the end tag of an element whose start tag has been read."""
    tags = re.compile(rf"<(/?){re.escape(tag)}(?=[\s>])")
    depth = 1
    while line < end_line and (state.sCount[line] >= state.blkIndent or state.isEmpty(line)):
        text = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
        for match in tags.finditer(text):
            depth += -1 if match[1] else 1
        if depth <= 0:
            return line if text.rstrip(" \t").endswith(f"</{tag}>") else None
        line += 1
    return None


def _push_element(state: StateBlock, element: _Element, start_line: int, stop_line: int) -> None:
    if stop_line == start_line:
        _push_html(state, element.start, start_line)
        _push_inline(state, element.rest.removesuffix(element.end), start_line, start_line + 1)
        _push_html(state, element.end + "\n", start_line)
    elif element.mode == "span" or element.tag.lower() in ("p", "h1", "h2", "h3", "h4", "h5", "h6"):
        lines = state.getLines(start_line + 1, stop_line + 1, state.blkIndent, False)
        content = lines.rstrip(" \t\n").removesuffix(element.end)
        _push_html(state, element.start, start_line)
        _push_inline(state, f"{element.rest}\n{content}".strip(), start_line, stop_line + 1)
        _push_html(state, element.end + "\n", stop_line)
    else:
        _push_blocks(state, element, start_line, stop_line)
    state.line = stop_line + 1


def _push_blocks(state: StateBlock, element: _Element, start_line: int, stop_line: int) -> None:
    _push_html(state, f"{element.start}{element.rest}\n", start_line)
    parent, line_max = state.parentType, state.lineMax
    state.lineMax = stop_line
    state.level += 1
    state.md.block.tokenize(state, start_line + 1, stop_line)
    state.level -= 1
    state.parentType, state.lineMax = parent, line_max
    last = state.getLines(stop_line, stop_line + 1, state.blkIndent, False).strip(" \t")
    _push_html(state, last + "\n", stop_line)


def _push_html(state: StateBlock, content: str, line: int) -> None:
    token = state.push("html_block", "", 0)
    token.map = [line, line + 1]
    token.content = content


def _push_inline(state: StateBlock, content: str, start_line: int, end_line: int) -> None:
    token = state.push("inline", "", 0)
    token.map = [start_line, end_line]
    token.content = content
    token.children = []
