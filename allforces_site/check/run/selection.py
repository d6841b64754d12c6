"""Which findings of a check are told: those of some rules, below some paths, in files that changed."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from unicodedata import normalize

import msgspec

from allforces_site.errors import Problem, Severity
from allforces_site.lint.problem_codes import PROBLEMS
from allforces_site.lint.registry import RULE_OF
from allforces_site.lint.severity import unknown_hint
from allforces_site.text.lookalikes import distinguished
from allforces_site.text.nearest_names import nearest_name

# The code of links to missing pages of other sites, which are looked for only when asked.
EXTERNAL = "external-link"

# What no folder of a source needs a suggestion from.
_HIDDEN = "."


class UnknownChoiceError(Exception):
    """A path or rule that does not exist; the message names it and the nearest one that does."""


class Selection(msgspec.Struct, frozen=True):
    """What is reported. `codes` are the rules that run; None stands for all of them and leaves out nothing.

    Of what reading the site finds, `problems` are the codes that are reported beside errors, which are always
    reported: of a file that cannot be read no rule can say anything. Only what is `ignored` never is. `paths`
    are files and folders, and `changed` files, relative to the source; None does not limit. With
    `external` other sites are asked for the pages that are linked.
    """

    codes: frozenset[str] | None = None
    paths: tuple[str, ...] | None = None
    changed: frozenset[str] | None = None
    external: bool = False
    problems: frozenset[str] = frozenset()
    ignored: frozenset[str] = frozenset()

    @property
    def is_all(self) -> bool:
        """Whether nothing is left out."""
        return self.codes is None and self.paths is None and self.changed is None

    def tells(self, problem: Problem) -> bool:
        """Whether a problem is told."""
        return self._has_code(problem) and self.tells_of(problem.file)

    def knows(self, code: str) -> bool:
        """Whether this check would find all that `code` stands for."""
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

    def tells_of(self, file: str | None) -> bool:
        """Whether anything is told of a file; None stands for what concerns none."""
        if self.changed is not None and file not in self.changed:
            return False
        if self.paths is None:
            return True
        return file is not None and any(
            file == path or path == "" or file.startswith(f"{path}/") for path in self.paths
        )


def chosen_codes(select: Iterable[str], ignore: Iterable[str]) -> frozenset[str] | None:
    """The rules that `--select` and `--ignore` leave; None for all. Raises `UnknownChoiceError`."""
    return _chosen(select, ignore, RULE_OF.keys())


def chosen_problems(select: Iterable[str], ignore: Iterable[str]) -> frozenset[str]:
    """What reading a site reports that `--select` and `--ignore` leave, by code."""
    chosen = _chosen(select, ignore, PROBLEMS.keys())
    return frozenset(PROBLEMS) if chosen is None else chosen


def named_codes(given: Iterable[str]) -> frozenset[str]:
    """The codes of rules and problems that an option names. Raises `UnknownChoiceError`."""
    codes = frozenset(code for text in given for code in map(str.strip, text.split(",")) if code)
    for code in sorted(codes - RULE_OF.keys() - PROBLEMS.keys()):
        hint = unknown_hint(code, [*RULE_OF, *PROBLEMS])
        raise UnknownChoiceError(f'there is no rule "{code}"; {hint}')
    return codes


def _chosen(select: Iterable[str], ignore: Iterable[str], known: Collection[str]) -> frozenset[str] | None:
    selected, ignored = named_codes(select), named_codes(ignore)
    if not selected and not ignored:
        return None
    return frozenset(known) & (selected or frozenset(known)) - ignored


def chosen_path(path: Path, source: Path) -> str:
    """A path as the user's shell completes it, or as it stands below the source, relative to the source.

    Raises `UnknownChoiceError` for one that does not exist or lies elsewhere.
    """
    found = [place for place in (path, source / path) if os.path.lexists(place)]
    for place in found:
        relative = _below(place, source)
        if relative is not None:
            return "" if relative == "." else normalize("NFC", relative)
    if found:
        raise UnknownChoiceError(f"{path} lies outside {source}")
    raise UnknownChoiceError(f"{path} does not exist{_nearest(path, source)}")


def _below(place: Path, source: Path) -> str | None:
    """`place` relative to `source`; a link inside the source counts as what it is called there."""
    for same in (os.path.abspath, os.path.realpath):
        try:
            return Path(same(place)).relative_to(same(source)).as_posix()
        except ValueError:
            continue
    return None


def _nearest(path: Path, source: Path) -> str:
    files = {
        spelled: file
        for file in map(os.fspath, _files(source))
        for spelled in (file, os.path.relpath(file, source))
    }
    near = nearest_name(os.fspath(path), files)
    return f"; did you mean {files[near]}{distinguished(os.fspath(path), near)}?" if near else ""


def _files(source: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(source):
        folders[:] = sorted(name for name in folders if not name.startswith(_HIDDEN))
        yield from (Path(folder, name) for name in (*folders, *sorted(names)))
