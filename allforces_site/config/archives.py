"""The archives that `jekyll-archives:` of `_config.yml` asks for, as jekyll-archives 2.2 reads it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

ARCHIVES_PLUGIN = "jekyll-archives"

# Kinds of archives by the names that `enabled` has for them (`Archives#read`).
ENABLED_NAMES = {"tags": "tag", "categories": "category", "year": "year", "month": "month", "day": "day"}
# `Archives::DEFAULTS`
PERMALINKS = {
    "tag": "/tag/:name/",
    "category": "/category/:name/",
    "year": "/:year/",
    "month": "/:year/:month/",
    "day": "/:year/:month/:day/",
}


class ArchiveKind(msgspec.Struct, frozen=True):
    """A kind of archives (`tag`, `category`, `year`, `month`, `day`), its layout and its permalink."""

    name: str
    layout: str
    permalink: str


class ArchiveSettings(msgspec.Struct, frozen=True):
    """The kinds that are made, and the mode in which names become slugs (see `slugify`)."""

    kinds: tuple[ArchiveKind, ...]
    slug_mode: str = "default"


def archive_settings(extra: Mapping[str, Any]) -> ArchiveSettings:
    """The settings in the configuration's free keys. Odd values count as absent."""
    values = _mapping(extra.get("jekyll-archives"))
    enabled = values.get("enabled")
    names = (
        enabled if isinstance(enabled, (list, tuple)) else ENABLED_NAMES if enabled in (True, "all") else ()
    )
    layout = _text(values.get("layout")) or "archive"
    layouts, permalinks = _mapping(values.get("layouts")), _mapping(values.get("permalinks"))
    kinds = (
        ArchiveKind(kind, _text(layouts.get(kind)) or layout, _text(permalinks.get(kind)) or PERMALINKS[kind])
        for name, kind in ENABLED_NAMES.items()
        if name in names
    )
    return ArchiveSettings(tuple(kinds), _text(values.get("slug_mode")) or "default")


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None
