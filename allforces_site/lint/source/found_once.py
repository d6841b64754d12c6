"""Attributes that are found when they are first asked for, and kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

Value = TypeVar("Value")


class found_once(Generic[Value]):  # noqa: N801 (it decorates methods, as property does)
    """`functools.cached_property` without the lock that it takes up to Python 3.11.

    A post has some hundred blocks with three of these each: the locks took 2 % of the time of judging it.
    """

    def __init__(self, find: Callable[[Any], Value]) -> None:
        self._find = find
        self.__doc__ = find.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, instance: object, owner: type | None = None) -> Value:
        value = instance.__dict__[self._name] = self._find(instance)
        return value
