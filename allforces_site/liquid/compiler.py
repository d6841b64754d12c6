"""Compiles a template to a Python function, as Jinja2 does: loops over thousands of posts are what costs.

Rendering by walking the nodes takes some 25 µs for each round of a loop with a condition in it (python-liquid
2.3 on CPython 3.11, and Ruby's Liquid 5.4 as well), the compiled function a tenth of that.

The function is called with a `Context` and `w`, which takes the text piece by piece. A loop's variable is a
local variable of Python; where an included template may look for it, it is also in a scope of the context.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import msgspec

from allforces_site.liquid import values
from allforces_site.liquid.expressions import (
    COMMANDS,
    Both,
    Comparison,
    Condition,
    Emptiness,
    Expression,
    Filter,
    Filtered,
    Literal,
    Path,
    Range,
    parse_condition,
    parse_filtered,
)
from allforces_site.liquid.nodes import (
    Assign,
    Call,
    Capture,
    Case,
    Count,
    Cycle,
    If,
    IfChanged,
    Include,
    Interrupt,
    Loop,
    Node,
    Show,
    Text,
    When,
)
from allforces_site.liquid.parser import Nodes
from allforces_site.liquid.reach import bodies_of, expressions_of, paths_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from allforces_site.liquid.context import Context

Render = Callable[["Context", Callable[[str], object]], None]

# What the compiled functions call.
_NAMES: dict[str, Any] = {
    "get": values.get,
    "command": values.get_or_command,
    "text": values.to_text,
    "true": values.is_true,
    "equal": values.equal,
    "less": values.less,
    "contains": values.contains,
    "is_empty": values.is_empty,
    "EMPTY": values.EMPTY,
}


class Compiled(msgspec.Struct, frozen=True):
    """A compiled template: `lines` are the template's line by the line of the Python code."""

    render: Render
    lines: Mapping[int, int]


def compile_template(nodes: Nodes, name: str, filters: Mapping[str, Callable[..., Any]]) -> Compiled:
    """Compiles a template. `filters` are called by name; a value passes unchanged through unknown ones."""
    writer = _Writer(filters)
    writer.line("def render(c, w):")
    with writer.indented():
        writer.block(nodes)
    code = "\n".join(writer.code)
    scope: dict[str, Any] = {**_NAMES, **{f"f_{key}": filters[key] for key in sorted(writer.used)}}
    exec(compile(code, f"<liquid {name}>", "exec"), scope)
    return Compiled(scope["render"], writer.lines)


@lru_cache(4096)
def compile_condition(variable: str, markup: str) -> Callable[[Context, Any], bool]:
    """A function that says whether the condition `markup` holds for a value of `variable`."""
    return _function(variable, lambda writer: writer.condition(parse_condition(markup, 0)), {})


def compile_value(
    variable: str, markup: str, filters: Mapping[str, Callable[..., Any]]
) -> Callable[[Context, Any], Any]:
    """A function that returns the value of `markup` for a value of `variable`."""
    return _function(variable, lambda writer: writer.value(parse_filtered(markup)), filters)


def _function(
    variable: str, write: Callable[[_Writer], str], filters: Mapping[str, Callable[..., Any]]
) -> Callable[[Context, Any], Any]:
    writer = _Writer(filters)
    with writer.with_variable(variable):
        code = f"lambda c, v0: {write(writer)}"
    scope = {**_NAMES, **{f"f_{key}": filters[key] for key in writer.used}}
    return eval(code, scope)  # type: ignore[no-any-return]


class _LoopScope(msgspec.Struct):
    """A loop that is being compiled: the number of its Python variables, and how to leave it.

    A `tablerow`, and the condition of a filter, have a variable but no `forloop`.
    """

    variable: str
    number: int
    captures: int
    has_forloop: bool


