"""Reads the values of a front matter by type; a wrong one becomes a located problem, never an exception."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from allforces_site.dates import parse_date
from allforces_site.errors import Problem, error, warning
from allforces_site.front_matter import FrontMatter

_NO = frozenset({"false", "no", "off"})
_YES = frozenset({"true", "yes", "on"})


class Fields:
    """The front matter of one file over the defaults that the configuration gives it.

    Every getter returns None (or an empty tuple) for a value that is absent or wrong; a wrong one
    is added to `problems`.
    """

    def __init__(self, file: str, own: FrontMatter, defaults: Mapping[str, Any]) -> None:
        self.file = file
        self.own = own
        self.values = merge(defaults, own.values)
        self.problems: list[Problem] = list(own.problems)

    def wrong(self, key: str, wanted: str, hint: str | None = None) -> None:
        """Adds the problem that the value of `key` is not what was wanted."""
        self.problems.append(
            error(
                "front-matter-value",
                f"{key}: found {_shown(self.values.get(key))}, wanted {wanted}",
                self.file,
                self.own.lines.get(key),
                hint=hint,
            )
        )

    def warn(self, code: str, message: str, key: str, hint: str | None = None) -> None:
        """Adds a warning located at the line of `key`."""
        self.problems.append(warning(code, message, self.file, self.own.lines.get(key), hint=hint))

    def text(self, key: str) -> str | None:
        """A line of text; a number or date is the text that the author wrote."""
        value = self.values.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, (str, int, float)):
            self.wrong(key, "text", hint="put the text in quotes" if isinstance(value, bool) else None)
            return None
        if not isinstance(value, str) and key in self.own.values:
            return self.own.written.get(key, str(value))
        return str(value).strip()

    def boolean(self, key: str) -> bool | None:
        """true or false, also where it is written in quotes."""
        value = self.values.get(key)
        if value is None or isinstance(value, bool):
            return value
        word = value.strip().lower() if isinstance(value, str) else None
        if word in _YES or word in _NO:
            self.warn(
                "quoted-boolean",
                f'{key}: "{value}" is text; it is taken as {"true" if word in _YES else "false"}',
                key,
                hint="delete the quotes",
            )
            return word in _YES
        self.wrong(key, "true or false")
        return None

    def date(self, key: str, zone: ZoneInfo) -> datetime | None:
        """A date in any of Jekyll's spellings, in the site's zone."""
        value = self.values.get(key)
        if value is None:
            return None
        try:
            return parse_date(value, zone)
        except ValueError:
            line = self.own.lines.get(key)
            written = self.own.written.get(key, _shown(value))
            hint = "write YYYY-MM-DD HH:MM:SS +0900" + (
                ", or delete the line to use the file name's date" if key == "date" else ""
            )
            self.problems.append(
                error(
                    "date",
                    f'{key} "{written}" is not a real date',
                    self.file,
                    line,
                    hint=hint,
                    excerpt=f"{key}: {written}" if line else None,
                )
            )
            return None

    def minutes(self, key: str) -> int | None:
        """Whole minutes of 0 or more."""
        value = self.values.get(key)
        if value is None or isinstance(value, bool):
            return None
        if isinstance(value, str) and value.strip().isdecimal():
            value = int(value)
        if isinstance(value, (int, float)) and 0 <= value < 100_000:
            return -int(-value // 1)
        self.wrong(key, "minutes as a whole number")
        return None

    def names(self, key: str, *, split: bool) -> tuple[str, ...]:
        """A list of names. Text is one name, or several parted by white space where `split` is set
        (as Jekyll does for plural keys)."""
        value = self.values.get(key)
        if value is None:
            return ()
        if isinstance(value, str):
            if split and "," in value:
                self.warn(
                    "comma-list",
                    f'{key}: "{value}" is split at spaces, not at commas',
                    key,
                    hint=f"write a list: {key}: [{', '.join(part.strip() for part in value.split(','))}]",
                )
            return tuple(value.split()) if split else (value.strip(),) if value.strip() else ()
        flat = _flat(value)
        if flat is None:
            self.wrong(key, "a list of names")
            return ()
        return tuple(dict.fromkeys(name for item in flat if (name := str(item).strip())))


def merge(defaults: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """`own` over `defaults`, mappings key by key; a key left empty keeps its default (Jekyll's rule)."""
    merged = dict(defaults)
    for key, value in own.items():
        before = merged.get(key)
        if value is None and before is not None:
            continue
        merged[key] = (
            merge(before, value) if isinstance(before, Mapping) and isinstance(value, Mapping) else value
        )
    return merged


def _flat(value: object) -> list[object] | None:
    """The scalars of a list, also of lists inside it; None for anything else."""
    if not isinstance(value, (list, tuple)):
        return [value] if isinstance(value, (int, float)) and not isinstance(value, bool) else None
    flat: list[object] = []
    for item in value:
        inner = item if isinstance(item, (list, tuple)) else [item]
        if any(isinstance(part, (dict, list, tuple)) for part in inner):
            return None
        flat.extend(part for part in inner if part is not None)
    return flat


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, (list, tuple)):
        return "a list"
    text = str(value)
    return f'"{text if len(text) <= 60 else text[:59] + "…"}"'
