"""Compares a passage sentence by sentence with the text before it: which of its sentences are there already,
and which of these the new ones do not need."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from allforces_site.lint.source.blocks import BlockKind
from allforces_site.lint.source.passages import Passage, PassageKind
from allforces_site.lint.source.sentence_spans import (
    behind_heads,
    is_ended,
    without_number,
)
from allforces_site.lint.source.sentence_ties import needs_after, needs_before, points_back
from allforces_site.lint.source.text_so_far import TextSoFar

# The fewest folded characters that are a copy and no accident: of sentences; of a single one that begins a
# text of new ones, whose subject it may name; of what repeats the very end of the text before.
_SHORTEST_COPY = 40
_SHORTEST_FIRST = 60
_SHORTEST_ECHO = 16
# The fewest of a sentence behind a heading with its mark.
_SHORTEST_TAIL = 8
# In this share of a passage copies have to be, beside short sentences that are known from anywhere.
_MOST = 0.5

# The span of the original of a sentence in the kept text; that of a heading, which has none.
Place = tuple[int, int]
_HEAD: Place = (-1, -1)


class Row(msgspec.Struct, frozen=True):
    """Known sentences one after the other, number `first` up to before `last`."""

    first: int
    last: int


class Comparison(msgspec.Struct, frozen=True):
    """A passage beside the text before it: for each of its sentences the place of the original, or None. The
    text ends at `end`."""

    passage: Passage
    places: list[Place | None]
    end: int
    has_known_links: bool
    in_summary: bool

    @property
    def characters(self) -> int:
        """How many folded characters are known."""
        return sum(len(words) for words, place in self._pairs() if place is not None)

    @property
    def is_known(self) -> bool:
        """Whether it has no new sentence."""
        return None not in self.places

    @property
    def is_mostly_known(self) -> bool:
        """Whether more of it is known than new."""
        return self.characters >= max(_SHORTEST_COPY, _MOST * len(self.passage.words))

    @property
    def span(self) -> Place:
        """The span of the kept text from the original of the first known sentence to that of the last."""
        known = [place for place in self.places if place is not None and place != _HEAD]
        return min(known)[0], max(end for _, end in known)

    @property
    def is_copy(self) -> bool:
        """Whether all of it is known, and most of it in parts that nobody writes twice by accident."""
        if not self.is_known or not self.has_known_links:
            return False
        long = sum(
            length for length, count in self._parts(0, len(self.places)) if self._is_long(length, count)
        )
        return long >= _MOST * len(self.passage.words)

    def _is_long(self, length: int, count: int) -> bool:
        # A list may sum up an article too.
        may_quote = self.in_summary or self.passage.block.kind is BlockKind.LIST
        return length >= _SHORTEST_COPY and (count > 1 or not may_quote)

    def rows(self) -> Iterator[Row]:
        """The rows of known sentences that are copies, without the sentences that a new one needs."""
        for row in self._known():
            if self._is_no_accident(row):
                rest = self._without_needed(row)
                if rest.last > rest.first:
                    yield rest

    def _known(self) -> Iterator[Row]:
        first = None
        for number, place in enumerate([*self.places, None]):
            if place is None and first is not None:
                yield Row(first, number)
                first = None
            elif place is not None and first is None:
                first = number

    def _is_no_accident(self, row: Row) -> bool:
        if self._is_echo(row):
            return True
        is_first = row.first == 0 and not self.is_mostly_known
        shortest = _SHORTEST_FIRST if is_first and row.last == 1 else _SHORTEST_COPY
        parts = self._parts(row.first, row.last)
        return any(length >= shortest for length, count in parts if count > 1 or not self.in_summary)

    def _is_echo(self, row: Row) -> bool:
        """Whether a passage begins with the end of the text before it, and then goes on."""
        last = self.places[row.last - 1]
        length = sum(map(len, self.passage.sentences[: row.last]))
        return row.first == 0 and last is not None and last[1] == self.end and length >= _SHORTEST_ECHO

    def _without_needed(self, row: Row) -> Row:
        sentences, first, last = self.passage.sentences, row.first, row.last
        if first and needs_after(sentences[first - 1]):
            first += 1
        if last == len(sentences):
            last -= needs_after(sentences[last - 1])
        elif needs_before(sentences[last]) and not self._is_echo(row):
            last -= 1
            # It stays with the one before it, and so on up to one that needs no other.
            needs = needs_before
            while last > first and needs(sentences[last]):
                last, needs = last - 1, points_back
        return Row(first, last)

    def _parts(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        """How many characters and sentences each part has that is one piece of the original."""
        length = count = 0
        end: int | None = None
        for number in range(first, last):
            place = self.places[number]
            if place is not None and place != _HEAD:
                if end is not None and place[0] not in (end, end + 1):
                    yield length, count
                    length = count = 0
                end = place[1]
                length, count = length + place[1] - place[0], count + 1
        yield length, count

    def _pairs(self) -> Iterator[tuple[str, Place | None]]:
        return zip(self.passage.sentences, self.places, strict=True)


def compare(passage: Passage, kept: TextSoFar, *, in_summary: bool = False) -> Comparison | None:
    """Compares a text with the kept text; None if they have too little in common. A summary may quote single
    sentences."""
    sentences = passage.sentences
    if passage.kind is not PassageKind.TEXT or not kept.has_any(sentences):
        return None
    places = [kept.sentence_at(sentence) for sentence in sentences]
    known = sum(len(words) for words, place in zip(sentences, places, strict=True) if place)
    if known < _SHORTEST_ECHO:
        return None
    if None in places:
        places = _in_parts(passage, kept, places)
    return Comparison(passage, places, kept.end, kept.has_links(passage), in_summary)


def _in_parts(passage: Passage, kept: TextSoFar, places: list[Place | None]) -> list[Place | None]:
    """The places with those of sentences that begin with a heading, or of which the passage has one end."""
    found, last = list(places), len(places) - 1
    for number, sentence in enumerate(passage.sentences):
        if found[number] is None:
            found[number] = kept.sentence_at(without_number(sentence)) or kept.below_head(sentence)
        if found[number] is None and number == 0:
            found[number] = kept.tail_at(sentence)
        if found[number] is None and number == last and not is_ended(sentence) and number:
            before = found[number - 1]
            found[number] = kept.beginning_at(sentence, before[1] if before is not None else -1)
    if None in found:
        _below_new_heads(passage, kept, found)
    return found


def _below_new_heads(passage: Passage, kept: TextSoFar, places: list[Place | None]) -> None:
    markdown = passage.block.text
    has_marks = "**" in markdown or "#" in markdown
    for number, span in enumerate(passage.spans or () if has_marks else ()):
        if places[number] is None:
            places[number] = _below_new_head(markdown[slice(*span)], kept)


def _below_new_head(markdown: str, kept: TextSoFar) -> Place | None:
    for tail in behind_heads(markdown):
        if len(tail) >= _SHORTEST_TAIL and (place := kept.sentence_at(tail)) is not None:
            return place
    return None
