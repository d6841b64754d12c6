"""What YAML holds: its values, where they are, and what is odd about them. Pure."""

from __future__ import annotations

from typing import Any

import msgspec

from allforces_site.messages.message import Message, say


class DoubledKey(msgspec.Struct, frozen=True):
    """A key that a mapping holds twice; lines count from 1."""

    key: str
    line: int
    first_line: int


def twice_message(key: DoubledKey) -> Message:
    """What is wrong with a key that is written twice."""
    return say(
        'key "{key}" is written twice (first in line {line}); the last one counts',
        key=key.key,
        line=key.first_line,
    )


class Notice(msgspec.Struct, frozen=True):
    """Something to report as the problem `code`; `line` counts from 1."""

    code: str
    line: int
    message: Message
    hint: Message


class YamlMapping(msgspec.Struct, frozen=True):
    """A mapping at the top of a text.

    `values` are the plain values; `written` holds each top-level scalar as written in the text (a title of
    `1.10` is 1.1 as a value); `lines` are the lines of the top-level keys, from 1. Of a key written twice the
    last one counts, as in Jekyll; `twice` lists them all. `notices` are what the author probably did not
    mean.
    """

    values: dict[str, Any]
    written: dict[str, str]
    lines: dict[str, int]
    twice: tuple[DoubledKey, ...] = ()
    notices: tuple[Notice, ...] = ()


class YamlValue(msgspec.Struct, frozen=True):
    """The value of a whole text, with `twice` and `notices` as in `YamlMapping`."""

    value: Any
    twice: tuple[DoubledKey, ...] = ()
    notices: tuple[Notice, ...] = ()


class TextFields(msgspec.Struct, frozen=True):
    """Fields whose values are text as written: a tag `3.10` is not a number, `no` is not a boolean.

    They are the keys `texts` and `lists` of the mappings at the path `below` (`*` for each item of a list).
    In place of a list, true or false alone is a mistake, not a name. In `prose` fields, a # is probably part
    of the text, not the beginning of a comment.
    """

    texts: frozenset[str] = frozenset()
    lists: frozenset[str] = frozenset()
    prose: frozenset[str] = frozenset()
    below: tuple[str, ...] = ()
