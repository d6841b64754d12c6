"""How a passage repeats an earlier one."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Likeness(StrEnum):
    """How a passage repeats its original: word for word, some of its sentences only, or in other words."""

    EXACT = "exact"
    PART = "part"
    NEAR = "near"


class Copy(msgspec.Struct, frozen=True):
    """The original of a passage: passages number `first` to `last`.

    Of a part, so many `sentences` of all are repeated, with so many `characters`, and `cuts` are the offsets
    in the file of those that can be removed; `stays` is whether any cannot.
    """

    first: int
    last: int
    likeness: Likeness = Likeness.EXACT
    sentences: tuple[int, int] = (0, 0)
    characters: int = 0
    cuts: tuple[tuple[int, int], ...] = ()
    stays: bool = False
