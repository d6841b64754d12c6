"""What copies leave behind when they go: titles without text, lines that part nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from allforces_site.lint.source.passages import Passage, PassageKind

_SENTENCE_MARKS = ("。", "?", "!")


def with_titles_and_rules(passages: Sequence[Passage], gone: set[int], known: set[int]) -> set[int]:
    """The numbers of the passages that can go, when copies are `gone` and `known` titles stand before."""
    gone = _with_titles(passages, gone, known)
    return gone | _spare_rules(passages, gone)


def _with_titles(passages: Sequence[Passage], gone: set[int], known: set[int]) -> set[int]:
    """What can go, with the titles below which nothing stays.

    A new title that is a sentence stays, and its text with it: no sentence may be lost.
    """
    while True:
        empty = _empty_titles(passages, gone)
        needed = [index for index in empty - known if _is_sentence(passages[index])]
        if not needed:
            return gone | empty
        gone = gone.difference(*(_below(passages, index) for index in needed))


def _is_sentence(title: Passage) -> bool:
    return any(mark in title.words for mark in _SENTENCE_MARKS)


def _below(passages: Sequence[Passage], title: int) -> Iterator[int]:
    """The numbers of what stands below a title, up to the next of its level."""
    for index in range(title + 1, len(passages)):
        if passages[index].kind is PassageKind.TITLE and passages[index].level <= passages[title].level:
            return
        yield index


def _empty_titles(passages: Sequence[Passage], gone: set[int]) -> set[int]:
    """Titles below which something stood, up to the next of their level, and nothing stays."""
    empty = set()
    below: list[tuple[int, bool, bool]] = []  # Number of a title; whether anything stood, and stays, below.
    for index, passage in enumerate(passages):
        if passage.kind is PassageKind.RULE:
            continue
        if passage.kind is PassageKind.TITLE:
            while below and passages[below[-1][0]].level >= passage.level:
                empty |= _closed(below)
            below.append((index, False, False))
        elif below:
            title, _, stays = below[-1]
            below[-1] = (title, True, stays or index not in gone)
    while below:
        empty |= _closed(below)
    return empty


def _closed(below: list[tuple[int, bool, bool]]) -> set[int]:
    """Takes the last title off; what stood below it stood below the one above it too."""
    title, stood, stays = below.pop()
    if below:
        above, stood_above, stays_above = below[-1]
        # A title that was empty from the start stays, and with it the one above.
        below[-1] = (above, stood_above or stood, stays_above or stays or not stood)
    return {title} if stood and not stays else set()


def _spare_rules(passages: Sequence[Passage], gone: set[int]) -> set[int]:
    """Lines that part texts, of which one or both are gone: all at the end, all but one between others."""
    spare: set[int] = set()
    rules: list[int] = []
    lost = False
    for index, passage in enumerate(passages):
        if passage.kind is PassageKind.RULE:
            rules.append(index)
        elif index in gone:
            lost = True
        else:
            spare |= {*rules[1:]} if lost else set()
            rules, lost = [], False
    return spare | ({*rules} if lost else set())
