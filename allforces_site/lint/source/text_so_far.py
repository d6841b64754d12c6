"""The text that is kept while a body is read from its start and copies are removed."""

from __future__ import annotations

from bisect import bisect_right

from allforces_site.lint.source.passages import Passage, PassageKind

# The fewest folded characters of a text that is a copy by itself: shorter ones recur in ordinary articles
# (はい。, a call to action). A part of a longer text needs more, as a short sentence may be quoted; whole
# sentences that are the same to the letter may be shorter.
_SHORTEST_COPY = 30
_SHORTEST_SENTENCE = 16
_SHORTEST_PART = 40
# Separates texts with a title between them, so that no text is found across it.
_TITLE = "\n"


def is_substantial(passage: Passage) -> bool:
    """Whether a passage can be a copy by itself, and not only as part of a longer one."""
    if passage.kind is not PassageKind.TEXT:
        return False
    shortest = _SHORTEST_SENTENCE if passage.words.endswith(("。", "?", "!")) else _SHORTEST_COPY
    return len(passage.words) >= shortest


class TextSoFar:
    """Texts, added in order, that are found by their words."""

    def __init__(self) -> None:
        self._text = ""
        self._starts: list[int] = []
        self._passages: list[int] = []
        self._whole: dict[str, int] = {}
        self._links: set[str] = set()
        self._titles_before: dict[int, tuple[str, ...]] = {}
        self.last_titles: tuple[str, ...] = ()

    def add(self, index: int, passage: Passage, titles: tuple[str, ...]) -> None:
        """Adds passage number `index`, which follows `titles` if there are any."""
        if titles:
            self._text += _TITLE
            self._titles_before[len(self._text)] = titles
            self.last_titles = titles
        self._starts.append(len(self._text))
        self._passages.append(index)
        self._whole.setdefault(passage.words, len(self._text))
        self._text += passage.words
        self._links |= passage.links

    def find(self, passage: Passage, follow: int | None) -> int:
        """The offset of the words of `passage`, or -1. Short ones are found only at `follow`, where a copy
        before ended."""
        if not passage.links <= self._links:
            return -1
        if follow is not None and self._text.startswith(passage.words, follow):
            return follow
        if not is_substantial(passage):
            return -1
        if (at := self._whole.get(passage.words, -1)) >= 0 or len(passage.words) < _SHORTEST_PART:
            return at
        return self._text.find(passage.words)

    def ends_at(self, passage: Passage, at: int) -> bool:
        """Whether the words of `passage` end where `at` begins."""
        begin = at - len(passage.words)
        return begin >= 0 and passage.links <= self._links and self._text.startswith(passage.words, begin)

    def after_titles(self, end: int, titles: tuple[str, ...]) -> int | None:
        """The offset of the text after `titles` if these follow `end`, else None."""
        at = end + len(_TITLE)
        return at if self._titles_before.get(at) == titles else None

    def passages(self, at: int, length: int) -> tuple[int, int]:
        """The numbers of the first and last passage that hold the `length` characters from `at` on."""
        first = bisect_right(self._starts, at) - 1
        last = bisect_right(self._starts, max(at, at + length - 1)) - 1
        return self._passages[first], self._passages[last]
