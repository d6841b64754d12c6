"""The error of a template."""

from __future__ import annotations

from allforces_site.messages.message import Message


class LiquidError(Exception):
    """A template that cannot be parsed or rendered.

    `line` counts from 1 in the template `name`; `through` are the templates that included it, outermost
    first, each with the line of its tag.
    """

    def __init__(self, message: Message, line: int = 0, name: str = "", hint: Message | None = None) -> None:
        super().__init__(str(message))
        self.message = message
        self.line = line
        self.name = name
        self.hint = hint
        self.through: tuple[tuple[str, int], ...] = ()
