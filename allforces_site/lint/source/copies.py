"""Finds the passages of a body that repeat earlier ones, and which of them can be removed without loss.

A text is a copy if all its words are, in one piece, in the kept text before it: also within a longer
paragraph, or across two of them. Short texts, quotes, code and tables recur in ordinary articles; they are
copies only as parts of a longer copy. A title is a copy if nothing of the text below it is kept. A second
search of the kept text finds no further copies.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from allforces_site.lint.source.emptied_sections import with_titles_and_rules
from allforces_site.lint.source.near_copies import NearCopies
from allforces_site.lint.source.passages import Passage, PassageKind
from allforces_site.lint.source.text_so_far import TextSoFar, is_substantial

_TEXTS = (PassageKind.TEXT, PassageKind.QUOTE)


class Copy(msgspec.Struct, frozen=True):
    """The original of a passage: passages number `first` to `last`; word for word if it `is_exact`."""

    first: int
    last: int
    is_exact: bool = True


class Copies(msgspec.Struct, frozen=True):
    """`of` maps numbers of texts to what they repeat; `gone` has the numbers of all passages that can be
    removed, `known_titles` those of titles that are the same as an earlier one."""

    of: dict[int, Copy]
    gone: frozenset[int]
    known_titles: frozenset[int]


def find_copies(passages: Sequence[Passage]) -> Copies:
    """The copies among the passages of one body."""
    search = _Search(passages)
    for section in _sections(passages):
        search.read(section)
    gone = with_titles_and_rules(passages, search.gone, search.known_titles)
    return Copies(search.of, frozenset(gone), frozenset(search.known_titles))


class _Section(msgspec.Struct, frozen=True):
    """The numbers of consecutive titles, and of the texts and figures below them."""

    titles: tuple[int, ...]
    texts: tuple[int, ...]
    figures: tuple[int, ...]


def _sections(passages: Sequence[Passage]) -> Iterator[_Section]:
    titles: list[int] = []
    texts: list[int] = []
    figures: list[int] = []
    for index, passage in enumerate(passages):
        if passage.kind is PassageKind.TITLE:
            if texts or figures:
                yield _Section(tuple(titles), tuple(texts), tuple(figures))
                titles, texts, figures = [], [], []
            titles.append(index)
        elif passage.kind is PassageKind.FIGURE:
            figures.append(index)
        elif passage.kind in _TEXTS:
            texts.append(index)
    yield _Section(tuple(titles), tuple(texts), tuple(figures))


class _Search:
    """Reads the passages section by section."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.of: dict[int, Copy] = {}
        self.gone: set[int] = set()
        self.known_titles: set[int] = set()
        self._passages = passages
        self._original_last: dict[int, int] = {}
        self._kept = TextSoFar()
        self._near = NearCopies()
        self._titles_seen: set[str] = set()
        self._figures_seen: set[str] = set()
        self._open_titles: tuple[str, ...] = ()
        self._end: int | None = None
        self._last_is_gone = False

    def read(self, section: _Section) -> None:
        titles = tuple(self._passages[index].words for index in section.titles)
        self.known_titles |= {
            index for index in section.titles if self._passages[index].words in self._titles_seen
        }
        known_figures = all(self._passages[index].words in self._figures_seen for index in section.figures)
        follow = self._kept.after_titles(self._end, titles) if self._end is not None and titles else self._end
        if section.texts:
            is_copy = known_figures and self._is_copy(section.texts, follow)
            self._end = follow if is_copy else None
            self._read_texts(section, titles, whole=is_copy)
            is_copy = is_copy or (known_figures and all(index in self.gone for index in section.texts))
        else:
            is_copy = self._last_is_gone and known_figures and len(self.known_titles & {*section.titles}) > 0
            self._open_titles += () if is_copy else titles
        self.gone |= {*section.figures} if is_copy else self._following(section)
        self._figures_seen |= {self._passages[index].words for index in section.figures}
        self._titles_seen |= {*titles}
        self._last_is_gone = is_copy

    def _following(self, section: _Section) -> set[int]:
        """The figures that follow a copy in the same way as its original."""
        following: set[int] = set()
        expected = -1
        for index in sorted((*section.texts, *section.figures)):
            if index in self.gone:
                expected = self._original_last[index] + 1
            elif expected >= 0 and self._is_same_figure(index, expected):
                following.add(index)
                expected += 1
            else:
                expected = -1
        return following

    def _is_same_figure(self, index: int, other: int) -> bool:
        one, before = self._passages[index], self._passages[other]
        return one.kind is before.kind is PassageKind.FIGURE and one.words == before.words

    def _is_copy(self, texts: Sequence[int], end: int | None) -> bool:
        """Whether all texts, short ones too, are copies that continue at `end`."""
        for index in texts:
            passage = self._passages[index]
            at = self._kept.find(passage, end)
            if at < 0:
                return False
            end = at + len(passage.words)
        return True

    def _read_texts(self, section: _Section, titles: tuple[str, ...], *, whole: bool) -> None:
        """Marks the copies among the texts, and adds the others to the kept text."""
        open_titles = self._open_titles
        if not whole:
            self._open_titles += titles
        waiting: list[int] = []
        for index in section.texts:
            passage = self._passages[index]
            at = self._kept.find(passage, self._end)
            if at >= 0:
                start = at
                while waiting and self._kept.ends_at(self._passages[waiting[-1]], start):
                    start -= len(self._passages[waiting[-1]].words)
                    self._mark(waiting.pop(), start)
                self._keep(waiting)
                self._mark(index, at)
                if index == section.texts[0] and not open_titles and titles == self._kept.last_titles:
                    self._go_on_below_title(section)
                self._end = at + len(passage.words)
                continue
            self._end = None
            waiting.append(index)
            if is_substantial(passage):
                self._keep(waiting)
        self._keep(waiting)
        if all(index in self.gone for index in section.texts):
            self._open_titles = open_titles

    def _go_on_below_title(self, section: _Section) -> None:
        """Treats the section before as the beginning of this one, whose title then need not match again."""
        self.gone |= {*section.titles}
        self._open_titles = ()

    def _mark(self, index: int, at: int) -> None:
        self.gone.add(index)
        first, last = self._kept.passages(at, len(self._passages[index].words))
        self._original_last[index] = last
        original = self.of.get(first, Copy(first, last))
        self.of[index] = Copy(original.first, original.last)

    def _keep(self, waiting: list[int]) -> None:
        for index in waiting:
            passage = self._passages[index]
            near = self._near.nearest(index, passage)
            if near is not None:
                # If `near` is itself a copy, its original is the original here too.
                first = self.of.get(near, Copy(near, near))
                self.of[index] = Copy(first.first, first.last, is_exact=False)
            self._kept.add(index, passage, self._open_titles)
            self._open_titles = ()
        waiting.clear()
