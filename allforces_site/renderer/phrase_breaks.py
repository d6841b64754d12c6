"""Where a Japanese title may break: between phrases (bunsetsu), as BudouX finds them.

Browsers break Japanese between any two characters; only Chromium can look for phrases by itself
(`word-break: auto-phrase`), and does so at each visit. BudouX (https://github.com/google/budoux,
Apache-2.0) has the model that Chromium uses. It takes 2 µs a character: each title is asked for once.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from budoux import Parser

# What ends a line rather than beginning one: brackets, stops, and what parts a title from its subtitle.
_ENDS_A_LINE = re.compile(r"[｜|／/：:・―—–〜~、。！？!?）」』】〉》\])\s]+")
_PARTS = re.compile(r"(?<=[｜|])(?=[^｜|])")

# BudouX was trained on running text and breaks some numbers (`202|6年`): a number goes with what it counts.
_DIGITS = frozenset("0123456789０１２３４５６７８９,.，．")

_ZERO_WIDTH_SPACE = "\u200b"


class PhraseBreaks:
    """Marks the phrases of titles on a Japanese site; on others, titles stay as they are."""

    def __init__(self, language: str) -> None:
        self._is_japanese = language.lower().partition("-")[0] == "ja"
        self._made: dict[str, str] = {}
        self._parser: Parser | None = None

    def __call__(self, title: str) -> str:
        """`title` as HTML with `<wbr>` between its phrases, or as it is where it has only one.

        The style keeps the rest together: `<span class="phrases">`.
        """
        if not self._is_japanese or title.isascii():
            return title
        made = self._made.get(title)
        if made is None:
            made = self._made[title] = _marked_up(self.phrases(title)) or title
        return made

    def phrases(self, title: str) -> list[str]:
        """The phrases of a Japanese title; together they are the title."""
        if self._parser is None:
            # Takes 5 ms: not for a build that shows no title.
            from budoux import load_default_japanese_parser

            self._parser = load_default_japanese_parser()
        return _joined(self._parser.parse(title))


def _joined(chunks: list[str]) -> list[str]:
    """BudouX's phrases without breaks inside numbers and Latin words, nor before what ends a line."""
    phrases = chunks[:1]
    for chunk in chunks[1:]:
        last, first = phrases[-1][-1], chunk[0]
        if last in _DIGITS or (last.isascii() and last.isalnum() and first.isascii() and first.isalnum()):
            phrases[-1] += chunk
        elif closing := _ENDS_A_LINE.match(chunk):
            phrases[-1] += closing[0]
            phrases += filter(None, [chunk[closing.end() :]])
        else:
            phrases.append(chunk)
    return [part for phrase in phrases for part in _PARTS.split(phrase)]


def _marked_up(phrases: list[str]) -> str | None:
    if len(phrases) == 1:
        return None
    escaped = str(escape(_ZERO_WIDTH_SPACE.join(phrases)))
    return Markup(f'<span class="phrases">{escaped.replace(_ZERO_WIDTH_SPACE, "<wbr>")}</span>')
