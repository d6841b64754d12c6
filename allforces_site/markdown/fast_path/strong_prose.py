"""Renders text whose only markup is `**strong**` in one step: nine of ten paragraphs of Japanese prose.

This is not another grammar: the result equals that of the inline rules, which a property test checks.
All other texts are left to those rules.
"""

from __future__ import annotations

import re

from allforces_site.markdown.characters import is_variation_selector
from allforces_site.markdown.cjk import flanking
from allforces_site.markdown.fast_path.plain_lines import Prose
from allforces_site.markdown.features import INLINE_MARKUP
from allforces_site.text.segment_breaks import break_vanishes

# Tried in this order, each much cheaper than the next: any markup at all; markup that only the inline
# rules understand; stars that are not in pairs, and spaces beside a line break.
_MARKUP = re.compile(rf"[\n{INLINE_MARKUP}]")
_OTHER_MARKUP = re.compile(rf"[{INLINE_MARKUP.replace(re.escape('*'), '')}]")
_OTHER_STARS = re.compile(r"(?<!\*)\*(?!\*)|\*\*\*|[ \t]\n|\n[ \t]")
_MARK = "**"


def read_prose(content: str) -> Prose | None:
    """Returns `content` as HTML and text if its only markup is `**`, else None."""
    if _MARKUP.search(content) is None:
        return Prose(_escaped(content), content)
    if _OTHER_MARKUP.search(content) is not None or _OTHER_STARS.search(content) is not None:
        return None
    roles = _roles(content)
    pieces = content.split(_MARK)
    if "\n" in content:
        pieces = _joined_lines(pieces, roles)
    html = _marked([_escaped(piece) for piece in pieces], roles, "<strong>", "</strong>")
    return Prose(html, _marked(pieces, roles, "", "").replace("\n", " "))


def _escaped(content: str) -> str:
    """Escapes `content` for HTML. It holds no `&` or `<`, which count as markup."""
    if ">" in content:
        content = content.replace(">", "&gt;")
    return content.replace('"', "&quot;") if '"' in content else content


def _roles(content: str) -> list[int]:
    """Returns for each `**` whether it opens (1), closes (-1) or is text (0).

    The algorithm is CommonMark's delimiter stack. All runs are two characters long, so neither their lengths
    nor the rule of three matter.
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


def _joined_lines(pieces: list[str], roles: list[int]) -> list[str]:
    """Returns the pieces without the line breaks that must not show (see `segment_breaks`).

    A `**` that opens or closes is invisible; as text it is a star, which is not wide.
    """
    joined = []
    for index, piece in enumerate(pieces):
        if "\n" in piece:
            before = pieces[index - 1] if index > 0 and roles[index - 1] else ""
            after = pieces[index + 1] if index < len(roles) and roles[index] else ""
            piece = _joined_piece(piece.split("\n"), before, after)
        joined.append(piece)
    return joined


def _joined_piece(lines: list[str], before: str, after: str) -> str:
    parts = [lines[0]]
    for index, line in enumerate(lines[1:], 1):
        left = lines[index - 1] or (before if index == 1 else "")
        right = line or (after if index == len(lines) - 1 else "")
        parts.append("" if break_vanishes(last_char(left), right[:1]) else "\n")
        parts.append(line)
    return "".join(parts)


def last_char(text: str) -> str:
    """Returns the last character of `text` that is not a variation selector, or "" if `text` is empty."""
    return text[-2] if len(text) > 1 and is_variation_selector(text[-1]) else text[-1:]


def _marked(pieces: list[str], roles: list[int], opening: str, closing: str) -> str:
    signs = (_MARK, opening, closing)  # by role; -1 is the last
    parts = [pieces[0]]
    for role, piece in zip(roles, pieces[1:], strict=True):
        parts.append(signs[role])
        parts.append(piece)
    return "".join(parts)
