"""What a body repeats, as runs of passages that repeat earlier ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from allforces_site.lint.source.conflicts import Conflict, read_conflicts
from allforces_site.lint.source.copies import Copies, find_copies
from allforces_site.lint.source.likeness import Likeness
from allforces_site.lint.source.passages import (
    BOLD_LEVEL,
    Passage,
    PassageKind,
    with_plain_titles,
)
from allforces_site.lint.source.source_file import SourceFile
from allforces_site.messages.message import Message, say


class Run(msgspec.Struct, frozen=True):
    """Consecutive passages that repeat earlier ones.

    `start` is its offset. The lines `first_line` to `last_line` repeat the lines `original_first_line` to
    `original_last_line`, with so many `blocks` and `characters` (folded: without white space and markup);
    `near` of the blocks repeat them only nearly, and of `parts` only some sentences do: so many `sentences`
    of all. `spans` are the offsets of blocks that can be removed without loss, `cuts` those of sentences;
    `stays` is whether any copy cannot.
    """

    start: int
    first_line: int
    last_line: int
    original_first_line: int
    original_last_line: int
    blocks: int
    characters: int
    near: int
    parts: int
    sentences: tuple[int, int]
    spans: tuple[tuple[int, int], ...]
    cuts: tuple[tuple[int, int], ...]
    stays: bool

    @property
    def original(self) -> Message:
        """The lines of the original, in words."""
        first, last = self.original_first_line, self.original_last_line
        return say("line {line}", line=first) if first == last else lines_between(first, last)


def lines_between(first: int, last: int) -> Message:
    """Some lines, by the first and the last of them."""
    return say("lines {first}-{last}", first=first, last=last)


class Repetition(msgspec.Struct, frozen=True):
    """The runs of a body, in order, and the `titles` that it repeats above other text: each with its first
    place and the others."""

    runs: tuple[Run, ...]
    titles: tuple[tuple[Passage, ...], ...]

    @property
    def characters(self) -> int:
        """How many folded characters of the body are repeated."""
        return sum(run.characters for run in self.runs)


# The fewest folded characters of a line in bold that is a title by itself.
_SHORTEST_BOLD_TITLE = 10
# The fewest of a title that an article can have only once, whatever title is above it.
_SAYS_ENOUGH = 15
# Texts with so many first characters in common are not alike by chance.
_OPENING = 12


def repetition_of(source_file: SourceFile) -> Repetition:
    """What a body repeats. Text in a git conflict is left out until the conflict is resolved."""
    return source_file.known(_read)


def _read(source_file: SourceFile) -> Repetition:
    conflicts = [conflict for conflict in read_conflicts(source_file) if conflict.sides]
    passages = source_file.passages
    return _find(tuple(_outside(conflicts, passages)) if conflicts else passages)


def _outside(conflicts: Iterable[Conflict], passages: Iterable[Passage]) -> Iterator[Passage]:
    conflicts = iter(conflicts)
    next_one = next(conflicts, None)
    for passage in passages:
        while next_one is not None and next_one.end <= passage.start:
            next_one = next(conflicts, None)
        if next_one is None or passage.start < next_one.start:
            yield passage


def _find(passages: Sequence[Passage]) -> Repetition:
    copies = find_copies(passages)
    members = tuple(_members(passages, copies))
    runs = tuple(_run(passages, copies, run) for run in members)
    removed = {index for run in members for index in run if index in copies.gone}
    return Repetition(runs, _titles_again(with_plain_titles(passages), removed))


def _members(passages: Sequence[Passage], copies: Copies) -> Iterator[list[int]]:
    """The numbers of the passages of each run."""
    run: list[int] = []
    waiting: list[int] = []  # Titles, rules, figures: later passages decide whether they belong to the run.
    for index, passage in enumerate(passages):
        if index in copies.of:
            if not run:
                waiting = _known(waiting, copies)
            run += [*waiting, index]
            waiting = []
        elif passage.kind in (PassageKind.TITLE, PassageKind.RULE) or index in copies.gone:
            waiting.append(index)
        else:
            if run:
                yield _with_gone(run, waiting, copies)
            run, waiting = [], []
    if run:
        yield _with_gone(run, waiting, copies)


def _known(waiting: list[int], copies: Copies) -> list[int]:
    """The passages before a run from the first one on that is repeated or can be removed."""
    for position, index in enumerate(waiting):
        if index in copies.known_titles or index in copies.gone:
            return waiting[position:]
    return []


def _with_gone(run: list[int], waiting: list[int], copies: Copies) -> list[int]:
    """A run with the passages right after it that are removed with it."""
    return run + [index for index in waiting if index in copies.gone]


def _run(passages: Sequence[Passage], copies: Copies, members: Sequence[int]) -> Run:
    texts = [index for index in members if index in copies.of]
    parts = [copies.of[index] for index in texts if copies.of[index].likeness is Likeness.PART]
    first, last = passages[members[0]], passages[members[-1]]
    originals = [copies.of[index] for index in texts]
    blocks = [index for index in members if passages[index].kind is not PassageKind.RULE]
    spans = [(passages[index].start, passages[index].end) for index in members if index in copies.gone]
    return Run(
        first.start,
        first.line,
        last.last_line,
        min(passages[copy.first].line for copy in originals),
        max(passages[copy.last].last_line for copy in originals),
        len(blocks),
        sum(copies.of[index].characters or len(passages[index].words) for index in texts),
        sum(copies.of[index].likeness is Likeness.NEAR for index in texts),
        len(parts),
        (sum(part.sentences[0] for part in parts), sum(part.sentences[1] for part in parts)),
        tuple(spans),
        tuple(cut for part in parts for cut in part.cuts),
        any(_stays(copies, index) for index in texts),
    )


def _stays(copies: Copies, index: int) -> bool:
    copy = copies.of[index]
    return copy.stays if copy.likeness is Likeness.PART else index not in copies.gone


def _titles_again(passages: Sequence[Passage], removed: set[int]) -> tuple[tuple[Passage, ...], ...]:
    """The repeated titles, each with all its places.

    Short ones may be repeated below another title, and lines in bold that introduce their text (**費用：**)
    in each part of an article, unless the text below begins with the same words too.
    """
    first: dict[str, tuple[Passage, tuple[str, ...], str]] = {}
    places: dict[str, list[Passage]] = {}
    above: list[tuple[int, str, bool]] = []
    for index, passage in enumerate(passages):
        if passage.kind is not PassageKind.TITLE:
            continue
        while above and above[-1][0] >= passage.level:
            above.pop()
        parents = tuple(words for _, words, _ in above)
        opening = _opening(passages, index)
        before, its_parents, its_opening = first.setdefault(passage.words, (passage, parents, opening))
        is_shared = len(passage.words) < _SAYS_ENOUGH and (its_parents != parents or _is_label(passage))
        is_reported = index not in removed and before is not passage
        is_reported = is_reported and (not is_shared or opening == its_opening)
        if is_reported and not any(reported for _, _, reported in above):
            places.setdefault(passage.words, [before]).append(passage)
        above.append((passage.level, passage.words, is_reported))
    return tuple(map(tuple, places.values()))


def _opening(passages: Sequence[Passage], title: int) -> str:
    """The first words below a title."""
    below = passages[title + 1 : title + 2]
    return below[0].words[:_OPENING] if below and below[0].kind is not PassageKind.TITLE else ""


def _is_label(title: Passage) -> bool:
    """Whether a title in bold introduces its text rather than heads it."""
    if title.level < BOLD_LEVEL:
        return False
    return len(title.words) < _SHORTEST_BOLD_TITLE or title.words.endswith((":", "、"))
