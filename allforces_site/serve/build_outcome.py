"""The outcome of a build for the server and for open pages."""

from __future__ import annotations

from dataclasses import dataclass

from allforces_site.messages.message import ENGLISH


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of the author's file; `is_place` marks the line of the problem."""

    number: int
    text: str
    is_place: bool


@dataclass(frozen=True, slots=True)
class ShownProblem:
    """An error as the overlay shows it; `place` is `file:line`, as far as known, `hint` a whole line."""

    place: str
    message: str
    hint: str | None
    lines: tuple[SourceLine, ...] = ()


@dataclass(frozen=True, slots=True)
class BuildOutcome:
    """What a build changed in the served folder; nothing if it failed and there was a good site.

    `changed` and `removed` are output paths. `files` are all output paths, or None if they follow from these
    two and the files before. `baseurl` is None if nothing was published. `more` is the number of errors that
    are not in `errors`. `lang` is the language of the overlay and of the server's own pages.
    """

    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    files: frozenset[str] | None = None
    baseurl: str | None = None
    errors: tuple[ShownProblem, ...] = ()
    more: int = 0
    lang: str = ENGLISH
