"""Warnings of filters and tags that nobody knows, in layouts and includes.

Of those in bodies, `loaders.liquid_bodies` warns.
"""

from __future__ import annotations

from collections.abc import Iterator

from allforces_site.errors import Problem, warning
from allforces_site.liquid.template import Template
from allforces_site.text.nearest_names import did_you_mean, nearest_name

_PLUGIN = "a plugin in Ruby has it; "


def unknown_names(template: Template, first_line: int) -> Iterator[Problem]:
    """A warning for each filter and tag of `template` that nobody knows; its text begins on `first_line`."""
    filters = template.environment.filters
    for name, line in template.reach.filters:
        if name not in filters:
            near = nearest_name(name, sorted(filters))
            yield warning(
                "liquid-filter",
                f"there is no filter `{name}`; the value stays as it is",
                template.name,
                first_line + max(line, 1) - 1,
                hint=did_you_mean(name, near)
                if near
                else f"{_PLUGIN}write it in Python, and name it under `filters` of `allforces:`",
            )
    for unknown in template.unknown_tags:
        yield warning(
            "liquid",
            f"{unknown.message}; it is left out",
            template.name,
            first_line + unknown.line - 1,
            hint=unknown.hint or f"{_PLUGIN}remove it, or write what it does with other tags",
        )
