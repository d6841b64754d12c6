"""Which findings of a check are reported: those of some rules, below some paths, in changed files."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from unicodedata import normalize

import msgspec

from allforces_site.errors import Problem, Severity
from allforces_site.lint.problem_codes import PROBLEMS
from allforces_site.lint.registry import RULE_OF
from allforces_site.lint.severity import KNOWN_NAMES, codes_named, unknown_hint
from allforces_site.messages.message import Message, say
from allforces_site.text.lookalikes import distinguished
from allforces_site.text.nearest_names import nearest_name

# The code of links to missing pages of other sites, which are checked only on request.
EXTERNAL = "external-link"

# Folders whose names start with this are not suggested.
_HIDDEN = "."


class UnknownChoiceError(Exception):
    """A path or rule that does not exist; `message` names it and the nearest one that does."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


class Selection(msgspec.Struct, frozen=True):
    """What is reported.

    `codes` are the rules that run; None means all, and that no problem is left out because of its code.
    `problems` are the codes of problems with reading the site that are reported. Errors in reading it always
    are, because no rule can check a file that cannot be read, unless their code is in `ignored`. `paths` are
    files and folders and `changed` files, relative to the source; None does not limit. With `external`, links
    to other sites are checked. `chosen` are the rules that are named, which run even if they are optional.
    """

    codes: frozenset[str] | None = None
    paths: tuple[str, ...] | None = None
    changed: frozenset[str] | None = None
    external: bool = False
    problems: frozenset[str] = frozenset()
    ignored: frozenset[str] = frozenset()
    chosen: frozenset[str] = frozenset()

    @property
    def is_all(self) -> bool:
        """Whether nothing is left out."""
        return self.codes is None and self.paths is None and self.changed is None

    def includes(self, problem: Problem) -> bool:
        """Whether a problem is reported."""
        return self._has_code(problem) and self.includes_file(problem.file)

    def covers(self, code: str) -> bool:
        """Whether this check would find all problems with this code."""
        if code == EXTERNAL:
            return self.external and self.paths is None and self.changed is None
        return self.codes is None or code in self.codes or code not in RULE_OF

    def _has_code(self, problem: Problem) -> bool:
        if self.codes is None:
            return True
        if problem.code in self.ignored:
            return False
        if problem.code in self.codes or problem.code in self.problems or problem.code == EXTERNAL:
            return True
        return problem.code not in RULE_OF and problem.severity is Severity.ERROR

    def includes_file(self, file: str | None) -> bool:
        """Whether problems of a file are reported; None stands for problems without a file."""
        if self.changed is not None and file not in self.changed:
            return False
        if self.paths is None:
            return True
        return file is not None and any(
            file == path or path == "" or file.startswith(f"{path}/") for path in self.paths
        )


def chosen_codes(select: Iterable[str], ignore: Iterable[str]) -> frozenset[str] | None:
    """The rules that `--select` and `--ignore` choose; None for all. Raises `UnknownChoiceError`."""
    return _chosen(select, ignore, RULE_OF.keys())


def chosen_rules(select: Iterable[str]) -> frozenset[str]:
    """The rules that `--select` names. Raises `UnknownChoiceError`."""
    return named_codes(select) & RULE_OF.keys()


def chosen_problems(select: Iterable[str], ignore: Iterable[str]) -> frozenset[str]:
    """The codes of problems with reading a site that `--select` and `--ignore` choose."""
    chosen = _chosen(select, ignore, PROBLEMS.keys())
    return frozenset(PROBLEMS) if chosen is None else chosen


def named_codes(given: Iterable[str]) -> frozenset[str]:
    """The codes of rules and problems that an option names; a family stands for its rules.

    Raises `UnknownChoiceError`.
    """
    names = {name for text in given for name in map(str.strip, text.split(",")) if name}
    for name in sorted(names - {*KNOWN_NAMES} - PROBLEMS.keys()):
        hint = unknown_hint(name, [*KNOWN_NAMES, *PROBLEMS])
        raise UnknownChoiceError(say('there is no rule "{code}"; {hint}', code=name, hint=hint))
    return frozenset(code for name in names for code in codes_named(name))


def _chosen(select: Iterable[str], ignore: Iterable[str], known: Collection[str]) -> frozenset[str] | None:
    selected, ignored = named_codes(select), named_codes(ignore)
    if not selected and not ignored:
        return None
    return frozenset(known) & (selected or frozenset(known)) - ignored


def chosen_path(path: Path, source: Path) -> str:
    """A path relative to the source; `path` is relative to the working directory or to the source.

    Raises `UnknownChoiceError` if it does not exist or is outside the source.
    """
    existing = [place for place in (path, source / path) if os.path.lexists(place)]
    for place in existing:
        relative = _below(place, source)
        if relative is not None:
            return "" if relative == "." else normalize("NFC", relative)
    if existing:
        raise UnknownChoiceError(say("{path} is outside {folder}", path=str(path), folder=str(source)))
    raise UnknownChoiceError(_does_not_exist(path, source))


def _below(place: Path, source: Path) -> str | None:
    """`place` relative to `source`; a link inside the source keeps its own name, not its target's."""
    for absolute in (os.path.abspath, os.path.realpath):
        try:
            return Path(absolute(place)).relative_to(absolute(source)).as_posix()
        except ValueError:
            continue
    return None


def _does_not_exist(path: Path, source: Path) -> Message:
    files = {
        spelled: file
        for file in map(os.fspath, _files(source))
        for spelled in (file, os.path.relpath(file, source))
    }
    name = os.fspath(path)
    near = nearest_name(name, files)
    if near is None:
        return say("{path} does not exist", path=name)
    return say(
        "{path} does not exist; did you mean {file}{difference}?",
        path=name,
        file=files[near],
        difference=distinguished(name, near),
    )


def _files(source: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(source):
        folders[:] = sorted(name for name in folders if not name.startswith(_HIDDEN))
        yield from (Path(folder, name) for name in (*folders, *sorted(names)))
