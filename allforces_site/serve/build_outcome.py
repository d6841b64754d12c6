"""What a build means for the server and for open pages, as values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of the author's file; `is_place` marks the one that a problem is about."""

    number: int
    text: str
    is_place: bool


@dataclass(frozen=True, slots=True)
class ShownProblem:
    """An error as the overlay shows it; `place` is `file:line`, as far as they are known."""

    place: str
    message: str
    hint: str | None
    lines: tuple[SourceLine, ...] = ()


@dataclass(frozen=True, slots=True)
class BuildOutcome:
    """What a build changed in the folder that is served; nothing, when it failed and there was a good site.

    `changed` and `removed` are output paths. `files` are all of them, and None where the two say enough.
    `baseurl` is None when nothing was published. `more` counts errors that are not shown.
    """

    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    files: frozenset[str] | None = None
    baseurl: str | None = None
    errors: tuple[ShownProblem, ...] = ()
    more: int = 0
