"""Flat `key: value` lines: read at once, and just as libyaml reads them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from allforces_site.front_matter.yaml import load_mapping
from allforces_site.front_matter.yaml_fast_path import read_lines
from allforces_site.front_matter.yaml_values import TextFields, YamlMapping

# A comment is not of the form, so with it libyaml reads the text.
LEFT_TO_LIBYAML = "# comment\n"

POST = """
layout: post
title: "「AI」の\\"新\\"時代: 100% #1"
date: 2025-08-31 16:39:40 +0000
categories: ['AI技術ガイド']
tags: [OpenAI, "LLM, RAG" ,  生成AI ]
author: 編集部

reading_time: 6
sitemap: false
"""


def test_the_front_matter_of_a_usual_post_is_read_with_its_lines() -> None:
    assert read_lines(POST) == (
        {
            "layout": "post",
            "title": '「AI」の"新"時代: 100% #1',
            "date": "2025-08-31 16:39:40 +0000",
            "categories": ["AI技術ガイド"],
            "tags": ["OpenAI", "LLM, RAG", "生成AI"],
            "author": "編集部",
            "reading_time": 6,
            "sitemap": False,
        },
        {
            "layout": "post",
            "title": '「AI」の"新"時代: 100% #1',
            "date": "2025-08-31 16:39:40 +0000",
            "author": "編集部",
            "reading_time": "6",
            "sitemap": "false",
        },
        {"layout": 2, "title": 3, "date": 4, "categories": 5, "tags": 6, "author": 7, "reading_time": 9,
         "sitemap": 10},
    )  # fmt: skip


@pytest.mark.parametrize(
    "line", ["title", "title:", "title:x", "title: ", "- a", "日本: x", "<<: b", "%a: b"]
)
def test_a_line_that_is_no_key_and_value_is_left_to_libyaml(line: str) -> None:
    assert read_lines(line) is None


@pytest.mark.parametrize("more", ["a: 2", "  c", "- c", "# c", "---", "\tc", "c"])
def test_a_second_line_that_is_no_other_key_is_left_to_libyaml(more: str) -> None:
    assert read_lines(f"a: 1\n{more}") is None


@pytest.mark.parametrize(
    "value",
    ["b: c", "b #c", "b\tc", "&b c", "*b", "!!str c", "|", "- b", "b\u2028c", "\x07", "b\r", "~", "NULL",
     "Yes", '"b\\n"', '"b', "'it''s'", "007", "1.5", "1_000", "12:30", "2025-01-01",
     "2025-01-01 10:00:00 +09:00", "[on]", "[1]", "[a,]", "[a, [b]]", "{b: c}", "[a: b]", "[", "[a] b"],
)  # fmt: skip
def test_a_value_that_may_mean_more_is_left_to_libyaml(value: str) -> None:
    assert read_lines(f"a: {value}") is None


SCALARS = st.sampled_from(
    ["x", "生成AI", "true", "True", "yes", "null", "~", "y", "n", "0", "6", "06", "1.5", "1e3", "0x1F", "1_0",
     "-1", "12:30:00", "2025-09-11", "2025-09-11 20:31:56", "2025-09-11 20:31:56 +0900", "é", "１", ".inf",
     "nan", "2025-13-41 99:99:99 -9999", "2025-09-11 20:31:56 +09:00", "=", "https://example.com/a",
     "/a/b.png"]
)  # fmt: skip
MARKS = st.sampled_from(
    [*" :#,[]{}&*!|>'\"%@`?-\\/.+=~\t\r\xa0\u3000\x85\u2028\ufeff\x07😀", ": ", " #", "''", '\\"', "\\\\",
     "\\n", "\n", "\n  ", "\n- ", "\n---\n", "\n\n"]
)  # fmt: skip
PIECES = st.lists(SCALARS | MARKS, max_size=4).map("".join)
QUOTED = PIECES.map(lambda text: f'"{text}"') | PIECES.map(lambda text: f"'{text}'")
ITEMS = st.lists(SCALARS | QUOTED | PIECES, max_size=3)
LISTS = st.builds(lambda items, comma: f"[{comma.join(items)}]", ITEMS, st.sampled_from([", ", ",", " , "]))
KEYS = st.sampled_from(["title", "on", "null", "No", "a-b", "x_1", "layout"])
LINES = st.tuples(
    KEYS, st.sampled_from([": ", ":  "]), SCALARS | PIECES | QUOTED | LISTS, st.sampled_from(["", " "])
).map("".join)


@settings(max_examples=1000)
@given(LINES)
@example(POST)
def test_what_is_read_is_what_libyaml_reads(line: str) -> None:
    text = f"first: post\n{line}\n\nlast: 編集部\n"
    for keys in (frozenset[str](), frozenset({"title", "on", "a-b"})):
        flat = read_lines(text, keys)
        if flat is not None:
            _assert_same(flat, load_mapping(text + LEFT_TO_LIBYAML, TextFields(keys)))


def _assert_same(flat: tuple[Any, ...], mapping: YamlMapping) -> None:
    assert repr(flat) == repr((mapping.values, mapping.written, mapping.lines))
    # A date that remembers that it was not quoted looks like other text.
    assert [type(value) for value in flat[0].values()] == [type(value) for value in mapping.values.values()]
    assert not mapping.twice
