"""Values as Liquid and Ruby treat them: what is true, equal, less, contained; how a value becomes text.

Values are None, bool, int, float, str, list, dict, datetime and date; a dict may compute values when asked.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from allforces_site.messages.message import Message, say

_NUMBER = re.compile(r"\s*[-+]?\d+(?:_?\d)*(?:\.\d+)?(?:[eE][-+]?\d+)?", re.ASCII)


class ComparisonError(Exception):
    """Two values of kinds that Ruby does not compare."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


def not_comparable(left: str, right: str) -> Message:
    """The message that two values, as they are shown, cannot be compared."""
    return say("comparison of {left} with {right} failed", left=left, right=right)


def is_true(value: object) -> bool:
    """All but nil and false."""
    return value is not None and value is not False


# ---- looking up ------------------------------------------------------------------------------


def get(value: object, key: object) -> Any:
    """The value of a key or index; nil if there is none."""
    if isinstance(value, dict):
        try:
            return value[key]
        except (KeyError, TypeError):
            return None
    if isinstance(value, list) and type(key) is int:
        return value[key] if -len(value) <= key < len(value) else None
    return None


def get_or_command(value: object, key: str) -> Any:
    """As `get`, for the keys `size`, `first` and `last`, which values without such a key answer to."""
    if isinstance(value, dict):
        if key in value:
            return value[key]
        if key == "size":
            return len(value)
        return first_of(value) if key == "first" else None
    if isinstance(value, list):
        if key == "size":
            return len(value)
        return (value[0] if key == "first" else value[-1]) if value else None
    if key == "size":
        return len(value) if isinstance(value, str) else 8 if type(value) is int else None
    return None


def first_of(value: Mapping[str, Any]) -> list[Any] | None:
    """The first pair of a mapping."""
    return next(([key, value[key]] for key in value), None)


def items_of(value: object) -> list[Any]:
    """What `for` visits: the items of a list, the pairs of a mapping, a text as a whole."""
    if isinstance(value, list):
        return value
    if isinstance(value, dict):
        return [[key, value[key]] for key in value]
    if isinstance(value, str):
        return [value] if value else []
    return []


# ---- comparing -------------------------------------------------------------------------------


def equal(left: object, right: object) -> bool:
    """Ruby's `==`: no number equals a boolean, a whole number equals a decimal one."""
    if isinstance(left, str):
        return left == right
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    return left == right


def is_empty(value: object) -> bool | None:
    """Whether a text, list or mapping is empty; None for other values, which cannot be."""
    return len(value) == 0 if isinstance(value, (str, list, dict)) else None


def less(left: object, right: object, allow_equal: bool = False) -> bool:
    """Ruby's `<`, or `<=`; false for values that have no order. Raises `ComparisonError` for two kinds."""
    if type(left) is type(right) is int:  # Nearly always; it spares four calls.
        return left <= right if allow_equal else left < right
    if not _has_order(left) or not _has_order(right):
        return False
    if type(left) is not type(right) and not (_is_number(left) and _is_number(right)):
        raise ComparisonError(not_comparable(ruby_class(left), _shown(right)))
    return bool(left <= right if allow_equal else left < right)  # type: ignore[operator]


def _has_order(value: object) -> bool:
    return isinstance(value, (int, float, str, date)) and not isinstance(value, bool)


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _shown(value: object) -> str:
    """A value as Ruby names it in the message of a comparison that failed."""
    return inspect(value) if value is None or isinstance(value, (int, float)) else ruby_class(value)


def contains(left: object, right: object) -> bool:
    """Whether a text holds a text, a list a value, a mapping a key."""
    if not is_true(left) or not is_true(right):
        return False
    if isinstance(left, str):
        return to_text(right) in left
    if isinstance(left, list):
        # Texts are what is nearly always looked for, and equal nothing else.
        return right in left if isinstance(right, str) else any(equal(item, right) for item in left)
    return isinstance(left, dict) and isinstance(right, str) and right in left


def compare(left: Any, right: Any) -> int | None:
    """Ruby's `<=>`: -1, 0, 1, or None for values that have no order between them."""
    if left is None and right is None:
        return 0
    if isinstance(left, list) and isinstance(right, list):
        for one, other in zip(left, right, strict=False):
            order = compare(one, other)
            if order != 0:
                return order
        return int(len(left) > len(right)) - int(len(left) < len(right))
    if (
        (_is_number(left) and _is_number(right))
        or (isinstance(left, str) and isinstance(right, str))
        or (isinstance(left, datetime) and isinstance(right, datetime))
    ):
        return int(left > right) - int(left < right)
    if isinstance(left, date) and type(left) is type(right):
        return int(left > right) - int(left < right)
    return 0 if left is right or (type(left) is type(right) and left == right) else None


# ---- text ------------------------------------------------------------------------------------


def to_text(value: object) -> str:
    """What an output shows of a value: Ruby's `to_s`; the items of a list are joined."""
    if type(value) is str:
        return value
    if value is None:
        return ""
    converted = _TO_TEXT.get(type(value))
    if converted is not None:
        return converted(value)
    for kind, convert in _TO_TEXT.items():
        if isinstance(value, kind):
            return convert(value)
    return str(value)


