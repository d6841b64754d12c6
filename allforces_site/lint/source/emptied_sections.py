"""What is left when copies are removed: titles without text, rules that separate nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from allforces_site.lint.source.passages import Passage, PassageKind

_SENTENCE_MARKS = ("。", "?", "!")


def with_titles_and_rules(passages: Sequence[Passage], gone: set[int], known: set[int]) -> set[int]:
    """The numbers of passages that can be removed, given copies `gone` and repeated titles `known`."""
    gone = _with_titles(passages, gone, known)
    return gone | _spare_rules(passages, gone)


def _with_titles(passages: Sequence[Passage], gone: set[int], known: set[int]) -> set[int]:
    """Adds to `gone` the titles whose sections become empty.

    A new title that is a sentence is kept with its text: no sentence may be lost.
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
    """The numbers of the passages below a title, up to the next title of its level."""
    for index in range(title + 1, len(passages)):
        if passages[index].kind is PassageKind.TITLE and passages[index].level <= passages[title].level:
            return
        yield index


def _empty_titles(passages: Sequence[Passage], gone: set[int]) -> set[int]:
    """The titles whose sections had passages and keep none."""
    empty = set()
    below: list[
        tuple[int, bool, bool]
    ] = []  # Number of a title; whether its section had, and keeps, any passage.
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
    """Removes the last title from `below`; its passages count for the title above too."""
    title, had_any, keeps_any = below.pop()
    if below:
        above, had_any_above, keeps_any_above = below[-1]
        # A title that was empty from the start is kept, and so is the one above.
        below[-1] = (above, had_any_above or had_any, keeps_any_above or keeps_any or not had_any)
    return {title} if had_any and not keeps_any else set()


def _spare_rules(passages: Sequence[Passage], gone: set[int]) -> set[int]:
    """Rules next to removed texts: all of them at the end, all but one between kept texts."""
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
