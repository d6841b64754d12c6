"""The text that is kept while a body is read from its start and copies are removed: found again by its words,
as a whole or sentence by sentence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from allforces_site.lint.source.blocks import ITEM_MARK, BlockKind
from allforces_site.lint.source.passages import Passage, PassageKind
from allforces_site.lint.source.sentence_spans import LONGEST_HEAD, is_ended
from allforces_site.text.late_pattern import late_pattern

# The fewest folded characters of a text that is a copy by itself: shorter ones recur in ordinary articles
# (はい。, a call to action). A part of a longer text needs more, as a short sentence may be quoted; whole
# sentences that are the same to the letter may be shorter.
_SHORTEST_COPY = 30
_SHORTEST_SENTENCE = 16
_SHORTEST_PART = 40
# Separates texts with a title between them, so that no text is found across it.
_TITLE = "\n"
# The fewest characters of a part of a sentence that a block begins with: 的なAI応用技術を…だと考えられます。
_SHORTEST_TAIL = 20
_HEAD_KEY = 2
_SHORTEST_LINE = 8


_LINK = r"(?:\[[^\[\]\n]*\](?:\((?:[^()\n]|\([^()\n]*\))*\)|\[[^\[\]\n]*\])|<?https?://[^\s<>]+>?)"
# Links and nothing else, also as a list: many an article names a page above and below its text.
_LINKS_ALONE = late_pattern(rf"(?:[ \t]*(?:{ITEM_MARK}[ \t]+)?{_LINK}[ \t]*(?:\n|\Z))+")
_SIGNS_OF_LINKS = frozenset(" [<h*-+0123456789")


def is_substantial(passage: Passage) -> bool:
    """Whether a passage can be a copy by itself, and not only as part of a longer one."""
    if passage.kind is not PassageKind.TEXT or _has_only_links(passage.block.text):
        return False
    shortest = _SHORTEST_SENTENCE if passage.words.endswith(("。", "?", "!")) else _SHORTEST_COPY
    return len(passage.words) >= shortest


def _has_only_links(text: str) -> bool:
    return text[:1] in _SIGNS_OF_LINKS and _LINKS_ALONE.fullmatch(text) is not None


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
        self._sentences: dict[str, int] = {}
        self._heads: dict[str, list[str]] = {}

    @property
    def end(self) -> int:
        """The offset after the last text."""
        return len(self._text)

    def add_title(self, title: Passage) -> None:
        """Adds a title, which may be found before a sentence in one line with it."""
        for part in title.sentences:
            self._add_head(part)

    def _add_head(self, words: str) -> None:
        if _HEAD_KEY <= len(words) <= LONGEST_HEAD:
            heads = self._heads.setdefault(words[:_HEAD_KEY], [])
            if words not in heads:
                heads.append(words)

    def add(self, index: int, passage: Passage, titles: tuple[str, ...]) -> None:
        """Adds passage number `index`, which follows `titles` if there are any."""
        if titles:
            self._text += _TITLE
            self._titles_before[len(self._text)] = titles
            self.last_titles = titles
        self._starts.append(len(self._text))
        self._passages.append(index)
        self._whole.setdefault(passage.words, len(self._text))
        self._add_sentences(passage)
        self._text += passage.words
        self._links |= passage.links

    def _add_sentences(self, passage: Passage) -> None:
        sentences, start, at = passage.sentences, len(self._text), 0
        for sentence in sentences:
            at = passage.words.find(sentence, at)
            if at < 0:
                return  # Markup between two sentences: these are found only as a part of the text.
            self._sentences.setdefault(sentence, start + at)
            at += len(sentence)
        if sentences and not is_ended(sentences[-1]):
            self._add_head(sentences[-1])

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

    def has_links(self, passage: Passage) -> bool:
        """Whether all links of `passage` are in the kept text."""
        return passage.links <= self._links

    def has_any(self, sentences: Iterable[str]) -> bool:
        """Whether it has one of some sentences."""
        return not self._sentences.keys().isdisjoint(sentences)

    def sentence_at(self, sentence: str) -> tuple[int, int] | None:
        """The span of a whole sentence, or None."""
        at = self._sentences.get(sentence)
        return None if at is None else (at, at + len(sentence))

    def below_head(self, sentence: str) -> tuple[int, int] | None:
        """The span of a sentence that has headings or lines of the kept text glued before it; (-1, -1) for
        these alone."""
        rest = sentence
        while head := self._head_of(rest):
            rest = rest[len(head) :]
        if not rest:
            return -1, -1
        return self.sentence_at(rest) if rest is not sentence else None

    def tail_at(self, part: str) -> tuple[int, int] | None:
        """The span of the last part of a sentence, or None."""
        at = self._text.find(part) if len(part) >= _SHORTEST_TAIL and is_ended(part) else -1
        return None if at < 0 else (at, at + len(part))

    def beginning_at(self, part: str, follow: int) -> tuple[int, int] | None:
        """The span of the first part of a sentence: at `follow`, or anywhere if it is long."""
        at = follow if follow >= 0 and self._text.startswith(part, follow) else -1
        if at < 0 and len(part) >= _SHORTEST_TAIL:
            at = self._text.find(part)
        return None if at < 0 else (at, at + len(part))

    def _head_of(self, sentence: str) -> str:
        heads = self._heads.get(sentence[:_HEAD_KEY], ())
        return max((head for head in heads if sentence.startswith(head)), key=len, default="")

    def is_last_line(self, passage: Passage) -> bool:
        """Whether a line without an end mark, such as a heading without its own, is there twice in a row."""
        begin = len(self._text) - len(passage.words)
        return (
            len(passage.words) >= _SHORTEST_LINE
            and begin in self._starts[-1:]
            and not is_ended(passage.words)
            and passage.block.kind is BlockKind.PARAGRAPH
            and self.ends_at(passage, len(self._text))
        )

    def ends_at(self, passage: Passage, at: int) -> bool:
        """Whether the words of `passage` end where `at` begins."""
        begin = at - len(passage.words)
        return begin >= 0 and passage.links <= self._links and self._text.startswith(passage.words, begin)

    def after_titles(self, end: int, titles: tuple[str, ...]) -> int | None:
        """The offset of the text after `titles` if these follow `end`, else None."""
        at = end + len(_TITLE)
        return at if self._titles_before.get(at) == titles else None

    def passages(self, start: int, end: int) -> tuple[int, int]:
        """The numbers of the first and last passage that hold the characters from `start` to `end`."""
        first = bisect_right(self._starts, start) - 1
        last = bisect_right(self._starts, max(start, end - 1)) - 1
        return self._passages[first], self._passages[last]