def to_s(value: object) -> str:
    """Ruby's `to_s`, as filters read their values: a list is shown with brackets."""
    return inspect(value) if isinstance(value, list) else to_text(value)


class Range(list[Any]):
    """The whole numbers of `(first..last)`, which is shown as `first..last`."""

    def text(self) -> str:
        """As Ruby shows it."""
        return f"{self[0]}..{self[-1]}" if self else ""


class EmptyText(str):
    """`empty` or `blank` as the argument of a filter."""

    __slots__ = ()


EMPTY = EmptyText()


def _list_text(value: list[Any]) -> str:
    return value.text() if isinstance(value, Range) else "".join(map(to_text, value))


def float_text(value: float) -> str:
    """Ruby's `Float#to_s`: an exponent below 0.0001 and from 1e16 on."""
    if math.isnan(value) or math.isinf(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    if value == 0 or 1e-4 <= abs(value) < 1e16:
        text = repr(value)
        return text if "e" not in text else f"{value:.17f}".rstrip("0")
    digits, _, exponent = repr(value).partition("e")
    if not exponent:
        digits, _, exponent = f"{value:e}".partition("e")
        digits = digits.rstrip("0") if "." in digits else digits
    digits = digits if "." in digits else digits + ".0"
    digits = digits + "0" if digits.endswith(".") else digits
    sign, number = ("-" if int(exponent) < 0 else "+"), abs(int(exponent))
    return f"{digits}e{sign}{number:02}"


def time_text(value: datetime) -> str:
    """Ruby's `Time#to_s`: `2024-02-03 04:05:06 +0900`."""
    zone = value.strftime("%z")[:5] or "UTC"
    return f"{value.year:04}-{value:%m-%d %H:%M:%S} {zone}"


_TO_TEXT: dict[type, Callable[[Any], str]] = {
    bool: lambda value: "true" if value else "false",
    int: str,
    float: float_text,
    list: _list_text,
    dict: lambda value: to_text(value.text()) if hasattr(value, "text") else inspect(value),
    datetime: time_text,
    date: lambda value: value.isoformat(),
}


def inspect(value: object) -> str:
    """Ruby's `inspect` (as of Ruby 3.3)."""
    if value is None:
        return "nil"
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, list):
        return "[" + ", ".join(map(inspect, value)) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{inspect(key)}=>{inspect(value[key])}" for key in value) + "}"
    return to_text(value)


_ESCAPES = {
    '"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\x07": "\\a", "\x08": "\\b",
    "\x0b": "\\v", "\x0c": "\\f", "\x1b": "\\e",
}  # fmt: skip


def _quoted(text: str) -> str:
    shown = []
    for index, char in enumerate(text):
        if char == "#" and text[index + 1 : index + 2] in ("{", "$", "@"):
            shown.append("\\#")
        elif char in _ESCAPES:
            shown.append(_ESCAPES[char])
        else:
            shown.append(char if char.isprintable() or char == "\u3000" else _escaped(char))
    return '"' + "".join(shown) + '"'


def _escaped(char: str) -> str:
    code = ord(char)
    if code < 0x80:
        return f"\\x{code:02X}"
    return f"\\u{code:04X}" if code < 0x10000 else f"\\u{{{code:X}}}"


def ruby_class(value: object) -> str:
    """The name of a value's class in Ruby."""
    for kind, name in (
        (bool, "true" if value else "false"), (int, "Integer"), (float, "Float"), (str, "String"),
        (list, "Array"), (dict, "Hash"), (datetime, "Time"), (date, "Date"),
    ):  # fmt: skip
        if isinstance(value, kind):
            return name
    return "nil"


# ---- numbers ---------------------------------------------------------------------------------


def to_number(value: object) -> int | float:
    """A number as Liquid's filters read it (Utils.to_number): texts that are no number are 0."""
    if isinstance(value, bool):
        return 0
    if isinstance(value, (int, float)):
        return value
    if isinstance(value, str):
        text = value.strip()
        if re.match(r"\A-?\d+\.\d+\Z", text, re.ASCII):
            return float(text)
        return to_integer(text)
    return 0


def to_integer(value: object) -> int:
    """Ruby's `to_i`: the number that a text begins with, or 0."""
    if isinstance(value, bool):
        return 1 if value else 0
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        return int(value) if math.isfinite(value) else 0
    match = re.match(r"\s*([-+]?\d+(?:_\d+)*)", value, re.ASCII) if isinstance(value, str) else None
    return int(match[1].replace("_", "")) if match and len(match[1]) < 4000 else 0


def to_float(value: object) -> float:
    """Ruby's `to_f`."""
    if isinstance(value, (int, float)):
        return float(value)
    match = _NUMBER.match(value) if isinstance(value, str) else None
    return float(match[0].replace("_", "")) if match else 0.0


def flatten(values: Iterable[Any]) -> list[Any]:
    """Ruby's `Array#flatten`."""
    flat: list[Any] = []
    for value in values:
        if isinstance(value, list):
            flat += flatten(value)
        else:
            flat.append(value)
    return flat
