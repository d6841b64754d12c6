"""A parser without the rules that a body cannot need gives the same result as one with all rules."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from allforces_site.markdown.features import Features, find_features
from allforces_site.markdown.parser import markdown_parser

EVERYTHING = ~Features.NONE
PIECES = [
    "|",
    "|-|",
    "a",
    "あ",
    "~~",
    "~",
    "[^1]",
    "[^1]: ",
    ":",
    ": ",
    "\t",
    " ",
    "\n",
    "\n\n",
    "- ",
    "> ",
    "[ ] ",
    "[x]\n",
    "{:",
    "{: .a}",
    "{#a}",
    "# ",
    "http://a.bc",
    "www.a.bc",
    "a@b.cd",
    "<div markdown=1>",
    "</div>",
    "<b markdown='1'>",
    "\u3000",
    "*",
    "`",
    "[a](b)",
    "1. ",
    "---",
    "\r",
]


@pytest.mark.slow
@settings(max_examples=600, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_no_feature_is_overlooked(body: str) -> None:
    assert markdown_parser(find_features(body)).render(body) == markdown_parser(EVERYTHING).render(body)


def test_old_mac_line_ends_count_as_line_ends() -> None:
    assert Features.DEFINITIONS in find_features("用語\r: 説明")


def test_plain_prose_needs_no_feature() -> None:
    assert find_features("# 題\n\n**太字**の文。\n\n- 項目\n") is Features.NONE
