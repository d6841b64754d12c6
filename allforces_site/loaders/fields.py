"""Reads front matter values by type; a wrong value becomes a located problem, never an exception."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from unicodedata import normalize
from zoneinfo import ZoneInfo

from allforces_site.config.front_matter_defaults import merged
from allforces_site.errors import Problem, Severity, warning
from allforces_site.front_matter.parse import FrontMatter
from allforces_site.front_matter.yaml_messages import shown
from allforces_site.messages.message import Message, say, why_wrong
from allforces_site.text.dates import filename_date, parse_date
from allforces_site.text.excerpts import fold
from allforces_site.text.lookalikes import described, invisible_character, without_invisible
from allforces_site.text.odd_dates import read_oddly

# Keys whose wrong values are errors.
_DECISIVE = frozenset({"published", "draft", "date", "permalink", "slug", "categories", "category"})
_NO = frozenset({"false", "no", "off"})
# Separators that authors use where Jekyll wants a space: comma, 読点, full-width comma and space.
_OTHER_MARKS = (",", "、", "，", "\u3000")
# The most categories, tags or authors of one post.
MOST_NAMES = 100
# Characters of one of them: its own page shows it some ten times, and others link to it.
LONGEST_NAME = 1000
_DATE_HINT = say("write YYYY-MM-DD HH:MM:SS +0900")
_YES = frozenset({"true", "yes", "on"})


def truth_of(value: Any) -> bool | None:
    """true or false, or a word for one of them; None for everything else."""
    if isinstance(value, bool):
        return value
    word = value.strip().lower() if isinstance(value, str) else None
    return True if word in _YES else False if word in _NO else None


class Fields:
    """The front matter of one file over the defaults that the configuration gives it.

    Every getter returns None (or an empty tuple) for a value that is absent or wrong; a wrong value
    adds a problem to `problems`.
    """

    def __init__(self, file: str, own: FrontMatter, defaults: Mapping[str, Any]) -> None:
        self.file = file
        self.own = own
        self.defaults = defaults
        self.values = merged(defaults, own.values)
        self.problems: list[Problem] = list(own.problems)

    def wrong(
        self,
        key: str,
        wanted: Message,
        hint: Message | None = None,
        among: Mapping[str, Any] | None = None,
    ) -> None:
        """Adds the problem that the value of `key` (in `among`, or in all values) is not what was wanted.

        It is an error where the value decides whether readers see the file, or where Jekyll builds no such
        file either; else the file is built without the value, as in Jekyll.
        """
        found = (self.values if among is None else among).get(key)
        self.problems.append(
            Problem(
                "front-matter-value",
                Severity.ERROR if key in _DECISIVE else Severity.WARNING,
                say(
                    "{key}: found {found}, wanted {wanted}",
                    key=key,
                    found=shown(found, quotes_numbers=True),
                    wanted=wanted,
                ),
                self.file,
                self.own.lines.get(key),
                hint=hint,
            )
        )

    def warn(self, code: str, message: Message, key: str, hint: Message | None = None) -> None:
        """Adds a warning located at the line of `key`."""
        self.problems.append(warning(code, message, self.file, self.own.lines.get(key), hint=hint))

    def text(self, key: str) -> str | None:
        """Text on one line; of a number or date, the text that the author wrote. `false` means none."""
        value = self.values.get(key)
        if value is None or value is False:
            return None
        if isinstance(value, bool) or not isinstance(value, (str, int, float)):
            self.wrong(key, say("text"), hint=say('write the text in quotes: {key}: "…"', key=key))
            return None
        if not isinstance(value, str) and key in self.own.values:
            return self.own.written.get(key, str(value))
        text = str(value).strip()
        # Only text over several lines: on one line a full-width space is intended.
        return fold(text) if "\n" in text else text

    def boolean(self, key: str) -> bool | None:
        """true or false; in quotes it counts as well, with a warning."""
        value = self.values.get(key)
        if value is None or isinstance(value, bool):
            return value
        truth = truth_of(value)
        if truth is not None:
            taken = "true" if truth else "false"
            message = say(
                '{key}: "{value}" is text; it is taken as {taken}', key=key, value=str(value), taken=taken
            )
            self.warn("quoted-boolean", message, key, hint=say("delete the quotes"))
            return truth
        self.wrong(key, say("true or false"), hint=say("write {key}: true or {key}: false", key=key))
        return None

    def date(self, key: str, zone: ZoneInfo) -> datetime | None:
        """A date in any of Jekyll's spellings, in the site's zone."""
        value = self.values.get(key)
        if value is None:
            return None
        try:
            return parse_date(value, zone)
        except ValueError as exc:
            read = read_oddly(value, zone) if isinstance(value, str) else None
            if read is None:
                self._wrong_date(key, why_wrong(exc))
            else:
                self._odd_date(key, why_wrong(exc), read)
            return read

    def _odd_date(self, key: str, what: Message, read: datetime) -> None:
        message = say(
            "{key} {problem}; it is read as {date}, as in Jekyll",
            key=key,
            problem=what,
            date=read.isoformat(sep=" "),
        )
        self.warn("date-odd", message, key, hint=_DATE_HINT)

    def _wrong_date(self, key: str, what: Message) -> None:
        line = self.own.lines.get(key)
        hint = _DATE_HINT
        if key == "date" and filename_date(self.file):
            hint = say("write YYYY-MM-DD HH:MM:SS +0900, or delete the line to use the file name's date")
        if not isinstance(self.values[key], (str, int)) or isinstance(self.values[key], bool):
            self.wrong(key, say("a date"), hint)
            return
        excerpt = f"{key}: {self.own.written.get(key, self.values[key])}" if line else None
        # A post without a date has no address; without the date of its last change it is as good as ever.
        severity = Severity.ERROR if key == "date" else Severity.WARNING
        message = say("{key} {problem}", key=key, problem=what)
        self.problems.append(Problem("date", severity, message, self.file, line, hint, excerpt))

    def minutes(self, key: str) -> int | None:
        """Whole minutes of 0 or more, rounded up."""
        value = self.values.get(key)
        if value is None:
            return None
        if isinstance(value, str) and re.fullmatch(r"\s*\d{1,5}\s*", value):
            value = int(value)
        if isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value < 100_000:
            return -int(-value // 1)
        self.wrong(key, say("whole minutes"), hint=say("write a number: {key}: 5", key=key))
        return None

    def few_names(
        self, key: str, *, split: bool = False, among: Mapping[str, Any] | None = None
    ) -> tuple[str, ...]:
        """`names`, the first 100 of them, none too long: each makes a page, and is shown on others."""
        found = self.first_of(key, self.names(key, split=split, among=among), MOST_NAMES)
        return tuple(dict.fromkeys(self.short_name(key, name) for name in found))

    def first_of(self, key: str, names: tuple[str, ...], most: int) -> tuple[str, ...]:
        """The first `most` of `names`; warns where there are more."""
        if len(names) > most:
            self.warn(
                "names-many",
                say("{key}: of {number} names the first {most} count", key=key, number=len(names), most=most),
                key,
                hint=say("write at most {most}", most=most),
            )
        return names[:most]

    def short_name(self, key: str, name: str) -> str:
        """`name`, or its first 1,000 characters and a warning."""
        if len(name) <= LONGEST_NAME:
            return name
        self.warn(
            "name-long",
            say(
                "{key}: a name has {number} characters; the first {most} count",
                key=key,
                number=len(name),
                most=LONGEST_NAME,
            ),
            key,
            hint=say("write a short name, and the rest into the text"),
        )
        return name[:LONGEST_NAME].rstrip()

    def names(self, key: str, *, split: bool, among: Mapping[str, Any] | None = None) -> tuple[str, ...]:
        """A list of names; `false` means none. Text is one name, or several separated by white space if
        `split` is set (as Jekyll does for plural keys). Only `among`, such as `defaults`, is read if it is
        given."""
        found = self._names_as_written(key, split=split, among=self.values if among is None else among)
        return tuple(dict.fromkeys(plain for name in found if (plain := self._plain_name(key, name))))

    def _plain_name(self, key: str, name: str) -> str:
        """The name in NFC without invisible characters, so that names that look the same are the same."""
        plain, hidden = without_invisible(name), invisible_character(name)
        if hidden and plain != name:
            message = say(
                '{key}: "{name}" holds the invisible {character}; it is left out',
                key=key,
                name=plain,
                character=described(hidden),
            )
            self.warn("invisible-character", message, key, hint=say("write the name again"))
        return normalize("NFC", plain).strip()

    def _names_as_written(self, key: str, *, split: bool, among: Mapping[str, Any]) -> tuple[str, ...]:
        value = among.get(key)
        if value is None or value is False:
            return ()
        if isinstance(value, str):
            return self._named_in_text(key, value, split=split)
        items = [value] if isinstance(value, (int, float)) and not isinstance(value, bool) else value
        if not isinstance(items, (list, tuple)):
            self.wrong(key, say("a list of names"), _list_hint(key), among)
            return ()
        flat, nested = _flat(items)
        if nested:
            self.wrong(key, say("a list of plain names"), _list_hint(key), among)
        return tuple(map(_as_text, flat))

    def _named_in_text(self, key: str, value: str, *, split: bool) -> tuple[str, ...]:
        if not split:
            return (value,)
        if value.startswith("［"):
            message = say(
                '{key}: "{value}" begins with a full-width bracket (［), so it is no list',
                key=key,
                value=value,
            )
            self.warn("comma-list", message, key, hint=say("write a list: {key}: [name, name]", key=key))
        mark = next((mark for mark in _OTHER_MARKS if mark in value), None)
        if mark:
            parts = (part.strip() for part in re.split(f"[{''.join(_OTHER_MARKS)}]", value))
            self.warn(
                "comma-list",
                say('{key}: "{value}" is split at spaces, not at "{mark}"', key=key, value=value, mark=mark),
                key,
                hint=say(
                    "write a list: {key}: [{names}]", key=key, names=", ".join(part for part in parts if part)
                ),
            )
        # Ruby's String#split knows the white space of ASCII only.
        return tuple(name for name in re.split(r"[ \t-\r\0]+", value) if name)


def _list_hint(key: str) -> Message:
    return say("write {key}: [name, name]", key=key)


def _flat(items: Iterable[object]) -> tuple[list[object], bool]:
    """The scalars of a list and of lists directly inside it, and whether it holds anything else."""
    flat: list[object] = []
    nested = False
    for item in items:
        inner = item if isinstance(item, (list, tuple)) else [item]
        plain = [part for part in inner if not isinstance(part, (dict, list, tuple, set))]
        nested = nested or len(plain) < len(inner)
        flat.extend(part for part in plain if part is not None)
    return flat, nested


def _as_text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
