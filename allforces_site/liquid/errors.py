"""The error of a template."""

from __future__ import annotations

from allforces_site.messages.message import N_, Message

# Messages that the list of what is to port after an import tells apart.
NO_TAG = N_("there is no tag `{tag}`")
NO_FILTER = N_("there is no filter `{name}`; the value stays as it is")
NO_FILE = N_("there is no {path}")


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
