"""Filters of numbers. Decimal numbers are reckoned exactly, as Liquid does with BigDecimal."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal, DivisionByZero, InvalidOperation
from typing import Any

from allforces_site.liquid.context import Context
from allforces_site.liquid.errors import LiquidError
from allforces_site.liquid.values import inspect, to_integer
from allforces_site.messages.message import say

Number = int | Decimal
# A number of more digits takes minutes to reckon with.
_MOST_DIGITS = 2_000


def _number(value: object) -> Number:
    """Liquid's Utils.to_number: 0 for what is no number."""
    if isinstance(value, bool):
        return 0
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        if not math.isfinite(value):
            raise LiquidError(say("{found} is no number to reckon with", found=inspect(value)))
        return Decimal(repr(value))
    if isinstance(value, str):
        return (
            Decimal(value.strip())
            if re.fullmatch(r"-?\d+\.\d+", value.strip(), re.ASCII)
            else to_integer(value)
        )
    return 0


def _result(value: Number) -> int | float:
    if isinstance(value, int):
        if value.bit_length() > _MOST_DIGITS * 4:
            raise LiquidError(say("the result has more than {most} digits", most=_MOST_DIGITS))
        return value
    return float(value)


def _operation(operate: Callable[[Any, Any], Any]) -> Callable[[Context, object, object], int | float]:
    def apply(_: Context, value: object, operand: object) -> int | float:
        left, right = _number(value), _number(operand)
        if isinstance(left, Decimal) or isinstance(right, Decimal):
            left, right = Decimal(left), Decimal(right)
        if isinstance(left, Decimal) and not right and operate is _divide:
            return math.nan if not left else math.copysign(math.inf, left)
        try:
            return _result(operate(left, right))
        except (ZeroDivisionError, DivisionByZero, InvalidOperation):
            raise LiquidError(say("divided by 0")) from None

    return apply


def _divide(left: Number, right: Number) -> Number:
    return left // right if isinstance(left, int) else left / right


def _modulo(left: Number, right: Number) -> Number:
    """The sign is that of the divisor, as in Ruby."""
    if isinstance(left, int):
        return left % right
    remainder = left % right
    return remainder + right if remainder and (remainder < 0) != (right < 0) else remainder


def _abs(_: Context, value: object) -> int | float:
    number = _number(value)
    return _result(-number if number < 0 else number)


def _round(_: Context, value: object, digits: object = 0) -> int | float:
    number, places = _number(value), int(_number(digits))
    if abs(places) > _MOST_DIGITS:
        raise LiquidError(say("a number cannot be rounded to {places} places", places=places))
    if isinstance(number, int):
        return (
            number
            if places >= 0
            else int(Decimal(number).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))
        )
    rounded = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return float(rounded) if places > 0 else int(rounded)


def _ceil(_: Context, value: object) -> int:
    return math.ceil(_number(value))


def _floor(_: Context, value: object) -> int:
    return math.floor(_number(value))


def _at_least(_: Context, value: object, least: object) -> int | float:
    number: Number = max(_number(value), _number(least))
    return _result(number)


def _at_most(_: Context, value: object, most: object) -> int | float:
    number: Number = min(_number(value), _number(most))
    return _result(number)


def _to_integer(_: Context, value: object) -> int:
    if isinstance(value, (list, dict)):
        raise LiquidError(say("{found} is no number", found=inspect(value)))
    return to_integer(value)


NUMBER_FILTERS: Mapping[str, Callable[..., Any]] = {
    "plus": _operation(lambda left, right: left + right),
    "minus": _operation(lambda left, right: left - right),
    "times": _operation(lambda left, right: left * right),
    "divided_by": _operation(_divide),
    "modulo": _operation(_modulo),
    "abs": _abs,
    "round": _round,
    "ceil": _ceil,
    "floor": _floor,
    "at_least": _at_least,
    "at_most": _at_most,
    "to_integer": _to_integer,
}
