"""The error of a template."""

from __future__ import annotations


class LiquidError(Exception):
    """A template that cannot be parsed or rendered.

    `line` counts from 1 in the template `name`; `through` are the templates that included it, outermost
    first, each with the line of its tag.
    """

    def __init__(self, message: str, line: int = 0, name: str = "", hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.name = name
        self.hint = hint
        self.through: tuple[tuple[str, int], ...] = ()
