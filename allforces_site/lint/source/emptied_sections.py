"""What is left when copies are removed: titles without text, lead-ins without their list, rules that separate
nothing."""

from __future__ import annotations

from collections.abc import Sequence

from allforces_site.lint.source.blocks import BlockKind
from allforces_site.lint.source.passages import Passage, PassageKind
from allforces_site.lint.source.sentence_ties import announces_list

_LISTS = (BlockKind.LIST, BlockKind.TABLE, BlockKind.CODE, BlockKind.QUOTE)
_SENTENCE_MARKS = ("。", "?", "!")


def with_titles_and_rules(passages: Sequence[Passage], gone: set[int], known: set[int]) -> set[int]:
    """The numbers of passages that can be removed, given copies `gone` and repeated titles `known`."""
    gone = _with_titles(passages, gone - _parted_lists(passages, gone), known)
    return gone | _spare_rules(passages, gone)


def _parted_lists(passages: Sequence[Passage], gone: set[int]) -> set[int]:
    """The lead-ins and lists of which only one is in `gone`: neither reads alone."""
    parted = set()
    for lead in range(len(passages) - 1):
        pair = {lead, lead + 1}
        is_parted = len(pair & gone) == 1 and passages[lead + 1].block.kind in _LISTS
        if is_parted and passages[lead].kind is PassageKind.TEXT and passages[lead].block.kind not in _LISTS:
            parted |= pair if _announces_list(passages[lead]) else set()
    return parted


def _with_titles(passages: Sequence[Passage], gone: set[int], known: set[int]) -> set[int]:
    """Adds to `gone` the titles whose sections become empty.

    A new title that is a sentence is kept with the first text below it: no sentence may be lost.
    """
    while True:
        empty = _empty_titles(passages, gone)
        needed = [index for index in empty - known if _is_sentence(passages[index])]
        if not needed:
            return gone | empty
        gone = gone - {_first_gone(passages, gone, index) for index in needed}


def _announces_list(passage: Passage) -> bool:
    return bool(passage.sentences) and announces_list(passage.sentences[-1])


def _is_sentence(title: Passage) -> bool:
    return any(mark in title.words for mark in _SENTENCE_MARKS)


def _first_gone(passages: Sequence[Passage], gone: set[int], title: int) -> int:
    """The number of the first text or figure below a title whose section is gone."""
    below = range(title + 1, len(passages))
    return next(index for index in below if index in gone and passages[index].kind is not PassageKind.TITLE)


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