class _Writer:
    def __init__(self, filters: Mapping[str, Callable[..., Any]]) -> None:
        self.code: list[str] = []
        self.lines: dict[int, int] = {}
        self.used: set[str] = set()
        self._filters = filters
        self._indent = 0
        self._number = 0
        self._loops: list[_LoopScope] = []
        # Captures that are open, innermost last: how to end each.
        self._captures: list[str] = []

    def line(self, code: str, template_line: int | None = None) -> None:
        self.code.append("    " * self._indent + code)
        if template_line is not None:
            self.lines[len(self.code)] = template_line

    @contextmanager
    def indented(self) -> Iterator[None]:
        self._indent += 1
        yield
        self._indent -= 1

    def _next(self) -> int:
        self._number += 1
        return self._number

    def block(self, nodes: Nodes) -> None:
        """The nodes, or `pass` if there are none."""
        for node in nodes:
            _WRITERS[type(node)](self, node)
        if not nodes:
            self.line("pass")

    # ---- expressions -------------------------------------------------------------------------

    def value(self, expression: Expression | str) -> str:
        """Python code for the value of an expression."""
        match expression:
            case str():
                return repr(expression)
            case Literal(value):
                return repr(value)
            case Emptiness():
                return "EMPTY"
            case Range(first, last):
                return f"c.range({self.value(first)}, {self.value(last)})"
            case Filtered(value, filters):
                code = self.value(value)
                for item in filters:
                    code = self._filtered(code, item)
                return code
            case Path(root, keys):
                return self._path(root, keys)

    def _filtered(self, value: str, item: Filter) -> str:
        if item.name not in self._filters:
            return value
        self.used.add(item.name)
        arguments = [value, *map(self.value, item.arguments)]
        if item.named:
            named = ", ".join(f"{name!r}: {self.value(argument)}" for name, argument in item.named)
            arguments.append(f"{{{named}}}")
        return f"f_{item.name}(c, {', '.join(arguments)})"

    def _path(self, root: str | Expression, keys: tuple[str | Expression, ...]) -> str:
        if not isinstance(root, str):
            code = f"c.find({self.value(root)})"
        else:
            code, keys = self._variable(root, keys)
        for key in keys:
            function = "command" if isinstance(key, str) and key in COMMANDS else "get"
            code = f"{function}({code}, {self.value(key)})"
        return code

    def _variable(
        self, name: str, keys: tuple[str | Expression, ...]
    ) -> tuple[str, tuple[str | Expression, ...]]:
        for loop in reversed(self._loops):
            if name == loop.variable:
                return f"v{loop.number}", keys
            if name == "forloop" and loop.has_forloop:
                return _forloop(loop.number, keys)
        return f"c.find({name!r})", keys

    def condition(self, condition: Condition) -> str:
        """Python code that is true where the condition is."""
        if isinstance(condition, Both):
            operator = "or" if condition.either else "and"
            return f"({self.condition(condition.left)} {operator} {self.condition(condition.right)})"
        return self._comparison(condition)

    def _comparison(self, comparison: Comparison) -> str:
        left, operator, right = comparison.left, comparison.operator, comparison.right
        if not operator:
            return f"true({self.value(left)})"
        if operator in ("==", "!=", "<>"):
            code = self._equal(left, right)
            return code if operator == "==" else f"not {code}"
        if operator == "contains":
            return f"contains({self.value(left)}, {self.value(right)})"
        if operator[0] == ">":
            left, right = right, left
        return self._less(left, right, allow_equal=len(operator) == 2)

    def _less(self, left: Expression, right: Expression, *, allow_equal: bool) -> str:
        """Counters are compared with whole numbers in loops over all posts: that is done without a call."""
        sign = "<=" if allow_equal else "<"
        if isinstance(right, Literal) and type(right.value) is int:
            other = f"less(t, {right.value}, {allow_equal})"
            return f"(t {sign} {right.value} if type(t := {self.value(left)}) is int else {other})"
        if isinstance(left, Literal) and type(left.value) is int:
            other = f"less({left.value}, t, {allow_equal})"
            return f"({left.value} {sign} t if type(t := {self.value(right)}) is int else {other})"
        return f"less({self.value(left)}, {self.value(right)}, {allow_equal})"

    def _equal(self, left: Expression, right: Expression) -> str:
        for one, other in ((left, right), (right, left)):
            if isinstance(one, Emptiness):
                # Without Rails, no value answers to `blank`.
                return f"is_empty({self.value(other)})" if one.name == "empty" else "None"
        for one, other in ((left, right), (right, left)):
            if isinstance(one, Literal) and not isinstance(other, Literal):
                if one.value is None or isinstance(one.value, bool):
                    return f"({self.value(other)} is {one.value!r})"
                if isinstance(one.value, str):
                    return f"({self.value(other)} == {one.value!r})"
        return f"equal({self.value(left)}, {self.value(right)})"

    # ---- nodes -------------------------------------------------------------------------------

    def text(self, node: Text) -> None:
        self.line(f"w({node.text!r})")

    def show(self, node: Show) -> None:
        self.line(f"w(text({self.value(node.value)}))", node.line)

    def assign(self, node: Assign) -> None:
        self.line(f"c.assigns[{node.name!r}] = {self.value(node.value)}", node.line)

    def capture(self, node: Capture) -> None:
        number = self._begin_capture()
        self._captures.append(f"w = w{number}; c.assigns[{node.name!r}] = ''.join(t{number})")
        self.block(node.body)
        self.line(self._captures.pop())

    def _begin_capture(self) -> int:
        number = self._next()
        self.line(f"w{number}, t{number} = w, []; w = t{number}.append")
        return number

    def choose(self, node: If) -> None:
        for index, branch in enumerate(node.branches):
            if branch.condition is None:
                self.line("else:" if index else "if True:")
            else:
                code = self.condition(branch.condition)
                word = "elif" if index else "if"
                self.line(
                    f"{word} not {code}:" if node.negated and not index else f"{word} {code}:", branch.line
                )
            with self.indented():
                self.block(branch.body)
            if branch.condition is None:
                break

    def case(self, node: Case) -> None:
        number = self._next()
        self.line(f"s{number}, m{number} = {self.value(node.value)}, False", node.line)
        for when in node.whens:
            self.line(f"if {self._when(when, number)}:", node.line)
            with self.indented():
                if not when.is_else:
                    self.line(f"m{number} = True")
                self.block(when.body)

    def _when(self, when: When, number: int) -> str:
        if when.is_else:
            return f"not m{number}"
        return " or ".join(
            f"is_empty(s{number})"
            if isinstance(value, Emptiness)
            else f"equal(s{number}, {self.value(value)})"
            for value in when.values
        )

    def loop(self, node: Loop) -> None:
        number = self._next()
        offset = "'continue'" if node.offset == "continue" else "None"
        if node.offset is not None and not isinstance(node.offset, str):
            offset = self.value(node.offset)
        limit = self.value(node.limit) if node.limit is not None else "None"
        items = f"c.items({self.value(node.items)}, {node.name!r}, {offset}, {limit}, {node.is_reversed})"
        self.line(f"l{number} = {items}", node.line)
        if node.is_table:
            self._table(node, number)
            return
        self.line(f"n{number} = len(l{number})")
        is_shared = _shares_scope(node.body)
        if is_shared:
            self.line(f"p{number} = c.push()")
        self.line(f"for i{number}, v{number} in enumerate(l{number}):")
        with self.indented(), self._loop(node.variable, number):
            if is_shared:
                self.line(f"p{number}.set({node.variable!r}, v{number}, {node.name!r}, n{number}, i{number})")
            self.block(node.body)
        if is_shared:
            self.line("c.pop()")
        if node.otherwise:
            self.line(f"if not n{number}:")
            with self.indented():
                self.block(node.otherwise)

    def with_variable(self, variable: str) -> AbstractContextManager[None]:
        """Code in which `v0` is the value of `variable`."""
        return self._loop(variable, 0, has_forloop=False)

    @contextmanager
    def _loop(self, variable: str, number: int, *, has_forloop: bool = True) -> Iterator[None]:
        self._loops.append(_LoopScope(variable, number, len(self._captures), has_forloop))
        yield
        self._loops.pop()

    def _table(self, node: Loop, number: int) -> None:
        columns = self.value(node.columns) if node.columns is not None else "None"
        self.line(f"p{number} = c.push()")
        self.line("w('<tr class=\"row1\">\\n')")
        self.line(
            f"for r{number}, v{number} in c.cells(l{number}, {columns}, p{number}, {node.variable!r}, w):"
        )
        with self.indented(), self._loop(node.variable, number, has_forloop=False):
            self.block(node.body)
            self.line(f"w(r{number})")
        self.line("w('</tr>\\n')")
        self.line("c.pop()")

    def interrupt(self, node: Interrupt) -> None:
        if not self._loops:  # Outside loops, `break` ends the template.
            for end in reversed(self._captures):
                self.line(end)
            self.line("return")
            return
        for end in reversed(self._captures[self._loops[-1].captures :]):
            self.line(end)
        self.line(node.name)

    def count(self, node: Count) -> None:
        self.line(f"w(c.count({node.name!r}, {node.step}))")

    def cycle(self, node: Cycle) -> None:
        listed = ", ".join(map(self.value, node.values))
        self.line(f"w(text(c.cycle({self.value(node.group)}, ({listed},))))", node.line)

    def if_changed(self, node: IfChanged) -> None:
        number = self._begin_capture()
        self._captures.append(f"w = w{number}; c.show_changed(''.join(t{number}), w)")
        self.block(node.body)
        self.line(self._captures.pop())

    def include(self, node: Include) -> None:
        if isinstance(node.file, str):
            file = repr(node.file)
        else:
            file = " + ".join(f"text({self.value(part)})" for part in node.file)
        parameters = ", ".join(f"{name!r}: {self.value(value)}" for name, value in node.parameters)
        self.line(f"c.include({file}, {{{parameters}}}, {node.is_relative}, w, {node.line})", node.line)

    def call(self, node: Call) -> None:
        if node.body is None:
            self.line(f"w(c.call({node.name!r}, {node.markup!r}))", node.line)
            return
        number = self._begin_capture()
        self._captures.append(f"w = w{number}; w(c.call({node.name!r}, {node.markup!r}, ''.join(t{number})))")
        self.block(node.body)
        self.line(self._captures.pop(), node.line)


