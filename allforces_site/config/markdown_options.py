"""Options of Jekyll's Markdown that change nothing here: this generator's Markdown has no options."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from allforces_site.config.config_files import ConfigFile, place_of
from allforces_site.errors import Problem, note

# What is done here anyway, by option; to ask for it changes nothing.
_DONE_ANYWAY: Mapping[str, tuple[object, ...]] = {
    "markdown": ("kramdown", "GFM"),
    "kramdown.input": ("GFM",),
    "kramdown.hard_wrap": (False,),
    "kramdown.auto_ids": (True,),
    "kramdown.gfm_quirks": ("paragraph_end",),
    "kramdown.gfm_emojis": (False,),
    "kramdown.parse_block_html": (False,),
    "kramdown.parse_span_html": (True,),
    "kramdown.show_warnings": (True, False),
    "kramdown.syntax_highlighter": ("rouge",),
    "kramdown.syntax_highlighter_opts.css_class": ("highlight",),
    "kramdown.syntax_highlighter_opts.default_lang": ("plaintext",),
    "kramdown.syntax_highlighter_opts.span.line_numbers": (False,),
    "kramdown.syntax_highlighter_opts.block.line_numbers": (False,),
}


def options_without_effect(values: Mapping[str, Any], files: Sequence[ConfigFile]) -> list[Problem]:
    """One note that names all options of Markdown in `values` without an effect; none if there are none."""
    asked = {key: values[key] for key in ("markdown", "kramdown") if key in values}
    names = [name for name, value in _options(asked, "") if value not in _DONE_ANYWAY.get(name, ())]
    if not names:
        return []
    place = place_of(files, (names[0].partition(".")[0],))
    return [
        note(
            "config-no-effect",
            f"these options of Markdown change nothing here: {', '.join(names)}",
            place.name,
            place.line,
            hint="compare a page that needs them with Jekyll's",
        )
    ]


def _options(values: Mapping[str, Any], above: str) -> Iterator[tuple[str, object]]:
    """The options below a mapping, each by its path, with its value."""
    for key, value in values.items():
        if isinstance(value, dict):
            yield from _options(value, f"{above}{key}.")
        elif value is not None:
            yield f"{above}{key}", value
