"""Raw HTML whose content is Markdown: `<div markdown="1">`, `"block"` and `"span"`.

Rules: https://kramdown.gettalong.org/syntax.html#html-blocks. The attribute is removed. The start tag
begins a line; the end tag ends the same line, or is on a line of its own.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass

from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore

from allforces_site.markdown.end_tags import end_tags
from allforces_site.markdown.html_text import INLINE_ELEMENTS
from allforces_site.text.late_pattern import late_pattern

_OPENING = late_pattern(
    r"<(?P<tag>[A-Za-z][\w-]*)(?P<before>(?:\s[^<>]*?)?)\smarkdown=(?P<quote>[\"']?)(?P<mode>1|block|span)(?P=quote)"
    r"(?P<after>(?:\s[^<>]*)?)>(?P<rest>.*)"
)

# The same without the attribute (`parse_block_html`), and elements whose content is never Markdown.
_ANY_OPENING = late_pattern(r"<(?P<tag>[A-Za-z][\w-]*)(?P<before>(?:\s[^<>]*?)?)>(?P<rest>.*)")
_NOT_MARKDOWN = frozenset({"script", "style", "pre", "textarea", "math", "option", "svg", "iframe"})

_ATTRIBUTE = late_pattern(r"(?<!\s)\s+markdown=(?P<quote>[\"']?)(?:1|block|span)(?P=quote)(?=[\s/>])")


@dataclass(frozen=True, slots=True)
class _Element:
    tag: str
    start: str
    mode: str
    rest: str

    @property
    def end(self) -> str:
        return f"</{self.tag}>"


def raw_block_rule(*, every_element: bool = False) -> Callable[[StateBlock, int, int, bool], bool]:
    """Block rule: an element with a `markdown` attribute, or `every_element`; its content is parsed, its tags
    are kept."""

    def raw_block(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
        return _raw_block(state, start_line, end_line, silent, every_element)

    return raw_block


def _raw_block(state: StateBlock, start_line: int, end_line: int, silent: bool, every_element: bool) -> bool:
    position = state.bMarks[start_line] + state.tShift[start_line]
    if not state.src.startswith("<", position) or state.is_code_block(start_line):
        return False
    line = state.src[position : state.eMarks[start_line]].rstrip(" \t")
    match = _OPENING.fullmatch(line)
    if match is None and every_element:
        match = _ANY_OPENING.fullmatch(line)
        match = None if match is None or match["tag"].lower() in _NOT_MARKDOWN else match
    if match is None or match["tag"].lower() in INLINE_ELEMENTS:
        return False
    stop_line = _stop_line(state, position, end_line)
    if stop_line is None:
        return False
    if not silent:
        found = {"mode": "1", "after": "", **match.groupdict()}
        start = f"<{found['tag']}{found['before']}{found['after']}>"
        element = _Element(found["tag"], start, found["mode"], found["rest"])
        _push_element(state, element, start_line, stop_line)
    return True


def drop_inline_attributes(state: StateCore) -> None:
    """Core rule after inline parsing: removes the attribute from inline tags; their content is Markdown."""
    for block in state.tokens:
        if block.type == "inline" and "markdown=" in block.content:
            for token in block.children or []:
                if token.type == "html_inline":
                    token.content = _ATTRIBUTE.sub("", token.content, count=1)


def _stop_line(state: StateBlock, position: int, end_line: int) -> int | None:
    """Returns the line that the end tag of the element at `position` ends, if it is in the same container."""
    end = end_tags(state).end(position)
    if end is None:
        return None
    line = bisect_right(state.bMarks, end - 1) - 1
    if line >= end_line or state.src[end : state.eMarks[line]].strip(" \t"):
        return None
    return line if state.sCount[line] >= state.blkIndent else None


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
