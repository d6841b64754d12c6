"""Filters of lists: Liquid's standard ones, and Jekyll's, which take the place of some."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from functools import cmp_to_key
from typing import Any

from allforces_site.liquid.compiler import compile_condition, compile_value
from allforces_site.liquid.context import Context
from allforces_site.liquid.errors import LiquidError
from allforces_site.liquid.filters.text import integer
from allforces_site.liquid.values import (
    EmptyText,
    compare,
    flatten,
    get,
    inspect,
    is_true,
    not_comparable,
    to_float,
    to_s,
    to_text,
)
from allforces_site.messages.message import say

_FLOAT_LIKE = re.compile(r"\s*-?(?:\d+\.?\d*|\.\d+)\s*\Z", re.ASCII)
_INTEGER_LIKE = re.compile(r"\s*-?\d+\s*\Z", re.ASCII)


def _iterated(value: object) -> list[Any]:
    """What Liquid's InputIterator visits."""
    if isinstance(value, list):
        return flatten(value)
    return [] if value is None else [value]


def _same(value: object) -> object:
    """A key that is equal for values that Ruby's `uniq` takes for the same."""
    return (
        (type(value).__name__, inspect(value))
        if isinstance(value, (list, dict, bool))
        else (value, type(value))
    )


def _size(_: Context, value: object) -> int:
    if isinstance(value, (str, list, dict)):
        return len(value)
    return 8 if isinstance(value, int) and not isinstance(value, bool) else 0


def _first(_: Context, value: object) -> Any:
    if isinstance(value, dict):
        return next(([key, value[key]] for key in value), None)
    return value[0] if isinstance(value, list) and value else None


def _last(_: Context, value: object) -> Any:
    return value[-1] if isinstance(value, list) and value else None


def _join(_: Context, value: object, glue: object = " ") -> str:
    return to_text(glue).join(map(to_text, _iterated(value)))


def _sort_natural(_: Context, value: object, key: object = None) -> list[Any]:
    def order(left: object, right: object) -> int:
        if left is None or right is None:
            return 0 if left is right else 1 if left is None else -1
        one, other = _folded(to_text(left)), _folded(to_text(right))
        return (one > other) - (one < other)

    items = _iterated(value)
    return sorted(items, key=cmp_to_key(lambda a, b: order(_part(a, key), _part(b, key))))


def _folded(text: str) -> str:
    """As `casecmp` compares: only ASCII letters are folded."""
    return "".join(char.lower() if char.isascii() else char for char in text)


def _part(item: object, key: object) -> Any:
    return item if key is None else get(item, key)


def _uniq(_: Context, value: object, key: object = None) -> list[Any]:
    return _first_of_each(_iterated(value), key)


def _first_of_each(items: list[Any], key: object) -> list[Any]:
    seen: set[object] = set()
    kept = []
    for item in items:
        mark = _same(_part(item, key))
        if mark not in seen:
            seen.add(mark)
            kept.append(item)
    return kept


def _reverse(_: Context, value: object) -> list[Any]:
    return _iterated(value)[::-1]


def _map(_: Context, value: object, key: object) -> list[Any]:
    items = _iterated(value)
    if any(isinstance(item, int) and not isinstance(item, bool) for item in items):
        raise LiquidError(say("a number has no property '{name}'", name=to_text(key)))
    return [get(item, key) for item in items]


def _compact(_: Context, value: object, key: object = None) -> list[Any]:
    return [item for item in _iterated(value) if _part(item, key) is not None]


def _concat(_: Context, value: object, more: object) -> list[Any]:
    if not isinstance(more, list):
        raise LiquidError(say("`{filter}` wants a list, not {found}", filter="concat", found=inspect(more)))
    return _iterated(value) + more


def _default(_: Context, value: object, default: object = "", options: object = None) -> Any:
    allow_false = isinstance(options, dict) and is_true(options.get("allow_false"))
    is_missing = value is None if allow_false else not is_true(value)
    return default if is_missing or (isinstance(value, (str, list, dict)) and not value) else value


# ---- Jekyll's --------------------------------------------------------------------------------


def _property(item: object, name: object) -> Any:
    """A property by name, or by names with dots; a text that looks like a number is one."""
    value: Any = item
    for key in to_text(name).split("."):
        value = get(value, key)
    text = to_text(value)
    if _INTEGER_LIKE.match(text):
        return int(text) if len(text) < 4000 else value
    return to_float(text) if _FLOAT_LIKE.match(text) else value


def _matches(value: object, target: object) -> bool:
    if target is None:
        return value is None
    if isinstance(target, EmptyText):
        return to_text(_ruby_array(value)) == ""
    wanted = to_s(target)
    if isinstance(value, str):
        return value == wanted
    return any(to_s(item) == wanted for item in _ruby_array(value))


def _ruby_array(value: object) -> list[Any]:
    """Ruby's `Array(value)`."""
    if isinstance(value, list):
        return value
    if isinstance(value, dict):
        return [[key, value[key]] for key in value]
    return [] if value is None else [value]


