"""The name that was meant by one that does not exist, for hints: "did you mean …?" Pure."""

from __future__ import annotations

from collections.abc import Iterable
from unicodedata import normalize

from allforces_site.text.lookalikes import distinguished

# How much of two names must be the same (0 to 1), where nobody says otherwise: as in Python's difflib.
_ALIKE = 0.6


# Names that one `NearestNames` compares letter by letter, for all its questions together: a second's work.
_MOST_COMPARED = 3_000_000


def nearest_name(name: str, known: Iterable[str], alike: float = _ALIKE) -> str | None:
    """The one of `known` that is most like `name`, None where none is: `NearestNames` for one question."""
    return NearestNames(known, alike).find(name)


class NearestNames:
    """Finds the names that were meant, among those that are known in one place.

    Letter case, width and normal form do not count. First comes the same name, then the same file in another
    folder, then one with another ending (`tea.png` for `tea.jpg`), in the same folder if there is one; then
    the one that shares most letters with it, at least the share `alike` (normalized indel similarity, from 0
    to 1). Of equals the first is taken.

    Where thousands of names are asked for among thousands, letters are compared for the first of them only:
    what is found is a hint.
    """

    def __init__(self, known: Iterable[str], alike: float = _ALIKE) -> None:
        self._alike = alike
        self._folded = {name: _folded(name) for name in known}
        self._with_stem: dict[str, list[str]] = {}
        for name, letters in self._folded.items():
            self._with_stem.setdefault(_stem(letters), []).append(name)
        self._room = _MOST_COMPARED

    def find(self, name: str) -> str | None:
        """The name that is most like `name`; None where none is."""
        wanted = _folded(name)
        if with_stem := self._with_stem.get(_stem(wanted)):
            return min(with_stem, key=lambda other: _distance(self._folded[other], wanted))
        self._room -= len(self._folded)
        if self._room < 0:
            return None
        # Imported with the first hint: most builds give none.
        from rapidfuzz import fuzz, process

        found = process.extractOne(wanted, self._folded, scorer=fuzz.ratio, score_cutoff=self._alike * 100)
        return found[2] if found is not None else None


def did_you_mean(name: str, near: str) -> str:
    """The hint that `near` was meant by `name`, with what they differ in where both look the same."""
    return f'did you mean "{near}"{distinguished(name, near)}?'


def _folded(name: str) -> str:
    return normalize("NFKC", name).casefold()


def _distance(path: str, wanted: str) -> tuple[bool, bool]:
    """How far a file of the same stem is from the one that is wanted: by its ending, then by its folder."""
    (folder, _, name), (wanted_folder, _, wanted_name) = path.rpartition("/"), wanted.rpartition("/")
    return name != wanted_name, folder != wanted_folder


def _stem(path: str) -> str:
    """A file's name without its ending; for what is no file's name, all of it."""
    name = path.rpartition("/")[2]
    return name.rpartition(".")[0] or name
