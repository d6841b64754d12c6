"""What a template consists of."""

from __future__ import annotations

from typing import TypeAlias

import msgspec

from allforces_site.liquid.expressions import Condition, Expression


class Text(msgspec.Struct, frozen=True):
    """Text as it stands."""

    text: str


class Show(msgspec.Struct, frozen=True):
    """`{{ value }}`."""

    value: Expression
    line: int


class Assign(msgspec.Struct, frozen=True):
    """`assign name = value`."""

    name: str
    value: Expression
    line: int


class Capture(msgspec.Struct, frozen=True):
    """`capture name`."""

    name: str
    body: tuple[Node, ...]


class Branch(msgspec.Struct, frozen=True):
    """A condition, None for `else`, and what is rendered then."""

    condition: Condition | None
    body: tuple[Node, ...]
    line: int


class If(msgspec.Struct, frozen=True):
    """`if`, or with `negated`, `unless`: the first branch is taken if its condition is false."""

    branches: tuple[Branch, ...]
    negated: bool = False


class When(msgspec.Struct, frozen=True):
    """Values of a `case`, none for `else`, and what is rendered for them."""

    values: tuple[Expression, ...]
    body: tuple[Node, ...]
    is_else: bool = False


class Case(msgspec.Struct, frozen=True):
    """`case value`."""

    value: Expression
    whens: tuple[When, ...]
    line: int


class Loop(msgspec.Struct, frozen=True):
    """`for` and `tablerow`. `offset` is None, an expression, or "continue"; `columns` is of `tablerow`."""

    variable: str
    items: Expression
    name: str
    body: tuple[Node, ...]
    line: int
    limit: Expression | None = None
    offset: Expression | str | None = None
    is_reversed: bool = False
    otherwise: tuple[Node, ...] = ()
    is_table: bool = False
    columns: Expression | None = None


class Interrupt(msgspec.Struct, frozen=True):
    """`break` or `continue`."""

    name: str


class Count(msgspec.Struct, frozen=True):
    """`increment` or, with the step -1, `decrement`."""

    name: str
    step: int


class Cycle(msgspec.Struct, frozen=True):
    """`cycle`: `group` tells which cycles share their place."""

    group: Expression | str
    values: tuple[Expression, ...]
    line: int


class IfChanged(msgspec.Struct, frozen=True):
    """`ifchanged`: shown if it differs from the last one shown."""

    body: tuple[Node, ...]


class Include(msgspec.Struct, frozen=True):
    """Jekyll's `include`, `include_cached` and `include_relative`.

    `file` is a name, or an expression for `{{ … }}` in it. `parameters` are the template's `include`.
    """

    file: str | tuple[str | Expression, ...]
    parameters: tuple[tuple[str, Expression], ...]
    line: int
    is_relative: bool = False


class Call(msgspec.Struct, frozen=True):
    """Any other tag: a function of the environment by the tag's name, with its markup and its body."""

    name: str
    markup: str
    line: int
    body: tuple[Node, ...] | None = None


Node: TypeAlias = (
    Text | Show | Assign | Capture | If | Case | Loop | Interrupt | Count | Cycle | IfChanged | Include | Call
)
