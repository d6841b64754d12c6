"""The source lines around a problem, for the overlay."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from allforces_site.errors import Problem, advice
from allforces_site.files.regular_files import read_regular
from allforces_site.messages.message import ENGLISH, in_language, say
from allforces_site.serve.build_outcome import ShownProblem, SourceLine

_LINES_AROUND = 2
_MAX_BYTES = 2_000_000
_MAX_CHARACTERS = 200
_TEMPLATES = "templates/"


def shown_problem(
    problem: Problem, source: Path, template_folders: Iterable[Path], lang: str = ENGLISH
) -> ShownProblem:
    """A problem in a language with its place, as on the terminal, and the lines around it."""
    file = _file_of(problem, source, template_folders)
    lines = _lines_around(file, problem.line) if file is not None and problem.line else ()
    if not lines and problem.excerpt and problem.line:
        lines = (SourceLine(problem.line, problem.excerpt[:_MAX_CHARACTERS], is_place=True),)
    hint = advice(problem)
    hint_line = say("hint: {hint}", hint=hint) if hint is not None else None
    return ShownProblem(
        _place(problem, source),
        in_language(problem.message, lang),
        in_language(hint_line, lang) if hint_line is not None else None,
        lines,
    )


def _place(problem: Problem, source: Path) -> str:
    if problem.file is None:
        return ""
    is_template = problem.file.startswith(_TEMPLATES)
    file = problem.file if is_template else (source / problem.file).as_posix()
    return f"{file}:{problem.line}" if problem.line else file


def _file_of(problem: Problem, source: Path, template_folders: Iterable[Path]) -> Path | None:
    if problem.file is None:
        return None
    if problem.file.startswith(_TEMPLATES):
        name = problem.file.removeprefix(_TEMPLATES)
        return next((folder / name for folder in template_folders if (folder / name).is_file()), None)
    return source / problem.file


def _lines_around(file: Path, line: int) -> tuple[SourceLine, ...]:
    try:
        if file.stat().st_size > _MAX_BYTES:
            return ()
        text = read_regular(file).decode("utf-8-sig", "replace").replace("\r\n", "\n")
    except OSError:
        return ()
    lines = text.removesuffix("\n").split("\n")
    if line > len(lines):
        return ()
    first, last = max(1, line - _LINES_AROUND), min(len(lines), line + _LINES_AROUND)
    return tuple(
        SourceLine(number, lines[number - 1][:_MAX_CHARACTERS], is_place=number == line)
        for number in range(first, last + 1)
    )
