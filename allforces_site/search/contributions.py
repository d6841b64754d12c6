"""What one post adds to the index: made once, when the post is read, and kept while it stays the same."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TypeVar

import msgspec

from allforces_site.search.grams import Gram, count_grams

# Where a gram stands in a post, from the least to the best place.
IN_TEXT, OFTEN_IN_TEXT, IN_HEADING, IN_TITLE = range(4)
_OFTEN = 4

# What the blog's writing model left at the ends of texts: no reader looks for it.
_MARKERS = ("---END---",)

# Parts words from each other; no gram holds it.
GRAM = "\x1c"

_AnyGram = TypeVar("_AnyGram", int, str)


class Contribution(msgspec.Struct, frozen=True, array_like=True):
    """What a post adds, by level: pairs of characters as four bytes each, words as one text.

    Nothing here is sorted, looked up or left out: that is done once for all posts (see `shards`), not once
    for each. The bytes are the same on every machine (see `grams`).
    """

    pairs: tuple[bytes, ...] = ()
    words: tuple[str, ...] = ()

    def levels(self) -> Iterator[tuple[int, list[Gram]]]:
        """Each level with its grams, among them pairs that are none; no gram is in two of them."""
        for level, (pairs, words) in enumerate(zip(self.pairs, self.words, strict=True)):
            yield level, memoryview(pairs).cast("I").tolist() + (words.split(GRAM) if words else [])


class Words(msgspec.Struct, frozen=True):
    """What is searched of a post: its `title`, `headings` with the names of its terms, and `text`."""

    title: str
    headings: Sequence[str]
    text: str


def contribution(words: Words) -> Contribution:
    """What a post adds to the index. Takes 2 ms for 14,000 characters."""
    # A line that stands in a text again adds no gram, and a repeated paragraph must not lift a post.
    lines = dict.fromkeys(words.text.split("\n"))
    for marker in _MARKERS:
        lines.pop(marker, None)
    text, headings, title = map(count_grams, ("\n".join(lines), "\n".join(words.headings), words.title))
    return Contribution(
        tuple(array("I", own).tobytes() for own in _by_level(text.pairs, headings.pairs, title.pairs)),
        tuple(map(GRAM.join, _by_level(text.words, headings.words, title.words))),
    )


def _by_level(
    in_text: Counter[_AnyGram], in_headings: Counter[_AnyGram], in_title: Counter[_AnyGram]
) -> tuple[list[_AnyGram], ...]:
    """The grams of each level: each counts for its best place."""
    for above in (in_headings, in_title):
        for gram in above:
            in_text.pop(gram, None)
    once = [gram for gram, count in in_text.items() if count < _OFTEN]
    often = [gram for gram, count in in_text.items() if count >= _OFTEN]
    return once, often, [gram for gram in in_headings if gram not in in_title], list(in_title)
