"""kramdown's extensions: `{::comment}`, `{::nomarkdown}` and `{::options}`.

Rules: https://kramdown.gettalong.org/syntax.html#extensions. Two choices of our own: a comment leaves
no trace in the HTML, because notes to oneself are not for readers; options are ignored.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

_START = re.compile(r"\{::(?P<name>comment|nomarkdown|options)(?:\s(?:\\\}|[^}])*?)?(?P<closed>/)?\}")
# Keys of the environment. The first holds the line up to which a container was searched for a stop tag
# without success, the second the texts so searched: so that nothing is searched twice.
_UNCLOSED_KEY = "unclosed_extensions"
_UNCLOSED_SPANS_KEY = "unclosed_spans"
_STOP = r"\{:/(?:%s)?\}"


def extension_block(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Block rule: an extension whose start tag fills a line, and its stop tag, if it needs one, another."""
    position = state.bMarks[start_line] + state.tShift[start_line]
    if not state.src.startswith("{::", position) or state.is_code_block(start_line):
        return False
    match = _START.fullmatch(state.src[position : state.eMarks[start_line]].rstrip(" \t"))
    if match is None:
        return False
    stop_line = start_line if match["closed"] else _stop_line(state, match["name"], start_line + 1, end_line)
    if stop_line is None:
        return False
    if silent:
        return True
    if match["name"] == "nomarkdown" and stop_line > start_line:
        token = state.push("html_block", "", 0)
        token.map = [start_line, stop_line + 1]
        token.content = state.getLines(start_line + 1, stop_line, state.blkIndent, True)
    state.line = stop_line + 1
    return True


def _stop_line(state: StateBlock, name: str, line: int, end_line: int) -> int | None:
    unclosed: dict[tuple[str, int], int] = state.env.setdefault(_UNCLOSED_KEY, {})
    if line <= unclosed.get((name, state.blkIndent), -1):
        return None
    stop = re.compile(_STOP % name)
    while line < end_line and (state.sCount[line] >= state.blkIndent or state.isEmpty(line)):
        start = state.bMarks[line] + state.tShift[line]
        if stop.fullmatch(state.src[start : state.eMarks[line]].rstrip(" \t")):
            return line
        line += 1
    unclosed[name, state.blkIndent] = line
    return None


def extension_span(state: StateInline, silent: bool) -> bool:
    """Inline rule: an extension inside a line, up to `{:/}` or `{:/name}`."""
    if not state.src.startswith("{::", state.pos):
        return False
    match = _START.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    content, end = "", match.end()
    if not match["closed"]:
        stop = _find_stop(state, match["name"], end)
        if stop is None:
            return False
        content, end = state.src[end : stop.start()], stop.end()
    if match["name"] == "nomarkdown" and not silent:
        state.push("html_inline", "", 0).content = content
    state.pos = end
    return True


def _find_stop(state: StateInline, name: str, start: int) -> re.Match[str] | None:
    """Returns the stop tag after `start`. A failed search is not repeated further right in the same text."""
    failed: set[tuple[str, str, int]] = state.env.setdefault(_UNCLOSED_SPANS_KEY, set())
    if (name, state.src, state.posMax) in failed:
        return None
    stop = re.compile(_STOP % name).search(state.src, start, state.posMax)
    if stop is None:
        failed.add((name, state.src, state.posMax))
    return stop
