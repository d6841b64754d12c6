"""A body as a sequence of sections: titles, and what is below them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from allforces_site.lint.source.passages import Passage, PassageKind

_TEXTS = (PassageKind.TEXT, PassageKind.QUOTE)


class Section(msgspec.Struct, frozen=True):
    """The numbers of consecutive titles, and of the texts and figures below them."""

    titles: tuple[int, ...]
    texts: tuple[int, ...]
    figures: tuple[int, ...]


def sections_of(passages: Sequence[Passage]) -> Iterator[Section]:
    titles: list[int] = []
    texts: list[int] = []
    figures: list[int] = []
    for index, passage in enumerate(passages):
        if passage.kind is PassageKind.TITLE:
            if texts or figures:
                yield Section(tuple(titles), tuple(texts), tuple(figures))
                titles, texts, figures = [], [], []
            titles.append(index)
        elif passage.kind is PassageKind.FIGURE:
            figures.append(index)
        elif passage.kind in _TEXTS:
            texts.append(index)
    yield Section(tuple(titles), tuple(texts), tuple(figures))
