"""The files that hold a site's settings: how they are put together, and where in them a value is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import msgspec

from allforces_site.front_matter.any_yaml import line_of
from allforces_site.front_matter.yaml_values import YamlMapping
from allforces_site.text.address_secrets import without_secrets


class ConfigFile(msgspec.Struct, frozen=True):
    """A file of settings: its name in messages, its text, and what the text says."""

    name: str
    text: str
    mapping: YamlMapping


class Place(msgspec.Struct, frozen=True):
    """Where a value is: the name of the file, the line, and the line's text."""

    name: str
    line: int | None
    excerpt: str | None


def merged_values(files: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The values of several files, as Jekyll's `Utils.deep_merge_hashes` puts them together.

    Mappings are merged key by key; a list replaces a list; a key without a value changes nothing.
    """
    merged: dict[str, Any] = {}
    for values in files:
        for key, value in values.items():
            before = merged.get(key)
            if isinstance(before, dict) and isinstance(value, dict):
                merged[key] = merged_values([before, value])
            elif value is not None or key not in merged:
                merged[key] = value
    return merged


def place_of(files: Sequence[ConfigFile], path: tuple[str | int, ...]) -> Place:
    """Where the value at `path` is: in the last file that has it, or the nearest part of the path."""
    file = max(reversed(files), key=lambda file: _depth(file.mapping.values, path))
    line = line_of(file.text, path)
    return Place(file.name, line, line_text(file.text, line))


def _depth(value: Any, path: tuple[str | int, ...]) -> int:
    """How many steps of `path` lead somewhere in `value`."""
    step: Any
    for depth, step in enumerate(path):
        if (isinstance(value, dict) and step in value) or (
            isinstance(value, list) and isinstance(step, int) and step < len(value)
        ):
            value = value[step]
        else:
            return depth
    return len(path)


# The value of a key that holds a secret, which must not be shown or logged.
_SECRET_VALUE = re.compile(
    r"((?<![\w-])[\w-]*(?:passw|secret|token|access[_-]?key|api[_-]?key)[\w-]*[\"']?\s*:\s*)[^\s,}][^,}]*",
    re.IGNORECASE,
)


def line_text(text: str, line: int | None) -> str | None:
    """Line number `line` of `text`, from 1, without passwords and tokens; None if there is no such line."""
    lines = _lines(text)
    found = lines[line - 1] if line is not None and 0 < line <= len(lines) else None
    return _SECRET_VALUE.sub(r"\1…", without_secrets(found)) if found is not None else None


@lru_cache(maxsize=1)
def _lines(text: str) -> list[str]:
    return text.split("\n")
