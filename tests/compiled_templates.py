"""Templates compiled once for all builds of a test run: most of a small build's time goes to that."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from types import CodeType
from typing import Any

import pytest
from jinja2 import Environment


@contextmanager
def compiled_once() -> Iterator[None]:
    """Until it ends, a template's text is compiled at its first use only, whichever site it belongs to.

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
        yield


def _at(code: CodeType, filename: str) -> CodeType:
    """The same code of another file, which messages about templates name."""
    constants = (_at(value, filename) if isinstance(value, CodeType) else value for value in code.co_consts)
    return code.replace(co_filename=filename, co_consts=tuple(constants))
