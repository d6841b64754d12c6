"""Options of Jekyll's Markdown: those that change nothing are named once, wrong values are ignored."""

from __future__ import annotations

import pytest

from allforces_site.config.parse import parse_config
from allforces_site.errors import Severity
from tests.conftest import Workshop


def test_those_without_an_effect_are_named_once_at_the_line_of_the_first() -> None:
    text = (
        "title: 題\nkramdown:\n  input: GFM\n  hard_wrap: true\n  math_engine: katex\n"
        "  syntax_highlighter_opts:\n    span: {line_numbers: true}\n"
    )
    (problem,) = parse_config(text)[1]

    assert (problem.code, problem.severity, problem.line) == ("config-no-effect", Severity.NOTE, 2)
    assert str(problem.message) == (
        "these options of Markdown change nothing here: kramdown.math_engine, "
        "kramdown.syntax_highlighter_opts.span.line_numbers"
    )


@pytest.mark.parametrize(
    "text",
    [
        "markdown: kramdown",
        "kramdown: {input: GFM, hard_wrap: false, auto_ids: true, syntax_highlighter: rouge}",
        "kramdown:",
        "kramdown: {syntax_highlighter_opts: {css_class: highlight, span: {line_numbers: false}}}",
        "highlighter: rouge",
        "kramdown: {toc_levels: 1..3, footnote_nr: 1, entity_output: as_char, auto_id_prefix: x-}",
    ],
)
def test_what_has_an_effect_or_is_done_anyway_is_no_news(text: str) -> None:
    assert parse_config(text)[1] == ()


@pytest.mark.parametrize(
    "option",
    [
        "toc_levels: 2-3",
        "toc_levels: 0..9",
        "smart_quotes: a",
        "smart_quotes: [1, 2, 3, 99999999999]",
        "footnote_nr: many",
        "header_offset: 99999999999999999999",
        "input: commonmark",
        "link_defs: {x: /y/}",
        "typographic_symbols: no",
        "footnote_prefix: '\"><b>'",
    ],
)
def test_a_wrong_value_is_ignored_with_a_warning_that_has_its_line(option: str) -> None:
    config, problems = parse_config(f"title: 題\nkramdown:\n  {option}\n")
    (problem,) = problems
    assert (problem.code, problem.severity, problem.line) == ("config-value", Severity.WARNING, 3)
    assert config.markdown_options == parse_config("title: 題")[0].markdown_options


def test_pages_follow_an_option(workshop: Workshop) -> None:
    workshop.post("2026-01-02-one", "title: 題", "本文\n続き")
    workshop.write("content/about.md", "---\ntitle: 概要\n---\n本文\n続き")
    cache = workshop.root / "cache"
    workshop.build(cache=cache)
    assert "本文続き" in workshop.page("2026/01/02/one.html")
    workshop.config("kramdown: {hard_wrap: true}")
    workshop.build(cache=cache)
    for page in ("2026/01/02/one.html", "about.html"):
        assert "本文<br />\n続き" in workshop.page(page)
