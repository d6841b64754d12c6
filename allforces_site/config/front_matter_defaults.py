"""Front matter defaults: `defaults` of `_config.yml`, and a file's own front matter over them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from allforces_site.config.file_patterns import in_scope, scope_path
from allforces_site.config.model import Config


def defaults_for(source: str, types: tuple[str, ...], config: Config) -> dict[str, Any]:
    """The defaults of a file: values of longer scope paths win, then those of a named type (Jekyll's rule).

    `types` are names of types in `defaults` that include the file.
    """
    fitting = [chosen for chosen in config.defaults if in_scope(chosen.scope, source, types)]
    values: dict[str, Any] = {}
    for chosen in sorted(
        fitting, key=lambda chosen: (len(scope_path(chosen.scope)), chosen.scope.type is not None)
    ):
        values = merged(values, chosen.values)
    return values


def merged(defaults: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """`own` over `defaults`, mappings key by key; a key without a value keeps its default (Jekyll's rule)."""
    values = dict(defaults)
    for key, value in own.items():
        default = values.get(key)
        if value is None and default is not None:
            continue
        values[key] = (
            merged(default, value) if isinstance(default, Mapping) and isinstance(value, Mapping) else value
        )
    return values
