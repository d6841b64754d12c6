"""Expressions of Liquid: literals, paths, ranges, filters, conditions. Parsed as Liquid 4's lax parser does.

Jekyll runs Liquid in the mode `warn`, in which this parser reads what the strict one refuses.
"""

from __future__ import annotations

import re
from typing import TypeAlias

import msgspec

from allforces_site.liquid.errors import LiquidError
from allforces_site.messages.message import Message, say

_QUOTED = r"(?:\"[^\"]*\"|'[^']*')"
# Liquid's QuotedFragment. Brackets with spaces in them, which only the strict parser reads, belong to it.
_BRACKETS = rf"\[(?:[^\[\]'\"|]|{_QUOTED}|\[[^\[\]]*\])*\]"
FRAGMENT = rf"(?:{_QUOTED}|(?:{_BRACKETS}|[^\s,|'\"]|{_QUOTED})+)"

_VALUE_AND_FILTERS = re.compile(rf"({FRAGMENT})(.*)", re.DOTALL)
_FILTERS = re.compile(r"\|\s*(.*)", re.DOTALL)
_FILTER = re.compile(rf"(?:\s+|{FRAGMENT}|,)+")
_FILTER_NAME = re.compile(r"\w+", re.ASCII)
_FILTER_ARGUMENT = re.compile(rf"(?::|,)\s*((?:\w+\s*:\s*)?{FRAGMENT}\s*)", re.ASCII)
_NAMED = re.compile(rf"(\w[\w-]*)\s*:\s*({FRAGMENT})\s*\Z", re.ASCII)
NAMED_ARGUMENT = re.compile(rf"(\w[\w-]*)\s*:\s*({FRAGMENT})", re.ASCII)

_STRING = re.compile(r"\A(?:'(.*)'|\"(.*)\")\Z", re.DOTALL)
_INTEGER = re.compile(r"\A-?\d+\Z", re.ASCII)
_FLOAT = re.compile(r"\A-?\d[\d.]+\Z", re.ASCII)
_FLOAT_START = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)
_RANGE = re.compile(r"\A\((\S+)\.\.(\S+)\)\Z")
_PATH_PART = re.compile(r"\[(?:[^\[\]]|\[[^\]]*\])+\]|[\w-]+\??", re.ASCII)

_AND_OR = r"\b(?:\s?and\s?|\s?or\s?)\b"
_CONDITIONS = re.compile(rf"(?:{_AND_OR}|(?:\s*(?!{_AND_OR})(?:{FRAGMENT}|\S+)\s*)+)")
_COMPARISON = re.compile(rf"({FRAGMENT})\s*([=!<>a-z_]+)?\s*({FRAGMENT})?")

# What the strict parser reads, such as `a==b`, which the lax one would take for the path `a.b`.
_STRICT_VALUE = rf"(?:{_QUOTED}|-?\d+(?:\.\d+)?|[a-zA-Z_][\w-]*\??(?:\.[a-zA-Z_][\w-]*\??|\[[^\]]+\])*)"
_STRICT = re.compile(
    rf"\s*({_STRICT_VALUE})\s*(==|!=|<>|<=|>=|<|>|\bcontains\b)\s*({_STRICT_VALUE})\s*\Z", re.ASCII
)

OPERATORS = frozenset({"==", "!=", "<>", "<", ">", "<=", ">=", "contains"})
# Liquid calls these of a value that has no such key.
COMMANDS = frozenset({"size", "first", "last"})


class Literal(msgspec.Struct, frozen=True):
    """A constant."""

    value: str | int | float | bool | None


class Emptiness(msgspec.Struct, frozen=True):
    """`empty` or `blank`: equal to values that answer to it."""

    name: str


class Path(msgspec.Struct, frozen=True):
    """A variable, and the keys that lead on from it. `root` is an expression for `[name].key`."""

    root: str | Expression
    keys: tuple[str | Expression, ...] = ()


class Range(msgspec.Struct, frozen=True):
    """`(first..last)`."""

    first: Expression
    last: Expression


class Filter(msgspec.Struct, frozen=True):
    """A filter with its arguments."""

    name: str
    arguments: tuple[Expression, ...]
    named: tuple[tuple[str, Expression], ...]


