"""Finds the name that was probably meant by one that does not exist, for hints: "did you mean …?" Pure."""

from __future__ import annotations

from collections.abc import Iterable
from unicodedata import normalize

from allforces_site.messages.message import Message, say
from allforces_site.text.lookalikes import distinguished

# The default similarity (0 to 1) that two names must have, as in Python's difflib.
_ALIKE = 0.6


# How many names one `NearestNames` compares letter by letter in all its searches: a second's work.
_MOST_COMPARED = 3_000_000


def nearest_name(name: str, known: Iterable[str], alike: float = _ALIKE) -> str | None:
    """Returns the name of `known` that is most like `name`, or None: `NearestNames` for a single search."""
    return NearestNames(known, alike).find(name)


class NearestNames:
    """Finds names that were probably meant, among `known` ones.

    Letter case, width and normal form do not count. Best is the same name, then the same file in another
    folder, then a file with another ending (`tea.png` for `tea.jpg`), if possible in the same folder; then
    the name that shares most letters, with a similarity of at least `alike` (normalized indel similarity,
    from 0 to 1). Of equals the first is returned.

    When thousands of names are searched among thousands, letters are compared for the first of them only,
    because the result is just a hint.
    """

    def __init__(self, known: Iterable[str], alike: float = _ALIKE) -> None:
        self._alike = alike
        self._folded = {name: _folded(name) for name in known}
        self._with_stem: dict[str, list[str]] = {}
        for name, letters in self._folded.items():
            self._with_stem.setdefault(_stem(letters), []).append(name)
        self._room = _MOST_COMPARED

    def find(self, name: str) -> str | None:
        """Returns the name that is most like `name`, or None."""
        wanted = _folded(name)
        if with_stem := self._with_stem.get(_stem(wanted)):
            return min(with_stem, key=lambda other: _distance(self._folded[other], wanted))
        self._room -= len(self._folded)
        if self._room < 0:
            return None
        # Imported with the first hint, because most builds give none.
        from rapidfuzz import fuzz, process

        best = process.extractOne(wanted, self._folded, scorer=fuzz.ratio, score_cutoff=self._alike * 100)
        return best[2] if best is not None else None


def did_you_mean(name: str, near: str) -> Message:
    """Returns the hint that `near` was meant by `name`, with their difference if both look the same."""
    return say('did you mean "{near}"{difference}?', near=near, difference=distinguished(name, near))


def _folded(name: str) -> str:
    return normalize("NFKC", name).casefold()


def _distance(path: str, wanted: str) -> tuple[bool, bool]:
    """Returns a sort key for files of the same stem: the same ending first, then the same folder."""
    (folder, _, name), (wanted_folder, _, wanted_name) = path.rpartition("/"), wanted.rpartition("/")
    return name != wanted_name, folder != wanted_folder


def _stem(path: str) -> str:
    """Returns the file name without its ending; all of a name that has no ending."""
    name = path.rpartition("/")[2]
    return name.rpartition(".")[0] or name
