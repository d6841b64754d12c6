"""Templates compiled once for all builds of a test run: most of a small build's time is spent on that."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from types import CodeType
from typing import Any

import msgspec
import pytest
from jinja2 import Environment

from allforces_site.cli.options import CACHE
from allforces_site.config.model import Config
from allforces_site.renderer import template_reach
from allforces_site.renderer.theme import find_theme, make_theme


@contextmanager
def compiled_once() -> Iterator[None]:
    """Until it ends, a template's text is compiled and taken apart once, whichever site it belongs to.

    What a build keeps on disk of its templates, and asks for there, is as it would be.
    """
    compile_anew = Environment.compile
    kept: dict[tuple[Any, ...], CodeType] = {}

    def compile_once(
        self: Environment, source: Any, name: str | None = None, filename: str | None = None, **options: Any
    ) -> Any:
        if not isinstance(source, str) or filename is None or options:
            return compile_anew(self, source, name, filename, **options)
        key = (type(self), source, name, self.autoescape, frozenset(self.filters), frozenset(self.tests))
        if key not in kept:
            kept[key] = compile_anew(self, source, name, filename)
        return _at(kept[key], filename)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Environment, "compile", compile_once)
        patch.setattr(template_reach, "uses_of", cache(template_reach.uses_of))
        yield


def _at(code: CodeType, filename: str) -> CodeType:
    """The same code of another file, which messages about templates name."""
    constants = (_at(value, filename) if isinstance(value, CodeType) else value for value in code.co_consts)
    return code.replace(co_filename=filename, co_consts=tuple(constants))


def put_compiled_theme(root: Path) -> None:
    """Stores the default theme's compiled templates where an earlier build of the site in `root` would have:
    a command that a test starts as a program then does not compile them.
    """
    folder = root / CACHE / "templates"
    folder.mkdir(parents=True, exist_ok=True)
    for name, compiled in _compiled_theme().items():
        (folder / name).write_bytes(compiled)


@cache
def _compiled_theme() -> dict[str, bytes]:
    with TemporaryDirectory() as temporary:
        folders = find_theme(Path(temporary, "content"))
        folders = msgspec.structs.replace(folders, compiled=Path(temporary, "compiled"))
        environment = make_theme(Config(), folders, ()).templates.environment
        for name in environment.list_templates():
            environment.get_template(name)
        return {file.name: file.read_bytes() for file in Path(temporary, "compiled").iterdir()}