def _selected(value: object) -> list[Any] | None:
    """The items to select from; None if there is nothing to select from."""
    if isinstance(value, dict):
        return [value[key] for key in value]
    return value if isinstance(value, list) else None


def _where(_: Context, value: object, name: object, target: object) -> Any:
    items = _selected(value)
    if not is_true(name) or isinstance(target, (list, dict)) or items is None:
        return value
    return [item for item in items if _matches(_property(item, name), target)]


def _find(_: Context, value: object, name: object, target: object) -> Any:
    items = _selected(value)
    if not is_true(name) or isinstance(target, (list, dict)) or items is None:
        return value
    return next((item for item in items if _matches(_property(item, name), target)), None)


def _where_exp(context: Context, value: object, variable: object, expression: object) -> Any:
    items = _selected(value)
    if items is None:
        return value
    holds = compile_condition(to_text(variable), to_text(expression))
    return [item for item in items if holds(context, item)]


def _find_exp(context: Context, value: object, variable: object, expression: object) -> Any:
    items = _selected(value)
    if items is None:
        return value
    holds = compile_condition(to_text(variable), to_text(expression))
    return next((item for item in items if holds(context, item)), None)


def _group_by(_: Context, value: object, name: object) -> Any:
    if not isinstance(value, (list, dict)):
        return value
    return _grouped((to_s(_property(item, name)), item) for item in _ruby_array(value))


def _group_by_exp(context: Context, value: object, variable: object, expression: object) -> Any:
    if not isinstance(value, (list, dict)):
        return value
    evaluate = compile_value(to_text(variable), to_text(expression), context.environment.filters)
    return _grouped((evaluate(context, item), item) for item in _ruby_array(value))


def _grouped(pairs: Any) -> list[dict[str, Any]]:
    groups: dict[object, dict[str, Any]] = {}
    for name, item in pairs:
        groups.setdefault(_same(name), {"name": name, "items": []})["items"].append(item)
    return [{**group, "size": len(group["items"])} for group in groups.values()]


def _sort(_: Context, value: object, name: object = None, nils: object = "first") -> list[Any]:
    if value is None:
        raise LiquidError(say("Cannot sort a null object."))
    if not isinstance(value, (list, dict)):
        raise LiquidError(say("`{filter}` wants a list, not {found}", filter="sort", found=inspect(value)))
    items = _ruby_array(value)
    if name is None:
        return sorted(items, key=cmp_to_key(_strictly))
    if nils not in ("first", "last"):
        raise LiquidError(
            say("'{found}' is not a valid nils order. It must be 'first' or 'last'.", found=to_text(nils))
        )
    missing = 1 if nils == "last" else -1

    def order(left: tuple[Any, Any], right: tuple[Any, Any]) -> int:
        one, other = left[0], right[0]
        if one is None or other is None:
            return 0 if one is other else missing if one is None else -missing
        found = compare(one, other)
        if found is not None:
            return found
        return (to_text(one) > to_text(other)) - (to_text(one) < to_text(other))

    return [
        item for _, item in sorted(((_property(item, name), item) for item in items), key=cmp_to_key(order))
    ]


def _strictly(left: object, right: object) -> int:
    found = compare(left, right)
    if found is None:
        raise LiquidError(not_comparable(inspect(left)[:60], inspect(right)[:60]))
    return found


def _pop(_: Context, value: object, count: object = 1) -> Any:
    return value[: max(len(value) - integer(count), 0)] if isinstance(value, list) else value


def _shift(_: Context, value: object, count: object = 1) -> Any:
    return value[integer(count) :] if isinstance(value, list) else value


def _push(_: Context, value: object, item: object) -> Any:
    return [*value, item] if isinstance(value, list) else value


def _unshift(_: Context, value: object, item: object) -> Any:
    return [item, *value] if isinstance(value, list) else value


def _sample(context: Context, value: object, count: object = 1) -> Any:
    """Chosen by the page and the items, so that each build chooses the same (Jekyll: at random)."""
    if not isinstance(value, list):
        return value
    chosen = random.Random(f"{context.through[:1]}{to_text(get(context.find('page'), 'url'))}{len(value)}")
    try:
        wanted = integer(count)
    except LiquidError:
        wanted = 1
    if wanted == 1:
        return chosen.choice(value) if value else None
    return chosen.sample(value, min(max(wanted, 0), len(value)))


ARRAY_FILTERS: Mapping[str, Callable[..., Any]] = {
    "size": _size,
    "first": _first,
    "last": _last,
    "join": _join,
    "sort_natural": _sort_natural,
    "uniq": _uniq,
    "reverse": _reverse,
    "map": _map,
    "compact": _compact,
    "concat": _concat,
    "default": _default,
    "where": _where,
    "find": _find,
    "where_exp": _where_exp,
    "find_exp": _find_exp,
    "group_by": _group_by,
    "group_by_exp": _group_by_exp,
    "sort": _sort,
    "pop": _pop,
    "shift": _shift,
    "push": _push,
    "unshift": _unshift,
    "sample": _sample,
}
