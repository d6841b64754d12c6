"""Text whose only markup is `**strong**`, at once: two paragraphs of three in Japanese prose are no more.

Not another grammar: for texts it takes, the result equals that of the inline rules, which a property
test holds; all other texts it leaves to them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from allforces_site.markdown.characters import is_variation_selector, joins_lines
from allforces_site.markdown.cjk import flanking

# Asked in this order, each much cheaper than the next: any markup at all; markup that only the inline
# rules understand; stars that are not in pairs, and stars or spaces beside a line break.
_MARKUP = re.compile(r"[\n!&*<\[\\\]_`{~]")
_OTHER_MARKUP = re.compile(r"[!&<\[\\\]_`{~]")
_OTHER_STARS = re.compile(r"(?<!\*)\*(?!\*)|\*\*\*|[ \t*]\n|\n[ \t*]")
_MARK = "**"


@dataclass(slots=True)
class Prose:
    """A paragraph's inside as HTML, and as the text a reader sees."""

    html: str
    text: str


def read_prose(content: str) -> Prose | None:
    """What `content` becomes when it holds no markup but `**`; None where it holds other markup."""
    if _MARKUP.search(content) is None:
        return Prose(_escaped(content), content)
    if _OTHER_MARKUP.search(content) is not None or _OTHER_STARS.search(content) is not None:
        return None
    if "\n" in content:
        content = _joined_lines(content)
    html = _escaped(content)
    if _MARK not in content:
        return Prose(html, content.replace("\n", " "))
    roles = _roles(content)
    text = _marked(content, roles, "", "").replace("\n", " ")
    return Prose(_marked(html, roles, "<strong>", "</strong>"), text)


def _escaped(content: str) -> str:
    """`content` with what HTML needs escaped; `&` and `<` are markup, and not in it."""
    if ">" in content:
        content = content.replace(">", "&gt;")
    return content.replace('"', "&quot;") if '"' in content else content


def _joined_lines(content: str) -> str:
    """`content` without the line breaks between two wide characters (see `line_breaks`)."""
    lines = content.split("\n")
    joined = [lines[0]]
    for before, line in pairwise(lines):
        last = before[-2] if len(before) > 1 and is_variation_selector(before[-1]) else before[-1:]
        joined.append("" if last and line and joins_lines(last) and joins_lines(line[0]) else "\n")
        joined.append(line)
    return "".join(joined)


def _roles(content: str) -> list[int]:
    """For each `**` whether it opens (1), closes (-1) or is text (0): CommonMark's delimiter stack.

    All runs are two long, so that neither their lengths nor the rule of three matters.
    """
    roles: list[int] = []
    openers: list[int] = []
    start = content.find(_MARK)
    while start >= 0:
        can_open, can_close = flanking(content, start, start + 2, len(content))
        if can_close and openers:
            roles[openers.pop()] = 1
            roles.append(-1)
        else:
            if can_open:
                openers.append(len(roles))
            roles.append(0)
        start = content.find(_MARK, start + 2)
    return roles


def _marked(text: str, roles: list[int], opening: str, closing: str) -> str:
    signs = (_MARK, opening, closing)  # by role; -1 is the last
    pieces = text.split(_MARK)
    parts = [pieces[0]]
    for role, piece in zip(roles, pieces[1:], strict=True):
        parts.append(signs[role])
        parts.append(piece)
    return "".join(parts)
