"""Reads the JSON of data files; every error has its line."""

from __future__ import annotations

import json
import re
from typing import Any

from allforces_site.front_matter.yaml_messages import TOO_LONG, shown
from allforces_site.messages.message import N_, Message, as_it_is, say
from allforces_site.text.plain_values import UNPRINTABLE, is_storable

# More digits than a whole number of 64 bits has; Python refuses to read numbers of some thousand digits.
_MOST_DIGITS = 20

# Texts and numbers, anywhere in the file.
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|-?[0-9][0-9.eE+-]*')
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_MAY_BE_UNPRINTABLE = re.compile(rf"\\[ubf]|{UNPRINTABLE.pattern}")


class JsonError(Exception):
    """A text that is not JSON, or holds what no page can show. `line` counts from 1; None: no one line."""

    def __init__(self, message: Message, line: int | None, hint: Message) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.hint = hint


# What Python's `json` says of a text.
_OF_TEXTS = frozenset(
    {
        N_("expecting ',' delimiter"),
        N_("expecting ':' delimiter"),
        N_("expecting property name enclosed in double quotes"),
        N_("expecting value"),
        N_("extra data"),
        N_("illegal trailing comma before end of array"),
        N_("illegal trailing comma before end of object"),
        N_("invalid \\escape"),
        N_("invalid \\uXXXX escape"),
        N_("invalid control character at"),
        N_("unexpected UTF-8 BOM (decode using utf-8-sig)"),
        N_("unterminated string starting at"),
    }
)


class _TooLongError(Exception):
    """A whole number of more than 64 bits."""


def load_json(text: str) -> Any:
    """The value that `text` holds. Raises `JsonError`."""
    try:
        value = json.loads(text, parse_int=_whole_number)
    except json.JSONDecodeError as exc:
        found = shown(text[exc.pos : exc.pos + 20]) if exc.pos < len(text) else say("the end of the file")
        message = say("is no JSON: {problem}, found {found}", problem=_of_json(exc.msg), found=found)
        raise JsonError(message, exc.lineno, say("correct the line")) from None
    except RecursionError:
        raise JsonError(say("is nested too deeply"), None, say("nest it less")) from None
    except _TooLongError:
        value = None
        may_be_unusable = True
    else:
        may_be_unusable = _MAY_BE_UNPRINTABLE.search(text) is not None
    if may_be_unusable:
        _refuse_unusable(text)
    return value


def _of_json(said: str) -> Message:
    text = said[:1].lower() + said[1:]
    return Message(text) if text in _OF_TEXTS else as_it_is(text)


def _whole_number(digits: str) -> int:
    if len(digits.lstrip("-")) > _MOST_DIGITS or not is_storable(int(digits)):
        raise _TooLongError
    return int(digits)


def _refuse_unusable(text: str) -> None:
    """Raises `JsonError` for the first number that is too long or text that no page can show."""
    for token in _TOKEN.finditer(text):
        problem = _text_problem(token[0]) if token[0].startswith('"') else _number_problem(token[0])
        if problem is not None:
            message, hint = problem
            raise JsonError(message, text.count("\n", 0, token.start()) + 1, hint)


def _text_problem(token: str) -> tuple[Message, Message] | None:
    text = json.loads(token)
    found = UNPRINTABLE.search(text) or _LONE_SURROGATE.search(text)
    if found is None:
        return None
    code = f"{ord(found[0]):04X}"
    return say("a text holds the character U+{code}, which no page can show", code=code), say("delete it")


def _number_problem(token: str) -> tuple[Message, Message] | None:
    if not token.lstrip("-").isdecimal():
        return None
    try:
        _whole_number(token)
    except _TooLongError:
        return TOO_LONG, say("write it in quotes")
    return None