class Filtered(msgspec.Struct, frozen=True):
    """A value and the filters it passes."""

    value: Expression
    filters: tuple[Filter, ...]


class Comparison(msgspec.Struct, frozen=True):
    """Two values and an operator; one value alone has the operator ""."""

    left: Expression
    operator: str
    right: Expression


class Both(msgspec.Struct, frozen=True):
    """`left and right`, or with `either`, `left or right`. Liquid groups from the right."""

    left: Condition
    right: Condition
    either: bool


Expression: TypeAlias = Literal | Emptiness | Path | Range | Filtered
Condition: TypeAlias = Comparison | Both

NIL = Literal(None)
_WORDS: dict[str, Expression] = {
    "": NIL,
    "nil": NIL,
    "null": NIL,
    "true": Literal(True),
    "false": Literal(False),
    "blank": Emptiness("blank"),
    "empty": Emptiness("empty"),
}


def parse_value(markup: str) -> Expression:
    """The value that `markup` names (Liquid::Expression.parse)."""
    markup = markup.strip()
    if markup in _WORDS:
        return _WORDS[markup]
    if match := _STRING.match(markup):
        return Literal(match[1] if match[1] is not None else match[2])
    if _INTEGER.match(markup):
        return Literal(int(markup))
    if match := _RANGE.match(markup):
        return Range(parse_value(match[1]), parse_value(match[2]))
    if _FLOAT.match(markup) and (match := _FLOAT_START.match(markup)):
        return Literal(float(match[0]))
    return _path(markup)


def _path(markup: str) -> Expression:
    parts = [_key(part) for part in _PATH_PART.findall(markup)]
    return Path(parts[0], tuple(parts[1:])) if parts else NIL


def _key(part: str) -> str | Expression:
    if not part.startswith("["):
        return part
    value = parse_value(part[1:-1])
    return value.value if isinstance(value, Literal) and isinstance(value.value, str) else value


def parse_filtered(markup: str) -> Expression:
    """A value with filters: what an output or the right side of `assign` holds (Liquid::Variable)."""
    match = _VALUE_AND_FILTERS.search(markup)
    if match is None:
        return NIL
    value = parse_value(match[1])
    filters = _FILTERS.search(match[2])
    if filters is None:
        return value
    found = [_filter(part) for part in _FILTER.findall(filters[1]) if _FILTER_NAME.search(part)]
    return Filtered(value, tuple(found)) if found else value


def _filter(markup: str) -> Filter:
    name = _FILTER_NAME.search(markup)
    assert name is not None
    arguments: list[Expression] = []
    named: list[tuple[str, Expression]] = []
    for argument in _FILTER_ARGUMENT.findall(markup):
        if match := _NAMED.match(argument):
            named.append((match[1], parse_value(match[2])))
        else:
            arguments.append(parse_value(argument))
    return Filter(name[0], tuple(arguments), tuple(named))


def parse_condition(markup: str, line: int) -> Condition:
    """The condition of `if`, `elsif` and `unless`. Raises `LiquidError`."""
    parts = [match[0] for match in _CONDITIONS.finditer(markup)]
    condition: Condition = _comparison(parts.pop() if parts else "", markup, line)
    while parts:
        operator = parts.pop().strip()
        left = _comparison(parts.pop() if parts else "", markup, line)
        if operator not in ("and", "or"):
            raise LiquidError(_no_condition(markup), line)
        condition = Both(left, condition, operator == "or")
    return condition


def _no_condition(found: str) -> Message:
    return say("no condition: {found}", found=found) if found.strip() else say("the condition is missing")


def _comparison(markup: str, whole: str, line: int) -> Comparison:
    match = _STRICT.match(markup) or _COMPARISON.search(markup)
    if match is None:
        raise LiquidError(_no_condition(whole), line)
    operator = match[2] or ""
    if operator and operator not in OPERATORS:
        raise LiquidError(say("unknown operator {operator}", operator=operator), line)
    return Comparison(parse_value(match[1]), operator, parse_value(match[3] or ""))
