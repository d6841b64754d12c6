"""Which bracket ends the text of a link or picture, found for all brackets of a text in one walk.

markdown-it looks for the end anew at each `[`, a hundred levels deep: a text of nothing but brackets takes
seconds. Here each sign is looked at once, by the algorithm in CommonMark's appendix ("phase 2: look for link
or image"), with markdown-it's own rules for all that is no bracket.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from markdown_it.rules_inline import StateInline

# Pictures in the words of pictures, which are parsed once for each level: what holds more is text.
_MOST_PICTURES = 3
# CommonMark 4.7: a label holds no bracket, and at most 999 characters.
_LABEL = re.compile(r"\[(?:[^\[\]\\]|\\.){0,999}\]", re.DOTALL)


def end_of_label(state: StateInline, start: int) -> int:
    """The position of the `]` that belongs to the `[` at `start` of a label, as in `[text][label]`; or -1."""
    label = _LABEL.match(state.src, start, state.posMax)
    return label.end() - 1 if label else -1


@dataclass(slots=True)
class _Opener:
    """A `[` that waits for its `]`, whether a `!` stands before it, and what its text holds so far:
    a link, and pictures so many levels deep."""

    start: int
    is_image: bool
    holds_link: bool = False
    pictures: int = 0


class LinkBrackets:
    """Where the texts of links end in one inline text, found as far as anybody asked."""

    def __init__(self) -> None:
        self._ends: dict[int, int] = {}
        self._holders: set[int] = set()
        self._openers: list[_Opener] = []

    def end_of_text(self, state: StateInline, start: int, *, may_hold_link: bool) -> int:
        """The position of the `]` that belongs to the `[` at `start`, or -1.

        A text that holds a link ends nowhere, unless it `may_hold_link`.
        """
        if start not in self._ends:
            self._walk(state, start)
        if start in self._holders and not may_hold_link:
            return -1
        return self._ends.get(start, -1)

    def _walk(self, state: StateInline, start: int) -> None:
        """Looks at one sign after the other from `start` on, until it is known where its text ends."""
        position = state.pos
        state.pos = start
        while state.pos < state.posMax and start not in self._ends:
            sign = state.src[state.pos]
            if sign == "[" or (sign == "!" and state.src.startswith("![", state.pos)):
                state.pos += len("![" if sign == "!" else "[")
                self._openers.append(_Opener(state.pos - 1, is_image=sign == "!"))
            elif sign == "]":
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
        """Goes on behind the link or picture that ends here, or behind its `]` where there is none."""
        behind = state.pos
        self._ends[opener.start] = behind - 1 if opener.pictures < _MOST_PICTURES else -1
        if opener.holds_link:
            self._holders.add(opener.start)
        is_image = opener.is_image and self._skips(state, opener.start - 1)
        is_link = not is_image and self._skips(state, opener.start)
        if not is_image and not is_link:
            state.pos = behind
        if self._openers:
            outer = self._openers[-1]
            outer.holds_link |= not is_image and (is_link or opener.holds_link)
            outer.pictures = max(outer.pictures, opener.pictures + is_image)

    def _skips(self, state: StateInline, start: int) -> bool:
        """Whether something is more than a sign at `start`; the state is behind it then."""
        state.pos = start
        state.md.inline.skipToken(state)
        return state.pos > start + 1
