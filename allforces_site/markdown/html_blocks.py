"""Raw HTML that begins a line: an element is kept as it is up to its end tag, also over empty lines.

This is kramdown's rule (https://kramdown.gettalong.org/syntax.html#html-blocks). CommonMark ends such a block
at the first empty line, and HTML indented below it would be code. Below the line of the end tag, Markdown
goes on. An element without an end tag in its list item, quotation or text is read as CommonMark reads it,
so it takes no more than the lines up to the next empty one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from typing import Any, NamedTuple

from markdown_it.common.html_blocks import block_names
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block import html_block as commonmark_block

from allforces_site.markdown.end_tags import VOID_ELEMENTS, EndTags, end_tags
from allforces_site.markdown.html_text import INLINE_ELEMENTS
from allforces_site.markdown.ignore_comments import silenced_codes
from allforces_site.text.late_pattern import late_pattern

BlockRule = Callable[[StateBlock, int, int, bool], bool]

# The blocks that raw HTML may interrupt: markdown-it's own.
HTML_INTERRUPTS: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote"]}

# Not `<https://…>`, an address that is a link.
_START = late_pattern(r"<([A-Za-z][\w:-]*+)(?<!:)(?=[\s/>])")
# CommonMark 4.6, kind 1: these end at their end tag anyway.
_VERBATIM = frozenset({"pre", "script", "style", "textarea"})
# Further elements that begin a paragraph in kramdown.
_IN_PARAGRAPHS = frozenset({"button", "input", "mark", "option", "select"})
_NEVER_KEPT = INLINE_ELEMENTS | VOID_ELEMENTS | _VERBATIM | _IN_PARAGRAPHS
# CommonMark 4.6: only of the kinds 6 and 7 an empty line is the end.
_ENDS_WITH_SIGN = late_pattern(r"<(?:[!?]|(?:pre|script|style|textarea)(?=[\s>]|$))", re.IGNORECASE)
# HTML Living Standard, 13.1.2.4 (optional tags): to leave these open is no mistake.
_MAY_STAY_OPEN = frozenset(
    ["body", "colgroup", "dd", "dt", "head", "html", "li", "p", "tbody", "td", "tfoot", "th", "thead", "tr"]
)
# What begins a block of Markdown, or a link, a picture or bold text in the first line of a paragraph.
_MARKDOWN = late_pattern(
    r"#{1,6} |[-*+] |[0-9]{1,9}[.)] |> |`{3}|~{3}|[^<\n]*?(?:\*\*[^\s*]|\[[^\[\]\n]*+\]\()"
)
# In these, the same signs mean something else.
_OTHER_SIGNS = late_pattern(r"<(?:!--|(?:pre|script|style|svg|math|textarea)\b)", re.IGNORECASE)
# Keys of the environment: the odd elements by their lines, and for each container where it was seen to end.
_ODD, _CONTAINERS = "odd_elements", "ends_of_containers"


class OddElement(NamedTuple):
    """An element that has no end tag, or Markdown that readers see as written on `markdown_line`.

    Lines count from 0 in the body.
    """

    line: int
    name: str
    markdown_line: int | None


def noted_elements(env: dict[str, Any]) -> list[OddElement]:
    """The odd elements of the text that was parsed with `env`, in order."""
    return sorted(env.get(_ODD, {}).values())


def may_hold_elements(body: str) -> bool:
    """Whether there may be an element in `body` that begins a line."""
    return "<" in body and re.search(r"^[ \t>*+.)0-9-]*+<[A-Za-z]", body, re.MULTILINE) is not None


def end_of_kept_element(ends: EndTags, text: str, position: int) -> int | None:
    """The offset behind the element at `position` of `text` that begins a block; None if it is not kept."""
    start = _START.match(text, position)
    return None if start is None or start[1].lower() in _NEVER_KEPT else ends.end(position)


def html_block_rule(raw_block: BlockRule | None) -> BlockRule:
    """Block rule instead of CommonMark's; `raw_block` is the rule for elements with Markdown in them, if any
    are in the text."""

    def html_block(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
        position = state.bMarks[start_line] + state.tShift[start_line]
        if silent or not state.src.startswith("<", position) or state.is_code_block(start_line):
            return commonmark_block(state, start_line, end_line, silent)
        if _ENDS_WITH_SIGN.match(state.src, position, state.eMarks[start_line]):
            if silenced_codes(state.src[state.bMarks[start_line] : state.eMarks[start_line]]) is not None:
                state.line = start_line + 1
                return True
            return commonmark_block(state, start_line, end_line, silent)
        stop = _stop(state, start_line, end_line)
        if stop is not None:
            _push(state, start_line, stop, raw_block)
            return True
        _note_unclosed(state, start_line)
        return commonmark_block(state, start_line, _end_of_lines(state, start_line + 1, end_line), silent)

    return html_block


def _stop(state: StateBlock, line: int, end_line: int) -> int | None:
    """The line below the HTML that begins `line`; None if no element that has an end tag does.

    Other text on the line of the end tag belongs to it, with the lines below up to the next empty one, as in
    CommonMark.
    """
    found = _elements(state, line, end_line)
    if found is None:
        return None
    last, position = found
    # What is indented below would be code, though nobody writes code there.
    has_more = position < state.eMarks[last] or state.is_code_block(last + 1)
    return _end_of_lines(state, last + 1, end_line) if has_more else last + 1


def _elements(state: StateBlock, line: int, end_line: int) -> tuple[int, int] | None:
    """The last line of the element that begins `line`, and the offset behind it there.

    Elements that begin on the line of its end tag belong to it. None without an end tag in the container.
    """
    position = state.bMarks[line] + state.tShift[line]
    if not _begins_block(state, line, position):
        return None
    found = None
    while (end := end_of_kept_element(end_tags(state), state.src, position)) is not None:
        last = bisect_right(state.bMarks, end - 1) - 1
        if last >= _end_of_container(state, line, end_line):
            break
        position = end
        while state.src.startswith((" ", "\t"), position):
            position += 1
        found = last, position
    return found


def _begins_block(state: StateBlock, line: int, position: int) -> bool:
    """Whether a start tag begins a block: those that CommonMark 4.6 does not name only alone on a line."""
    start = _START.match(state.src, position)
    if start is None or start[1].lower() in _NEVER_KEPT:
        return False
    end = end_tags(state).end_of_start(position)
    return end is not None and (
        start[1].lower() in block_names or not state.src[end : state.eMarks[line]].strip(" \t")
    )


def _end_of_lines(state: StateBlock, line: int, end_line: int) -> int:
    """The first line from `line` on that is empty or outside the container, or begins an element in which
    that empty line is."""
    end = line
    while end < end_line and not state.isEmpty(end) and state.sCount[end] >= state.blkIndent:
        end += 1
    for number in range(line, end):
        found = None if state.is_code_block(number) else _elements(state, number, end_line)
        if found is not None and found[0] > end:
            return number
    return end


def _end_of_container(state: StateBlock, line: int, end_line: int) -> int:
    """The line below the list item or quotation that `line` is in. No line is looked at twice."""
    known: dict[tuple[int, int, int], tuple[int, int]] = state.env.setdefault(_CONTAINERS, {})
    key = state.level, state.blkIndent, end_line
    start, end = known.get(key, (0, 0))
    if not start <= line < end:
        end = line
        while end < end_line and (state.sCount[end] >= state.blkIndent or state.isEmpty(end)):
            end += 1
        known[key] = line, end
    return end


def _push(state: StateBlock, line: int, stop: int, raw_block: BlockRule | None) -> None:
    """Adds the lines up to `stop` as HTML, but elements in them that ask for Markdown as `raw_block` does."""
    begin, line = line, line + 1
    while raw_block is not None and line < stop:
        if raw_block(state, line, stop, True):
            _push_html(state, begin, line)
            raw_block(state, line, stop, False)
            begin = line = state.line
        else:
            line += 1
    _push_html(state, begin, stop)
    state.line = stop


def _push_html(state: StateBlock, line: int, stop: int) -> None:
    token = state.push("html_block", "", 0)
    token.map = [line, stop]
    token.content = state.getLines(line, stop, state.blkIndent, True)
    if not _OTHER_SIGNS.search(token.content):
        _note_markdown(state, line, stop)


def _note_unclosed(state: StateBlock, line: int) -> None:
    position = state.bMarks[line] + state.tShift[line]
    start = _START.match(state.src, position)
    if start is not None and start[1].lower() not in _MAY_STAY_OPEN and _begins_block(state, line, position):
        state.env.setdefault(_ODD, {})[line] = OddElement(line, start[1], None)


def _note_markdown(state: StateBlock, line: int, stop: int) -> None:
    """Notes the first Markdown below an empty line, where CommonMark would have rendered it."""
    start = _START.match(state.src, state.bMarks[line] + state.tShift[line])
    if start is None:
        return
    for number in range(line + 2, stop):
        position = state.bMarks[number] + state.tShift[number]
        if not state.isEmpty(number - 1) or state.is_code_block(number):
            continue
        if _MARKDOWN.match(state.src, position, state.eMarks[number]):
            state.env.setdefault(_ODD, {})[line] = OddElement(line, start[1], number)
            return
