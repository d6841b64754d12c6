"""A sentence for a user as a value: an English text with places, and what stands in them.

It is made into words when it is shown, in the language of whoever reads it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TypeAlias

import msgspec

from allforces_site.messages.catalogs import ALLFORCES, translations

ENGLISH = "en"

# What stands in a place of a message; several are shown as a list.
Value: TypeAlias = "str | int | float | Message | tuple[str | Message, ...]"


class Message(msgspec.Struct, frozen=True):
    """A sentence, or a part of one.

    `text` is the English text, which is the catalogue's key; `{name}` in it is the place of a value, and
    `{{` a brace. `plural` is the text for other numbers than one of the value `number`.
    """

    text: str
    values: tuple[tuple[str, Value], ...] = ()
    plural: str | None = None

    def __str__(self) -> str:
        return in_language(self, ENGLISH)


def say(text: str, /, **values: Value) -> Message:
    """The message of an English text, which is a literal, so that it is found for the catalogue."""
    return Message(text, tuple(values.items()))


def say_plural(singular: str, plural: str, /, *, number: int, **values: Value) -> Message:
    """The message of an English text whose words depend on `number`."""
    return Message(singular, (("number", number), *values.items()), plural)


def N_(text: str) -> str:  # noqa: N802 (the name that gettext's users know)
    """A text for the catalogue that is translated where it is shown, such as the help of an option."""
    return text


def N_plural(singular: str, plural: str) -> tuple[str, str]:  # noqa: N802
    """A text for the catalogue whose words depend on a number, and that is translated where it is shown."""
    return singular, plural


def as_it_is(text: str) -> Message:
    """The message of a text that is the same in all languages, such as a path, or another program's words."""
    return Message("{text}", (("text", text),))


class WrongValueError(ValueError):
    """A value cannot be used; `message` says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


def why_wrong(exc: ValueError) -> Message:
    """Why a value cannot be used."""
    return exc.message if isinstance(exc, WrongValueError) else as_it_is(str(exc))


def some_of(names: Collection[str | Message], most: int = 5) -> tuple[str | Message, ...]:
    """At most `most` of some names as a value of a message, and `…` if there are more."""
    return (*list(names)[:most], *(["…"] if len(names) > most else []))


def in_language(message: Message, lang: str) -> str:
    """The words of a message in a language (BCP 47); in English, where that language has none."""
    catalog = translations(ALLFORCES, lang)
    values = {name: _shown(value, lang) for name, value in message.values}
    if message.plural is None:
        text = catalog.gettext(message.text)
    else:
        text = catalog.ngettext(message.text, message.plural, _number_of(message.values))
    return text.format_map(values)


def values_of(message: Message, lang: str) -> dict[str, str | int | float | list[str]]:
    """The values of a message by name, as a script reads them; parts that are messages are in a language."""
    return {name: _plain(value, lang) for name, value in message.values}


def _plain(value: Value, lang: str) -> str | int | float | list[str]:
    if isinstance(value, tuple):
        return [_shown(item, lang) for item in value]
    return value if isinstance(value, (int, float)) else _shown(value, lang)


def _number_of(values: Iterable[tuple[str, Value]]) -> int:
    """The value by which a plural is chosen."""
    number = dict(values)["number"]
    assert isinstance(number, int)
    return number


def _shown(value: Value, lang: str) -> str:
    if isinstance(value, Message):
        return in_language(value, lang)
    if isinstance(value, tuple):
        comma = "、" if lang.partition("-")[0] == "ja" else ", "
        return comma.join(_shown(item, lang) for item in value)
    return str(value)
