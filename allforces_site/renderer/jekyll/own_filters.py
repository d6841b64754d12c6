"""Filters that a site has in Python, in place of those that its plugins in Ruby had.

Only files that `allforces: {filters: …}` names are run; nothing else in `_plugins` ever is.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

import msgspec

from allforces_site.errors import Problem, SiteError, error, unreadable
from allforces_site.files.paths import is_within
from allforces_site.files.regular_files import read_regular
from allforces_site.liquid.context import Context
from allforces_site.liquid.errors import LiquidError
from allforces_site.messages.message import say
from allforces_site.text.nearest_names import did_you_mean, nearest_name

Filter = Callable[..., Any]


class OwnFilters(msgspec.Struct, frozen=True):
    """The filters by name, and the problems of those that cannot be used."""

    by_name: Mapping[str, Filter] = {}
    problems: tuple[Problem, ...] = ()


def own_filters(source: Path, named: Mapping[str, str]) -> OwnFilters:
    """Runs the files of the source folder that `named` gives by the names of filters, each once.

    The file may be followed by `:` and the name of the function, which else has the filter's name.
    """
    modules: dict[str, ModuleType | Problem] = {}
    filters: dict[str, Filter] = {}
    problems: dict[str, Problem] = {}
    for name, place in named.items():
        file, _, function = place.partition(":")
        if file not in modules:
            modules[file] = _run(source, file)
        module = modules[file]
        found = module if isinstance(module, Problem) else _function(module, file, function or name)
        if isinstance(found, Problem):
            problems[str(found.message)] = found
        else:
            filters[name] = _as_filter(name, found, file)
    return OwnFilters(filters, tuple(problems.values()))


def files_of_filters(named: Mapping[str, str]) -> list[str]:
    """The files that `named` gives, relative to the source folder, sorted."""
    return sorted({place.partition(":")[0] for place in named.values()})


def contents_of_filters(source: Path, named: Mapping[str, str]) -> list[bytes]:
    """The bytes of the files, for keys; b"" for one that cannot be read."""
    contents = []
    for file in files_of_filters(named):
        try:
            contents.append(read_regular(source / file))
        except OSError:
            contents.append(b"")
    return contents


def _run(source: Path, file: str) -> ModuleType | Problem:
    path = source / file
    if not is_within(os.path.realpath(path), os.path.realpath(source)):
        return error("filter-file", say("the file is a link that leads out of the source folder"), file)
    module = ModuleType(path.stem)
    module.__file__ = os.fspath(path)
    try:
        code = compile(read_regular(path), module.__file__, "exec", dont_inherit=True)
        exec(code, vars(module))
    except OSError as exc:
        return unreadable(file, exc) if exc.filename in (None, os.fspath(path)) else _failed(exc, path, file)
    except (Exception, SystemExit) as exc:  # noqa: BLE001 - the author's code may raise anything
        return _failed(exc, path, file)
    return module


def _failed(exc: BaseException, path: Path, file: str) -> Problem:
    if isinstance(exc, SyntaxError) and exc.filename == os.fspath(path):
        line, reason = exc.lineno, exc.msg
    else:
        line, reason = _line_in(exc, path), _named_reason(exc)
    return error("filter-file", say("the file of filters cannot be run: {reason}", reason=reason), file, line)


def _named_reason(exc: BaseException) -> str:
    return f"{type(exc).__name__}: {exc}" if str(exc) else type(exc).__name__


def _line_in(exc: BaseException, path: Path) -> int | None:
    """The last line of the file that an exception passed; None if it passed none."""
    traceback, line = exc.__traceback__, None
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename == os.fspath(path):
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return line


def _function(module: ModuleType, file: str, name: str) -> Filter | Problem:
    function = getattr(module, name, None)
    if callable(function):
        found: Filter = function
        return found
    functions = [key for key, value in vars(module).items() if isinstance(value, FunctionType)]
    near = nearest_name(name, functions)
    definition = f"def {name}(value): …"
    hint = did_you_mean(name, near) if near else say("define `{definition}` in it", definition=definition)
    return error(
        "filter-file", say("the file of filters has no function `{name}`", name=name), file, hint=hint
    )


def _as_filter(name: str, function: Filter, file: str) -> Filter:
    path = Path(getattr(getattr(function, "__code__", None), "co_filename", file))

    def called(_: Context, value: object, *arguments: object, **named: object) -> object:
        try:
            return _as_value(function(value, *arguments, **named))
        except SiteError:
            raise
        except (Exception, SystemExit) as exc:
            line = _line_in(exc, path)
            place = f"{file}:{line}" if line else file
            raise LiquidError(
                say(
                    "the filter `{name}` failed: {reason} ({place})",
                    name=name,
                    reason=_named_reason(exc),
                    place=place,
                )
            ) from exc

    return called


def _as_value(value: object) -> object:
    """What a template may see: text, numbers, lists and mappings; anything else as text."""
    if value is None or isinstance(value, (str, bool, int, float)):
        return str(value) if isinstance(value, str) else value
    if isinstance(value, Mapping):
        return {str(key): _as_value(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_as_value(item) for item in value]
    return str(value)
