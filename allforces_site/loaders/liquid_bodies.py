"""The Liquid in the body of a post or page: whether it can be rendered when the page is made."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from allforces_site.errors import warning
from allforces_site.liquid.code_parts import with_code_as_written
from allforces_site.liquid.errors import NO_FILE, NO_FILTER, LiquidError
from allforces_site.loaders.context import ReadContext
from allforces_site.loaders.fields import Fields
from allforces_site.messages.message import Message, say
from allforces_site.model import LiquidNeeds
from allforces_site.text.nearest_names import did_you_mean, nearest_name

if TYPE_CHECKING:
    from allforces_site.liquid.reach import Reach


def is_liquid_wanted(fields: Fields) -> bool:
    """Whether the front matter leaves Liquid on (`render_with_liquid`)."""
    return fields.values.get("render_with_liquid") is not False


def renderable(fields: Fields, context: ReadContext, *, is_markdown: bool) -> tuple[str, LiquidNeeds] | None:
    """The body as a template, in which code keeps its braces, and what it needs; None, with a warning, if it
    is no template, or includes one that does not exist.
    """
    from allforces_site.liquid.known_names import FILTER_NAMES, JEKYLL_TAGS
    from allforces_site.liquid.needs import needs_of
    from allforces_site.liquid.parser import parse
    from allforces_site.liquid.reach import reach_of

    text = with_code_as_written(fields.own.body) if is_markdown else fields.own.body
    try:
        reach = reach_of(parse(text, JEKYLL_TAGS))
        _check_includes(reach, context)
    except LiquidError as exc:
        fields.problems.append(
            warning(
                "liquid",
                say("{problem}; the Liquid tags of this file are kept off its page", problem=exc.message),
                fields.file,
                fields.own.body_line + max(exc.line, 1) - 1,
                hint=exc.hint or say("correct it; braces to show go between {{% raw %}} and {{% endraw %}}"),
            )
        )
        return None
    own = context.config.allforces.filters
    for name, line in reach.filters:
        if name not in FILTER_NAMES and name not in own:
            fields.problems.append(
                warning(
                    "liquid-filter",
                    say(NO_FILTER, name=name),
                    fields.file,
                    fields.own.body_line + max(line, 1) - 1,
                    hint=_near(name, own),
                )
            )
    return text, needs_of(reach, text, context.collections)


def _check_includes(reach: Reach, context: ReadContext) -> None:
    """Raises `LiquidError` for an include that does not exist."""
    for name, line in reach.includes_at:
        if name not in context.includes:
            near = nearest_name(name, sorted(context.includes))
            hint = did_you_mean(name, near) if near else say("add the file, or remove the tag")
            folder = context.config.includes_dir or "_includes"
            raise LiquidError(say(NO_FILE, path=f"{folder}/{name}"), line, hint=hint)


def _near(name: str, own: Iterable[str]) -> Message:
    from allforces_site.liquid.known_names import FILTER_NAMES

    near = nearest_name(name, sorted({*FILTER_NAMES, *own}))
    if near:
        return did_you_mean(name, near)
    return say("a plugin in Ruby has it; write it in Python, and name it under `filters` of `allforces:`")
