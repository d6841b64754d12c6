"""Warnings of filters and tags that nobody knows, in layouts and includes.

Of those in bodies, `loaders.liquid_bodies` warns.
"""

from __future__ import annotations

from collections.abc import Iterator

from allforces_site.errors import Problem, warning
from allforces_site.liquid.errors import NO_FILTER
from allforces_site.liquid.template import Template
from allforces_site.messages.message import say
from allforces_site.text.nearest_names import did_you_mean, nearest_name


def unknown_names(template: Template, first_line: int) -> Iterator[Problem]:
    """A warning for each filter and tag of `template` that nobody knows; its text begins on `first_line`."""
    filters = template.environment.filters
    for name, line in template.reach.filters:
        if name not in filters:
            near = nearest_name(name, sorted(filters))
            yield warning(
                "liquid-filter",
                say(NO_FILTER, name=name),
                template.name,
                first_line + max(line, 1) - 1,
                hint=did_you_mean(name, near)
                if near
                else say(
                    "a plugin in Ruby has it; write it in Python, and name it under `filters` of `allforces:`"
                ),
            )
    for unknown in template.unknown_tags:
        yield warning(
            "liquid",
            say("{problem}; it is left out", problem=unknown.message),
            template.name,
            first_line + unknown.line - 1,
            hint=unknown.hint
            or say("a plugin in Ruby has it; remove it, or write what it does with other tags"),
        )
