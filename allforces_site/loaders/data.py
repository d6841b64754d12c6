"""Reads `_data` into `site.data`: values for templates, named and read as Jekyll's DataReader does."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import msgspec

from allforces_site.errors import Problem, SiteError, error, irregular, unreadable, warning
from allforces_site.files.linked_folders import Below, look_below
from allforces_site.files.regular_files import read_regular
from allforces_site.messages.message import N_, Message, as_it_is, say
from allforces_site.text.plain_values import UNPRINTABLE

if TYPE_CHECKING:
    from allforces_site.front_matter.yaml_values import DoubledKey

# Cells of a table are text, as in Jekyll: nothing reads numbers in them.
_SEPARATORS = {".csv": ",", ".tsv": "\t"}

# The most empty cells that are added to rows with fewer cells than the first line: without a limit, a short
# text could ask for more values than fit into memory.
_MOST_ADDED_CELLS = 1_000_000

# Jekyll's DataReader#sanitize_filename, but keeping letters of all scripts (Ruby's \w knows only ASCII).
_NOT_IN_A_NAME = re.compile(r"[^\w\s-]+")
_SPACES = re.compile(r"\s+")


class SiteData(msgspec.Struct, frozen=True):
    """`values` is what templates see as `site.data`; `problems` are those of the files."""

    values: dict[str, Any] = {}
    problems: tuple[Problem, ...] = ()


def data_files(source: Path, folder: str = "_data") -> list[str]:
    """The files below the folder of data that are read, sorted, relative to the source folder with `/`."""
    found = _below_data(source, folder).files
    return sorted(name for name in found if _reader(name) and not _is_left_out(name, folder))


def unfollowed_data(source: Path, folder: str = "_data") -> dict[str, Problem]:
    """The problems with links below the folder of data that are not followed, and with what is not a file, by
    name. The folder itself may be such a link.
    """
    found = _below_data(source, folder)
    problems = {name: _bad_link(name, reason) for name, reason in found.refused.items()}
    problems |= {name: irregular(name) for name in found.irregular}
    return {name: problem for name, problem in problems.items() if not _is_left_out(name, folder)}


def _bad_link(name: str, reason: Message) -> Problem:
    message = say("{reason}, so nothing of it is read", reason=reason)
    return warning("bad-link", message, name, hint=say("replace the link with the file"))


def _below_data(source: Path, folder: str) -> Below:
    """What is below the folder, by paths relative to the source."""
    above, _, name = folder.rpartition("/")
    found = look_below(source / above, name, os.path.realpath(source))
    if not above:
        return found
    return Below(
        {f"{above}/{file}": path for file, path in found.files.items()},
        {f"{above}/{file}": reason for file, reason in found.refused.items()},
        found.unreadable,
        [f"{above}/{file}" for file in found.irregular],
        found.linked,
    )


def _is_left_out(file: str, folder: str) -> bool:
    *folders, name = file.removeprefix(f"{folder}/").split("/")
    return name.startswith(".") or any(folder.startswith((".", "_")) for folder in folders)


def read_data(source: Path, folder: str = "_data") -> SiteData:
    """All values below the folder of data; files that cannot be read are left out and reported."""
    values: dict[str, Any] = {}
    problems = list(unfollowed_data(source, folder).values())
    for file in data_files(source, folder):
        try:
            read = _reader(file)
            assert read is not None
            value, warnings = read(data_text(source, file), file)
        except OSError as exc:
            problems.append(unreadable(file, exc))
        except SiteError as exc:
            problems += exc.problems
        else:
            problems += [*warnings, *_put(values, file, value, folder)]
    return SiteData(values, tuple(problems))


def _put(values: dict[str, Any], file: str, value: Any, home: str) -> Iterator[Problem]:
    """Puts the value of a file at its place in `values`; gives a warning if that was taken."""
    *folders, name = file.removeprefix(f"{home}/").split("/")
    place = values
    for folder in folders:
        inner = place.setdefault(_key(folder), {})
        if not isinstance(inner, dict):
            yield _duplicate(file, folder)
            return
        place = inner
    key = _key(name.rpartition(".")[0])
    if key in place:
        yield _duplicate(file, key)
    place[key] = value


def _key(name: str) -> str:
    return _SPACES.sub("_", _NOT_IN_A_NAME.sub("", name).strip())


def _duplicate(file: str, key: str) -> Problem:
    return warning(
        "data-twice",
        say(
            'two files or folders give the value "{key}" of site.data; this one replaces the other',
            key=_key(key),
        ),
        file,
        hint=say("rename one of them"),
    )


# ---- one file ---------------------------------------------------------------------------------


# The value of a text, and warnings about it.
_Read: TypeAlias = tuple[Any, list[Problem]]


def _reader(name: str) -> Callable[[str, str], _Read] | None:
    return {".yml": read_yaml, ".yaml": read_yaml, ".json": _json, ".csv": _table, ".tsv": _table}.get(
        os.path.splitext(name)[1].lower()
    )


def data_text(source: Path, file: str) -> str:
    """The text of a file of data. Raises OSError, and `SiteError` for one that is no UTF-8."""
    content = read_regular(source / file)
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as exc:
        from allforces_site.front_matter.parse import not_utf8

        message = not_utf8(exc.object[exc.start])
        line = exc.object.count(b"\n", 0, exc.start) + 1
        raise SiteError([_wrong(file, message, line, say("save the file as UTF-8"))]) from None


def read_yaml(text: str, file: str) -> _Read:
    """The value of a text of YAML, and warnings about it. Raises `SiteError`."""
    from allforces_site.front_matter.any_yaml import load_value
    from allforces_site.front_matter.yaml_messages import YamlError

    try:
        read = load_value(text)
    except YamlError as exc:
        raise SiteError([_wrong(file, exc.message, exc.line, exc.hint)]) from None
    notices = [_twice(key, file) for key in read.twice]
    notices += [warning(item.code, item.message, file, item.line, hint=item.hint) for item in read.notices]
    return read.value, notices


def _twice(key: DoubledKey, file: str) -> Problem:
    from allforces_site.front_matter.yaml_values import twice_message

    return warning("key-twice", twice_message(key), file, key.line, hint=say("delete one of the two"))


def _json(text: str, file: str) -> _Read:
    from allforces_site.loaders.json_text import JsonError, load_json

    try:
        return load_json(text), []
    except JsonError as exc:
        raise SiteError([_wrong(file, exc.message, exc.line, exc.hint)]) from None


def _table(text: str, file: str) -> _Read:
    """The rows of a table, each a mapping from the names in the first line to its cells."""
    import csv

    separator = _SEPARATORS[f".{file.rpartition('.')[2].lower()}"]
    rows = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    table: list[dict[str, str]] = []
    if found := UNPRINTABLE.search(text):
        line = text.count("\n", 0, found.start()) + 1
        message = say("a cell holds the control character U+{code}", code=f"{ord(found[0]):04X}")
        raise SiteError([_wrong(file, message, line, say("delete the invisible character"))])
    cells_left = _MOST_ADDED_CELLS
    try:
        names = next(rows, [])
        for row in filter(None, rows):
            missing = len(names) - len(row)
            cells_left -= missing
            if missing < 0 or cells_left < 0:
                message = say(
                    "this row has {cells} cells, the first line names {names}",
                    cells=len(row),
                    names=len(names),
                )
                hint = (
                    say("name them all in the first line")
                    if missing < 0
                    else say("write all cells of each row")
                )
                raise SiteError([_wrong(file, message, rows.line_num, hint)])
            table.append(dict(zip(names, [*row, *[""] * missing], strict=True)))
    except csv.Error as exc:
        message = say("is no table: {problem}", problem=_of_table(str(exc)))
        hint = say("put cells with quotes in quotes")
        raise SiteError([_wrong(file, message, rows.line_num, hint)]) from None
    return table, []


# What Python's `csv` says of tables.
_OF_TABLES = frozenset(
    {
        N_("unexpected end of data"),
        N_("',' expected after '\"'"),
        N_("'\t' expected after '\"'"),
        N_("field larger than field limit (131072)"),
    }
)


def _of_table(said: str) -> Message:
    return Message(said) if said in _OF_TABLES else as_it_is(said)


def _wrong(file: str, message: Message, line: int | None, hint: Message | None) -> Problem:
    return error("data", message, file, line, hint=hint)
