"""Finds the passages of a body that repeat earlier ones, and which of them can be removed without loss.

A text is a copy if all its words are in the kept text before it: in one piece, also within a longer paragraph
or across two of them, or sentence by sentence. Short texts, quotes, code and tables recur in ordinary
articles; they are copies only as parts of a longer copy. A title is a copy if nothing of the text below it is
kept. Of a text with new sentences, those that it repeats can be cut out. A second search of the kept text
finds no further copies.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from allforces_site.lint.source.blocks import BlockKind
from allforces_site.lint.source.emptied_sections import with_titles_and_rules
from allforces_site.lint.source.likeness import Copy, Likeness
from allforces_site.lint.source.near_copies import NearCopies
from allforces_site.lint.source.passages import Passage, PassageKind
from allforces_site.lint.source.sections import Section, sections_of
from allforces_site.lint.source.sentence_cuts import cuts_in, rest_of
from allforces_site.lint.source.sentences_again import Comparison, compare
from allforces_site.lint.source.text_so_far import TextSoFar, is_substantial
from allforces_site.text.late_pattern import late_pattern

# A new section with such a title may say again what the article has said.
_SUMMARY = late_pattern(
    r"まとめ|要点|要約|おわりに|終わりに|結び|結論|総括|おさらい|ポイント|振り返|ふりかえ|最後に|summary|conclusion|takeaway|tl;?dr|行で"
)


class Copies(msgspec.Struct, frozen=True):
    """`of` maps numbers of texts to what they repeat; `gone` has the numbers of all passages that can be
    removed, `known_titles` those of titles that are the same as an earlier one."""

    of: dict[int, Copy]
    gone: frozenset[int]
    known_titles: frozenset[int]


def find_copies(passages: Sequence[Passage]) -> Copies:
    """The copies among the passages of one body."""
    search = _Search(passages)
    for section in sections_of(passages):
        search.read(section)
    gone = with_titles_and_rules(passages, search.gone, search.known_titles)
    return Copies(search.of, frozenset(gone), frozenset(search.known_titles))


class _Search:
    """Reads the passages section by section."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.of: dict[int, Copy] = {}
        self.gone: set[int] = set()
        self.known_titles: set[int] = set()
        self._passages = passages
        self._cut: set[int] = set()
        self._original_last: dict[int, int] = {}
        self._kept = TextSoFar()
        self._near = NearCopies()
        self._titles_seen: set[str] = set()
        self._figures_seen: set[str] = set()
        self._open_titles: tuple[str, ...] = ()
        self._end: int | None = None
        self._last_is_gone = False
        self._in_summary = False
        self._last_compared = (-1, 0)
        self._comparison: Comparison | None = None

    def read(self, section: Section) -> None:
        titles = self._titles(section)
        is_again = len(titles) > 0 and not self._open_titles and titles == self._kept.last_titles
        self.known_titles |= {
            index for index in section.titles if self._passages[index].words in self._titles_seen
        }
        self._in_summary = any(
            _SUMMARY.search(self._passages[index].words)
            for index in section.titles
            if index not in self.known_titles
        )
        for index in section.titles:
            self._kept.add_title(self._passages[index])
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
        if is_again and any(index in self.gone or index in self._cut for index in section.texts):
            self.gone |= {*section.titles}  # The section before goes on below its own title.
        self.gone |= {*section.figures} if is_copy else self._following(section)
        self._figures_seen |= {self._passages[index].words for index in section.figures}
        self._titles_seen |= {*titles}
        self._last_is_gone = is_copy

    def _titles(self, section: Section) -> tuple[str, ...]:
        """The titles of a section; one that is there twice in a row can be removed."""
        titles: list[str] = []
        for index in section.titles:
            words = self._passages[index].words
            if titles and titles[-1] == words:
                self.gone.add(index)
            else:
                titles.append(words)
        return tuple(titles)

    def _following(self, section: Section) -> set[int]:
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
            original = self._original(index, end)
            if original is None:
                return False
            end = original[1]
        return True

    def _original(self, index: int, end: int | None) -> tuple[int, int] | None:
        """The span of the kept text that a passage repeats, as a whole or sentence by sentence."""
        passage = self._passages[index]
        at = self._kept.find(passage, end)
        leads_in = self._leads_in(index)
        if at >= 0 and (at == end or not (leads_in or self._is_quote(passage))):
            return at, at + len(passage.words)
        if self._kept.is_last_line(passage):
            return self._kept.end - len(passage.words), self._kept.end
        comparison = None if leads_in else self._compared(index)
        return comparison.span if comparison is not None and comparison.is_copy else None

    def _leads_in(self, index: int) -> bool:
        """Whether it is a single sentence right above new code, as a manual may have above each piece."""
        below = self._passages[index + 1] if index + 1 < len(self._passages) else None
        return (
            below is not None
            and below.block.kind is BlockKind.CODE
            and below.words not in self._figures_seen
            and len(self._passages[index].sentences) == 1
        )

    def _is_quote(self, passage: Passage) -> bool:
        """Whether it is a single sentence of a summary."""
        return self._in_summary and len(passage.sentences) == 1

    def _compared(self, index: int) -> Comparison | None:
        state = index, self._kept.end
        if self._last_compared != state:
            self._last_compared = state
            self._comparison = compare(self._passages[index], self._kept, in_summary=self._in_summary)
        return self._comparison

    def _read_texts(self, section: Section, titles: tuple[str, ...], *, whole: bool) -> None:
        """Marks the copies among the texts, and adds the others to the kept text."""
        open_titles = self._open_titles
        if not whole:
            self._open_titles += titles
        waiting: list[int] = []
        for index in section.texts:
            if waiting and self._passages[waiting[-1]].words == self._passages[index].words:
                self._keep(waiting)
            original = self._original(index, self._end)
            if original is not None:
                start = original[0]
                while waiting and self._kept.ends_at(self._passages[waiting[-1]], start):
                    end, start = start, start - len(self._passages[waiting[-1]].words)
                    self._mark(waiting.pop(), (start, end))
                self._keep(waiting)
                self._mark(index, original)
                self._end = original[1]
                continue
            self._end = None
            waiting.append(index)
            if is_substantial(self._passages[index]):
                self._keep(waiting)
        self._keep(waiting)
        if all(index in self.gone for index in section.texts):
            self._open_titles = open_titles

    def _mark(self, index: int, original: tuple[int, int]) -> None:
        self.gone.add(index)
        first, last = self._kept.passages(*original)
        self._original_last[index] = last
        earlier = self.of.get(first, Copy(first, last))
        self.of[index] = Copy(earlier.first, earlier.last)

    def _keep(self, waiting: list[int]) -> None:
        for index in waiting:
            passage = self._passages[index]
            part = self._part(index)
            near = self._near_copy(index, passage) if part is None or not part.cuts else None
            if copy := near or part:
                self.of[index] = copy
                if copy.cuts:
                    self._cut.add(index)
                    passage = rest_of(passage, copy.cuts)
            self._kept.add(index, passage, self._open_titles)
            self._open_titles = ()
        waiting.clear()

    def _part(self, index: int) -> Copy | None:
        """What a passage repeats that has new sentences too."""
        comparison = self._compared(index)
        if comparison is None or comparison.is_known:
            return None  # One without new sentences has a new link, or may be there twice.
        cuts = cuts_in(comparison)
        if not cuts and not comparison.is_mostly_known:
            return None
        first, last = self._kept.passages(*comparison.span)
        known = len(comparison.places) - comparison.places.count(None)
        counts = known, len(comparison.places)
        words = comparison.passage.words
        stays = len(rest_of(comparison.passage, cuts).words) > len(words) - comparison.characters
        return Copy(first, last, Likeness.PART, counts, comparison.characters, tuple(cuts), stays)

    def _near_copy(self, index: int, passage: Passage) -> Copy | None:
        near = self._near.nearest(index, passage)
        if near is None:
            return None
        # If `near` is itself a copy, its original is the original here too.
        first = self.of.get(near, Copy(near, near))
        return Copy(first.first, first.last, Likeness.NEAR)
