"""One note names the options of Jekyll's Markdown that change nothing here."""

from __future__ import annotations

import pytest

from allforces_site.config.parse import parse_config
from allforces_site.errors import Severity


def test_all_of_them_are_named_once_at_the_line_of_the_first() -> None:
    text = (
        "title: 題\nkramdown:\n  input: GFM\n  hard_wrap: true\n  toc_levels: 2..3\n"
        "  syntax_highlighter_opts:\n    block: {line_numbers: true}\n"
    )
    (problem,) = parse_config(text)[1]

    assert (problem.code, problem.severity, problem.line) == ("config-no-effect", Severity.NOTE, 2)
    assert problem.message == (
        "these options of Markdown change nothing here: kramdown.hard_wrap, kramdown.toc_levels, "
        "kramdown.syntax_highlighter_opts.block.line_numbers"
    )


@pytest.mark.parametrize(
    "text",
    [
        "markdown: kramdown",
        "kramdown: {input: GFM, hard_wrap: false, auto_ids: true, syntax_highlighter: rouge}",
        "kramdown:",
        "kramdown: {syntax_highlighter_opts: {css_class: highlight, span: {line_numbers: false}}}",
    ],
)
def test_what_is_done_anyway_is_no_news(text: str) -> None:
    assert parse_config(text)[1] == ()
