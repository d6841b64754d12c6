"""A limit on how much markup of one body is rendered; the rest of the body is shown as written.

Rendering takes time for each line and each sign of markup, far more than for prose. A body of nothing but
`#` or `- a` takes seconds, and its page is many times as long as its source.
"""

from __future__ import annotations

import re
from html import escape

import msgspec

from allforces_site.model import Document
from allforces_site.text.late_pattern import late_pattern

# What a line and a sign of markup weigh: about the time they take to be parsed and rendered.
_LINE, _SIGN = 5, 2
_SIGNS = b"#*_[]()!|~^`:@=+-"
# The weight that any body may have, and so much more for each of its characters. Prose weighs a tenth of
# it, tables of numbers and lists of short items about as much.
_ROOM, _PER_CHARACTER = 60_000, 0.5
# The most that a character can weigh, and a line end beyond that.
_HEAVIEST, _LINE_BEYOND = _SIGN - _PER_CHARACTER, _LINE - _SIGN

# What goes on over blank lines: fences, and HTML that ends with a sign of its own (CommonMark 4.5 and 4.6,
# kinds 1 to 5), in lists and quotations too. To see one where there is none is harmless.
_OPENING = late_pattern(
    r"[ \t>*+.)0-9-]*+(?:(?P<fence>`{3,}(?=[^`]*$)|~{3,})"
    r"|<(?P<html>!--|\?|!\[CDATA\[|![A-Z]|(?:script|pre|style|textarea)(?=[\s>]|$)))",
    re.IGNORECASE,
)
_FENCE_END = late_pattern(r"[ \t>]*+(`{3,}|~{3,})[ \t]*$")
_HTML_ENDS = {"!--": "-->", "?": "?>", "![CDATA[": "]]>"}
_ELEMENT_END = late_pattern(r"</(?:script|pre|style|textarea)>", re.IGNORECASE)


def rendered_end(body: str) -> int:
    """The offset of the line from which `body` is shown as written; its length where all of it is rendered.

    No fence and no comment or other raw HTML is cut in two: where the limit lies in one, all of it is shown
    as written.
    """
    # Nearly all bodies are so short that it is enough to know how long they are.
    if len(body) * (_HEAVIEST + _LINE_BEYOND) <= _ROOM:
        return len(body)
    lines = body.count("\n")
    if len(body) * _HEAVIEST + lines * _LINE_BEYOND <= _ROOM or _weight(body, lines) <= _ROOM:
        return len(body)
    return _limit(body)


def with_rest_as_written(document: Document, rest: str, line: int) -> Document:
    """`document` with `rest` below it as written; `line` is the line of the file that `rest` begins on."""
    rest = rest.replace("\0", "\ufffd")
    words = [stripped for written in rest.split("\n") if (stripped := written.strip())]
    return msgspec.structs.replace(
        document,
        # Lines are as long as an author likes, and the theme breaks none in <pre>; neither do feed readers.
        html=f'{document.html}<pre style="white-space: pre-wrap">\n{escape(rest)}</pre>\n',
        text="\n".join([document.text, *words] if document.text else words),
        first_paragraph=document.first_paragraph or next(iter(words), ""),
        as_written_from=line,
    )


def _weight(text: str, lines: int) -> int:
    # Of all ways to count the signs, this one takes the least time by far.
    written = text.encode("utf-8", "surrogatepass")
    return _LINE * lines + _SIGN * (len(written) - len(written.translate(None, _SIGNS)))


def _limit(body: str) -> int:
    """The offset of the first line that is too much, or of the block around it that must stay whole."""
    weight = start = 0
    opened: _Opened | None = None
    for line in body.split("\n"):
        end = start + len(line) + 1
        weight += _weight(line, 1)
        if opened is None and (match := _OPENING.match(line)):
            opened = _Opened(start, match["fence"], (match["html"] or "").upper())
            is_closed = match["fence"] is None and opened.ends_in(line[match.end() :])
        else:
            is_closed = opened is not None and opened.ends_in(line)
        if weight > _ROOM + end * _PER_CHARACTER:
            return opened.start if opened is not None else start
        opened = None if is_closed else opened
        start = end
    return len(body)


class _Opened(msgspec.Struct, frozen=True):
    """A block that began at the offset `start`, with a `fence` or with `html` behind its `<`."""

    start: int
    fence: str | None
    html: str

    def ends_in(self, line: str) -> bool:
        """Whether the block ends in `line`."""
        if self.fence is not None:
            end = _FENCE_END.match(line)
            return end is not None and end[1].startswith(self.fence)
        if self.html[0].isalpha():
            return _ELEMENT_END.search(line) is not None
        return _HTML_ENDS.get(self.html, ">") in line