def _forloop(number: int, keys: tuple[str | Expression, ...]) -> tuple[str, tuple[str | Expression, ...]]:
    """The code of `forloop.key`; what is not a plain number is looked up in the loop's own mapping."""
    key = keys[0] if keys else None
    code = _FORLOOP.get(key) if isinstance(key, str) else None
    if code is None:
        return f"p{number}.forloop", keys
    return code.replace("#", str(number)), keys[1:]


_FORLOOP = {
    "index": "(i# + 1)",
    "index0": "i#",
    "rindex": "(n# - i#)",
    "rindex0": "(n# - i# - 1)",
    "first": "(i# == 0)",
    "last": "(i# == n# - 1)",
    "length": "n#",
}


def _shares_scope(nodes: Nodes) -> bool:
    """Whether something in a loop may look for its variables by name: an included template, another tag, a
    filter that takes an expression as text (`where_exp`), or `forloop` as a whole.
    """
    return any(map(_looks_for_names, nodes))


def _looks_for_names(node: Node) -> bool:
    if isinstance(node, (Include, Call)) or any(map(_may_look_for_names, expressions_of(node))):
        return True
    return any(_shares_scope(body) for body in bodies_of(node))


# Filters whose expressions are compiled when they are called, away from the loop around them.
_TAKING_EXPRESSIONS = frozenset({"where_exp", "find_exp", "group_by_exp"})


def _may_look_for_names(expression: Expression) -> bool:
    if isinstance(expression, Filtered) and any(
        item.name in _TAKING_EXPRESSIONS for item in expression.filters
    ):
        return True
    for path in paths_of(expression):
        if path.root == "forloop" and (not path.keys or path.keys[0] not in _FORLOOP):
            return True
        if not isinstance(path.root, str):
            return True
    return False


_WRITERS: dict[type, Callable[[_Writer, Any], None]] = {
    Text: _Writer.text,
    Show: _Writer.show,
    Assign: _Writer.assign,
    Capture: _Writer.capture,
    If: _Writer.choose,
    Case: _Writer.case,
    Loop: _Writer.loop,
    Interrupt: _Writer.interrupt,
    Count: _Writer.count,
    Cycle: _Writer.cycle,
    IfChanged: _Writer.if_changed,
    Include: _Writer.include,
    Call: _Writer.call,
}
