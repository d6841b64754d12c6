"""Finds the bracket that ends the text of each link or picture, for all brackets of a text in one pass.

markdown-it searches again at each `[`, up to a hundred levels deep: a text of nothing but brackets takes
seconds. Here each character is read once, by the algorithm in CommonMark's appendix ("phase 2: look for
link or image"), with markdown-it's own rules for everything but brackets.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from markdown_it.rules_inline import StateInline

# How deep pictures may be nested in the texts of pictures, which are parsed once for each level.
_MOST_PICTURES = 3
# CommonMark 4.7: a label holds no bracket, and at most 999 characters.
_LABEL = re.compile(r"\[(?:[^\[\]\\]|\\.){0,999}\]", re.DOTALL)


def end_of_label(state: StateInline, start: int) -> int:
    """Returns the position of the `]` of the label that begins at `start`, as in `[text][label]`; or -1."""
    label = _LABEL.match(state.src, start, state.posMax)
    return label.end() - 1 if label else -1


@dataclass(slots=True)
class _Opener:
    """A `[` whose `]` is not found yet. `is_image`: a `!` is before it; `pictures`: how deep pictures are
    nested in its text so far."""

    start: int
    is_image: bool
    holds_link: bool = False
    pictures: int = 0


class LinkBrackets:
    """Finds where the texts of links end in one inline text; reads it only as far as was asked for."""

    def __init__(self) -> None:
        self._ends: dict[int, int] = {}
        self._starts_with_link: set[int] = set()
        self._openers: list[_Opener] = []

    def end_of_text(self, state: StateInline, start: int, *, may_hold_link: bool) -> int:
        """Returns the position of the `]` that belongs to the `[` at `start`, or -1.

        It is -1 also for a text that holds a link, unless `may_hold_link`.
        """
        if start not in self._ends:
            self._walk(state, start)
        if start in self._starts_with_link and not may_hold_link:
            return -1
        return self._ends.get(start, -1)

    def _walk(self, state: StateInline, start: int) -> None:
        """Reads one character after the other from `start` on, until the end of its text is known."""
        position = state.pos
        state.pos = start
        while state.pos < state.posMax and start not in self._ends:
            char = state.src[state.pos]
            if char == "[" or (char == "!" and state.src.startswith("![", state.pos)):
                state.pos += len("![" if char == "!" else "[")
                self._openers.append(_Opener(state.pos - 1, is_image=char == "!"))
            elif char == "]":
                state.pos += 1
                if self._openers:
                    self._close(state, self._openers.pop())
            else:
                state.md.inline.skipToken(state)
        for opener in self._openers:
            self._ends[opener.start] = -1
        self._openers.clear()
        state.pos = position

    def _close(self, state: StateInline, opener: _Opener) -> None:
        """Moves the state behind the link or picture of `opener`, or behind its `]` if it is neither."""
        after_bracket = state.pos
        self._ends[opener.start] = after_bracket - 1 if opener.pictures < _MOST_PICTURES else -1
        if opener.holds_link:
            self._starts_with_link.add(opener.start)
        is_image = opener.is_image and self._skip_span(state, opener.start - 1)
        is_link = not is_image and self._skip_span(state, opener.start)
        if not is_image and not is_link:
            state.pos = after_bracket
        if self._openers:
            outer = self._openers[-1]
            outer.holds_link |= not is_image and (is_link or opener.holds_link)
            outer.pictures = max(outer.pictures, opener.pictures + is_image)

    def _skip_span(self, state: StateInline, start: int) -> bool:
        """Moves the state behind what begins at `start`; returns whether that is more than one character."""
        state.pos = start
        state.md.inline.skipToken(state)
        return state.pos > start + 1
