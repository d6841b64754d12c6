"""The options of `kramdown` in the configuration, as the Markdown here understands them.

Source: kramdown 2.4's options.rb, and Jekyll's kramdown_parser.rb for `highlighter`. Options with an effect
here are in `_READERS`, those that ask for what is done anyway in `_DONE_ANYWAY`; all others change nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from allforces_site.config.config_files import ConfigFile, place_of
from allforces_site.config.markdown_values import (
    id_part,
    is_true,
    levels,
    links,
    one_of,
    quotes,
    symbols,
    whole_number,
    words,
)
from allforces_site.errors import Problem, note, warning
from allforces_site.markdown.options import (
    CodeOptions,
    FootnoteOptions,
    MarkdownOptions,
    Typography,
)
from allforces_site.messages.message import Message, WrongValueError, say
from allforces_site.text.typography import QUOTES, SYMBOLS

# What is done here anyway, by option; to ask for it changes nothing.
_DONE_ANYWAY: Mapping[str, tuple[object, ...]] = {
    "markdown": ("kramdown", "GFM"),
    "kramdown.gfm_emojis": (False,),
    "kramdown.parse_span_html": (True,),
    "kramdown.show_warnings": (True, False),
    "kramdown.guess_lang": (True,),
    "kramdown.math_engine": ("mathjax",),
    "kramdown.html_to_native": (False,),
    "kramdown.transliterated_header_ids": (False,),
    "kramdown.footnote_backlink_inline": (False,),
    "kramdown.auto_id_stripping": (True, False),
    "kramdown.remove_line_breaks_for_cjk": (True,),
    "kramdown.enable_coderay": (False,),
    "kramdown.template": ("",),
    "kramdown.syntax_highlighter_opts.span.line_numbers": (False,),
    "kramdown.syntax_highlighter_opts.span.disable": (True, False),
    "kramdown.syntax_highlighter_opts.guess_lang": (True,),
    "kramdown.syntax_highlighter_opts.wrap": (True,),
}


# The options that are read, by their path; a reader raises WrongValueError for a value that is none.
_READERS: Mapping[str, Callable[[object], object]] = {
    "kramdown.input": one_of("GFM", "kramdown", "Kramdown"),
    "kramdown.hard_wrap": is_true,
    "kramdown.gfm_quirks": words,
    "kramdown.parse_block_html": is_true,
    "kramdown.auto_ids": is_true,
    "kramdown.auto_id_prefix": id_part,
    "kramdown.header_offset": whole_number,
    "kramdown.toc_levels": levels,
    "kramdown.footnote_nr": whole_number,
    "kramdown.footnote_backlink": str,
    "kramdown.footnote_prefix": id_part,
    "kramdown.entity_output": str,
    "kramdown.smart_quotes": quotes,
    "kramdown.typographic_symbols": symbols,
    "kramdown.link_defs": links,
    "kramdown.syntax_highlighter": str,
    "kramdown.syntax_highlighter_opts.line_numbers": is_true,
    "kramdown.syntax_highlighter_opts.start_line": whole_number,
    "kramdown.syntax_highlighter_opts.default_lang": str,
    "kramdown.syntax_highlighter_opts.css_class": str,
    "kramdown.syntax_highlighter_opts.disable": is_true,
    "kramdown.syntax_highlighter_opts.block.line_numbers": is_true,
    "kramdown.syntax_highlighter_opts.block.start_line": whole_number,
    "kramdown.syntax_highlighter_opts.block.default_lang": str,
    "kramdown.syntax_highlighter_opts.block.css_class": str,
    "kramdown.syntax_highlighter_opts.block.disable": is_true,
    "highlighter": lambda value: str(value or "rouge"),
}
# Options whose value is a mapping.
_WHOLE = frozenset({"kramdown.link_defs", "kramdown.typographic_symbols"})


def markdown_options_of(values: Mapping[str, Any]) -> MarkdownOptions:
    """The options in the values of a configuration; one with a wrong value is as if it were not there."""
    read = {name: value for name, value, fault in _read(values) if fault is None}

    def of(name: str, default: Any) -> Any:
        return read.get(f"kramdown.{name}", default)

    github = of("input", "GFM") == "GFM"
    return MarkdownOptions(
        hard_wrap=github and of("hard_wrap", False),
        github=github,
        interrupts=github and "paragraph_end" in of("gfm_quirks", ["paragraph_end"]),
        every_element=of("parse_block_html", False),
        heading_ids=of("auto_ids", True),
        id_prefix=of("auto_id_prefix", ""),
        heading_offset=of("header_offset", 0),
        toc_levels=of("toc_levels", (1, 2, 3, 4, 5, 6)),
        entities=of("entity_output", "as_char"),
        links=of("link_defs", ()),
        footnotes=FootnoteOptions(
            of("footnote_nr", 1), of("footnote_backlink", None), of("footnote_prefix", "")
        ),
        typography=_typography(of),
        code=_code(of, str(read.get("highlighter", "rouge"))),
    )


def _typography(of: Callable[[str, Any], Any]) -> Typography:
    """Quotes and signs stay as written, unless the site has an option for them: then as in kramdown."""
    if of("smart_quotes", None) is None and of("typographic_symbols", None) is None:
        return Typography()
    has_symbols = "no_auto_typographic" not in of("gfm_quirks", ())
    symbols = of("typographic_symbols", tuple(SYMBOLS.items())) if has_symbols else None
    return Typography(of("smart_quotes", QUOTES), symbols)


def _code(of: Callable[[str, Any], Any], highlighter: str) -> CodeOptions:
    def block(name: str, default: Any) -> Any:
        above = of(f"syntax_highlighter_opts.{name}", default)
        return of(f"syntax_highlighter_opts.block.{name}", above)

    language = block("default_lang", "")
    return CodeOptions(
        colours=of("syntax_highlighter", highlighter) == "rouge" and not block("disable", False),
        line_numbers=block("line_numbers", False),
        start_line=block("start_line", 1),
        default_language="" if language == "plaintext" else language,
        css_class=block("css_class", "highlight"),
    )


def problems_of_options(values: Mapping[str, Any], files: Sequence[ConfigFile]) -> list[Problem]:
    """A warning for each option with a wrong value, and one note that names all options without an effect."""
    problems = [_wrong(name, fault, files) for name, _, fault in _read(values) if fault is not None]
    names = names_without_effect(values)
    if names:
        place = place_of(files, (names[0].partition(".")[0],))
        problems.append(
            note(
                "config-no-effect",
                say("these options of Markdown change nothing here: {names}", names=tuple(names)),
                place.name,
                place.line,
                hint=say("compare a page that needs them with Jekyll's"),
            )
        )
    return problems


def names_without_effect(values: Mapping[str, Any]) -> list[str]:
    """The options of Markdown among a site's settings that change nothing, each by its path."""
    return [name for name, value in _options(_asked(values), "") if _changes_nothing(name, value)]


