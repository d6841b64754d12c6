"""Problems of an author's work as values: where, what was found, what was wanted, what to do."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

import msgspec

from allforces_site.messages.message import N_, Message, as_it_is, say, say_plural

# What the system says of a file, a program or a connection, on Linux and macOS, and what `files` says so.
_SYSTEM_ERRORS = frozenset(
    {
        N_(".allforces-tmp in it is a name that the generator uses itself, and is not a folder"),
        N_("a link in the output folder leads out of it"),
        N_("it is a device, which has no end"),
        N_("it is a named pipe, which has no end"),
        N_("Address already in use"),
        N_("Argument list too long"),
        N_("Broken pipe"),
        N_("Cannot allocate memory"),
        N_("Cannot assign requested address"),
        N_("Connection refused"),
        N_("Connection reset by peer"),
        N_("Connection timed out"),
        N_("Device or resource busy"),
        N_("Directory not empty"),
        N_("Disk quota exceeded"),
        N_("Exec format error"),
        N_("File exists"),
        N_("File name too long"),
        N_("File too large"),
        N_("Input/output error"),
        N_("Invalid argument"),
        N_("Invalid cross-device link"),
        N_("Is a directory"),
        N_("Name or service not known"),
        N_("Network is unreachable"),
        N_("No route to host"),
        N_("No space left on device"),
        N_("No such device or address"),
        N_("No such file or directory"),
        N_("Not a directory"),
        N_("Operation not permitted"),
        N_("Operation not supported"),
        N_("Operation timed out"),
        N_("Permission denied"),
        N_("Read-only file system"),
        N_("Stale file handle"),
        N_("Temporary failure in name resolution"),
        N_("Text file busy"),
        N_("Too many levels of symbolic links"),
        N_("Too many open files"),
        N_("nodename nor servname provided, or not known"),
        N_("timed out"),
        N_("two files have this name on this disk"),
    }
)


class Severity(StrEnum):
    """How much a problem weighs.

    An error fails the build; a warning fails it under `--strict`; a note reports a choice
    that was made for the author and never fails.
    """

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


SEVERITY_NAMES = {Severity.ERROR: say("error"), Severity.WARNING: say("warning"), Severity.NOTE: say("note")}


def counted_problems(number: int, severity: Severity) -> Message:
    """The number of problems of a severity, with its noun."""
    match severity:
        case Severity.ERROR:
            return say_plural("{number} error", "{number} errors", number=number)
        case Severity.WARNING:
            return say_plural("{number} warning", "{number} warnings", number=number)
        case Severity.NOTE:
            return say_plural("{number} note", "{number} notes", number=number)


class Replacement(msgspec.Struct, frozen=True):
    """Replaces the characters from `start` to before `end` of a file by `text`.

    Offsets count the characters of the file from 0: a byte order mark is one, a Windows line end two.
    `line`, `column`, `end_line` and `end_column` are the same positions counted from 1, where a byte order
    mark does not count.
    """

    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int
    text: str


class Fix(msgspec.Struct, frozen=True):
    """How `allforces repair --write` fixes a problem.

    `message` says what it does, as an imperative; `replacements` are its changes of the file, in order.
    If `is_partial`, something is left to do by hand.
    """

    message: Message
    replacements: tuple[Replacement, ...]
    is_partial: bool = False


class Problem(msgspec.Struct, frozen=True):
    """A problem to report to the author.

    `file` is relative to the source folder, or a template's name. `line` and `column` count from 1. `code` is
    a stable kebab-case name; `excerpt` is the source line; `hint` says what to do by hand. `fix` is what
    `allforces repair --write` does, None if it does nothing.
    """

    code: str
    severity: Severity
    message: Message
    file: str | None = None
    line: int | None = None
    hint: Message | None = None
    excerpt: str | None = None
    column: int | None = None
    fix: Fix | None = None


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Problems sorted by file, line, column, code and message."""
    by_place: dict[tuple[str, int, int, str], list[Problem]] = {}
    for problem in problems:
        place = (problem.file or "", problem.line or 0, problem.column or 0, problem.code)
        by_place.setdefault(place, []).append(problem)
    # The words of a message are made only where they decide.
    return [
        problem
        for _, alike in sorted(by_place.items())
        for problem in (sorted(alike, key=lambda one: str(one.message)) if len(alike) > 1 else alike)
    ]


def advice(problem: Problem) -> Message | None:
    """What to do about a problem, in one line: its fix by `allforces repair`, or else the hint."""
    if problem.fix is None:
        return problem.hint
    if problem.fix.is_partial:
        return say("{fix}; `allforces repair --write` fixes part of it", fix=problem.fix.message)
    return say("{fix}; `allforces repair --write` fixes it", fix=problem.fix.message)


def error(
    code: str,
    message: Message,
    file: str | None = None,
    line: int | None = None,
    *,
    hint: Message | None = None,
    excerpt: str | None = None,
) -> Problem:
    """A `Problem` that fails the build."""
    return Problem(code, Severity.ERROR, message, file, line, hint, excerpt)


def warning(
    code: str,
    message: Message,
    file: str | None = None,
    line: int | None = None,
    *,
    hint: Message | None = None,
    excerpt: str | None = None,
) -> Problem:
    """A `Problem` that fails a `--strict` build."""
    return Problem(code, Severity.WARNING, message, file, line, hint, excerpt)


def note(
    code: str,
    message: Message,
    file: str | None = None,
    line: int | None = None,
    *,
    hint: Message | None = None,
    excerpt: str | None = None,
) -> Problem:
    """A `Problem` that never fails a build."""
    return Problem(code, Severity.NOTE, message, file, line, hint, excerpt)


def reason_of(exc: OSError) -> Message:
    """What the system says went wrong; the usual errors in the language of whoever reads it."""
    text = exc.strerror or str(exc)
    return Message(text) if text in _SYSTEM_ERRORS else as_it_is(text)


def unreadable(file: str, exc: OSError) -> Problem:
    """The problem that a source file cannot be read."""
    return error(
        "unreadable",
        say("the file cannot be read: {reason}", reason=reason_of(exc)),
        file,
        hint=say("fix its permissions, or exclude it"),
    )


def irregular(file: str) -> Problem:
    """The problem that something in the source is neither a file nor a folder."""
    return warning(
        "irregular-file",
        say("it is not a regular file but a named pipe, a socket or a device; it is not read"),
        file,
        hint=say("put a file in its place, or delete it"),
    )


class SiteError(Exception):
    """A command cannot continue; `problems` are all problems of the phase that failed."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(str(problem.message) for problem in self.problems))
