"""The name that was meant by one that does not exist, for hints: "did you mean …?" Pure."""

from __future__ import annotations

from collections.abc import Iterable
from unicodedata import normalize

from allforces_site.lookalikes import told_apart

# How much of two names must be the same (0 to 1), where nobody says otherwise: as in Python's difflib.
_ALIKE = 0.6


def nearest_name(name: str, known: Iterable[str], alike: float = _ALIKE) -> str | None:
    """The one of `known` that is most like `name`; None where none is.

    Letter case, width and normal form do not count. First comes the same name, then the same file in another
    folder, then one with another ending (`tea.png` for `tea.jpg`), in the same folder if there is one; then
    the one that shares most letters with it, at least the share `alike` (normalized indel similarity, from 0
    to 1). Of equals the first is taken.
    """
    wanted = _folded(name)
    folded = {other: _folded(other) for other in known}
    with_stem = [other for other, letters in folded.items() if _stem(letters) == _stem(wanted)]
    if with_stem:
        return min(with_stem, key=lambda other: _distance(folded[other], wanted))
    # Imported with the first hint: most builds give none.
    from rapidfuzz import fuzz, process

    found = process.extractOne(wanted, folded, scorer=fuzz.ratio, score_cutoff=alike * 100)
    return found[2] if found is not None else None


def did_you_mean(name: str, near: str) -> str:
    """The hint that `near` was meant by `name`, with what they differ in where both look the same."""
    return f'did you mean "{near}"{told_apart(name, near)}?'


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
