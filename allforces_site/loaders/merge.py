"""Front matter over its defaults."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


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
