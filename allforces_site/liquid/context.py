"""The state of one rendering: variables and their scopes, counters, and how templates are included."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from allforces_site.liquid.errors import LiquidError
from allforces_site.liquid.values import Range, inspect, items_of, to_integer, to_text
from allforces_site.messages.message import say

if TYPE_CHECKING:
    from allforces_site.liquid.template import Environment

# A template that includes itself would fill the stack of the interpreter (Liquid's own limit is 100).
_DEEPEST = 90
# `(1..1000000000)` would fill the memory.
_LONGEST_RANGE = 1_000_000

Write = Callable[[str], object]


class LoopScope(dict[str, Any]):
    """The variables of a loop for the templates that are included in it; `parent` is the loop around it."""

    def __init__(self, parent: LoopScope | None) -> None:
        super().__init__()
        self.parent = parent

    def set(self, variable: str, value: object, name: str, length: int, index: int) -> None:
        """Sets the variable of a round and `forloop`."""
        self[variable] = value
        self["forloop"] = {
            "name": name,
            "length": length,
            "index": index + 1,
            "index0": index,
            "rindex": length - index,
            "rindex0": length - index - 1,
            "first": index == 0,
            "last": index == length - 1,
            "parentloop": self.parent.get("forloop") if self.parent is not None else None,
        }

    @property
    def forloop(self) -> Any:
        """`forloop` of the present round."""
        return self["forloop"]


class Context:
    """The state of one rendering.

    `assigns` are the variables that the template sets; before them, names are looked for in the scopes of
    loops and includes, innermost first; after them, in `variables`. `page_folder` is the folder that
    `include_relative` begins at. `through` are the templates being rendered, outermost first, each with the
    line of the tag that includes the next.
    """

    def __init__(self, environment: Environment, variables: Mapping[str, Any], page_folder: str = "") -> None:
        self.environment = environment
        self.variables = variables
        self.page_folder = page_folder
        self.assigns: dict[str, Any] = {}
        self.counters: dict[str, int] = {}
        self.through: list[tuple[str, int]] = []
        self._scopes: list[dict[str, Any]] = []
        self._ends: dict[str, int] = {}
        self._cycles: dict[object, int] = {}
        self._changed: str | None = None

    def find(self, name: Any) -> Any:
        """The variable of this name; nil if there is none."""
        if self._scopes:
            for scope in reversed(self._scopes):
                if name in scope:
                    return scope[name]
        if name in self.assigns:
            return self.assigns[name]
        if name in self.counters:
            return self.counters[name]
        try:
            return self.variables[name]
        except (KeyError, TypeError):
            return None

    def push(self) -> LoopScope:
        """Begins the scope of a loop."""
        parent = next((scope for scope in reversed(self._scopes) if isinstance(scope, LoopScope)), None)
        scope = LoopScope(parent)
        self._scopes.append(scope)
        return scope

    def pop(self) -> None:
        """Ends the innermost scope."""
        self._scopes.pop()

    # ---- loops -------------------------------------------------------------------------------

    def range(self, first: object, last: object) -> list[Any]:
        """The whole numbers from `first` to `last`."""
        start, end = to_integer(first), to_integer(last)
        if end - start > _LONGEST_RANGE:
            raise LiquidError(
                say(
                    "({start}..{end}) is longer than {most} numbers",
                    start=start,
                    end=end,
                    most=_LONGEST_RANGE,
                )
            )
        return Range(range(start, end + 1))

    def items(self, value: object, name: str, offset: object, limit: object, is_reversed: bool) -> list[Any]:
        """What a loop visits: from `offset` on (or where the last loop of this name ended), up to `limit`."""
        items = items_of(value)
        start = self._ends.get(name, 0) if offset == "continue" else to_integer(offset)
        if offset is not None or limit is not None:
            items = items[max(start, 0) :]
            if limit is not None:
                items = items[: max(to_integer(limit), 0)]
        self._ends[name] = start + len(items)
        return items[::-1] if is_reversed else items

    def cells(
        self, items: Sequence[Any], columns: object, scope: LoopScope, variable: str, write: Write
    ) -> Iterator[tuple[str, Any]]:
        """The end and the item of each cell of a `tablerow`, whose beginning is written before it."""
        count = to_integer(columns) if columns is not None else len(items)
        row, column = 1, 0
        for index, item in enumerate(items):
            column += 1
            is_last = column == count and index < len(items) - 1
            scope[variable] = item
            scope["tablerowloop"] = {
                "length": len(items), "index": index + 1, "index0": index, "rindex": len(items) - index,
                "rindex0": len(items) - index - 1, "first": index == 0, "last": index == len(items) - 1,
                "col": column, "col0": column - 1, "col_first": column == 1, "col_last": column == count,
                "row": row,
            }  # fmt: skip
            write(f'<td class="col{column}">')
            end = "</td>"
            if is_last:
                row, column = row + 1, 0
                end += f'</tr>\n<tr class="row{row}">'
            yield end, item

    # ---- counters ----------------------------------------------------------------------------

    def count(self, name: str, step: int) -> str:
        """The text of `increment` or `decrement`."""
        value = self.counters.get(name, 0)
        self.counters[name] = value + step
        return str(value if step > 0 else value + step)

    def cycle(self, group: object, values: Sequence[Any]) -> Any:
        """The next value of the group."""
        key = inspect(group)
        place = self._cycles.get(key, 0)
        self._cycles[key] = place + 1 if place + 1 < len(values) else 0
        return values[place] if place < len(values) else None

    def show_changed(self, text: str, write: Write) -> None:
        """Writes `text` if it is not what `ifchanged` wrote last."""
        if text != self._changed:
            self._changed = text
            write(text)

    # ---- other templates and tags ------------------------------------------------------------

    def include(
        self, file: str, parameters: dict[str, Any], is_relative: bool, write: Write, line: int
    ) -> None:
        """Renders another template here, with its parameters as `include`."""
        if len(self.through) > _DEEPEST:
            raise LiquidError(say("templates include each other without end"))
        template = self.environment.included(file.strip(), self.page_folder if is_relative else None)
        self._scopes.append({"include": parameters})
        self.through[-1:] = [(self.through[-1][0], line)] if self.through else []
        try:
            template.render_into(self, write)
        finally:
            self._scopes.pop()

    def call(self, name: str, markup: str, body: str | None = None) -> str:
        """The text of a tag that is a function of the environment."""
        return to_text(self.environment.tags[name](self, markup, body))