def _asked(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: values[key] for key in ("markdown", "kramdown", "highlighter") if key in values}


def _changes_nothing(name: str, value: object) -> bool:
    return name not in _READERS and value not in _DONE_ANYWAY.get(name, ())


def _read(values: Mapping[str, Any]) -> Iterator[tuple[str, object, Message | None]]:
    """The options with an effect, each with its value as it is read, or with what is wrong with it."""
    for name, value in _options(_asked(values), ""):
        if name in _READERS:
            try:
                yield name, _READERS[name](value), None
            except WrongValueError as exc:
                yield name, None, exc.message


def _wrong(name: str, fault: Message, files: Sequence[ConfigFile]) -> Problem:
    place = place_of(files, tuple(name.split(".")))
    return warning(
        "config-value",
        say("{problem}; it is ignored", problem=say("{key}: {problem}", key=name, problem=fault)),
        place.name,
        place.line,
        hint=say("see kramdown's options: {page}", page="https://kramdown.gettalong.org/options.html"),
        excerpt=place.excerpt,
    )


def _options(values: Mapping[str, Any], above: str) -> Iterator[tuple[str, object]]:
    """The options below a mapping, each by its path, with its value."""
    for key, value in values.items():
        if isinstance(value, dict) and f"{above}{key}" not in _WHOLE:
            yield from _options(value, f"{above}{key}.")
        elif value is not None:
            yield f"{above}{key}", value
